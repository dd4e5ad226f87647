/** An answer that takes its time, to see what waits meanwhile. */
import type { EngineRequest, EngineResponse } from '../handler.ts';
import { badRequest, text } from './text.ts';

/** The longest wait, in ms. */
const LONGEST = 30_000;
const DEFAULT = 1000;

/** `?ms=N` with N from 0 to 30000; 1000 when absent. */
export async function slow(request: EngineRequest, sleep: (ms: number) => Promise<void>): Promise<EngineResponse> {
  const asked = new URLSearchParams(request.query ?? '').get('ms');
  const ms = asked === null ? DEFAULT : /^\d{1,5}$/.test(asked) ? Number(asked) : Number.NaN;
  if (!(ms <= LONGEST)) return badRequest(`ms takes a whole number of milliseconds from 0 to ${LONGEST}.\n`);
  await sleep(ms);
  return text(`This answer took ${ms} ms.\n`);
}
