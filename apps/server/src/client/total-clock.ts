/** The clock over the whole exchange: it bounds a response that never ends and never pauses for long. */
import { ClientError } from './errors.ts';

/** Aborts when `signal` does, or after `ms` with a ClientError that says so; an `ms` of 0 means no limit. */
export function totalClock(ms: number, signal: AbortSignal, where: string): AbortSignal {
  if (ms === 0) return signal;
  const controller = new AbortController();
  const late = () => controller.abort(new ClientError({ code: 'timeout', where, wait: 'total', limit: ms }));
  setTimeout(late, ms).unref();
  return AbortSignal.any([signal, controller.signal]);
}
