/** The result of an action: done, or refused with a reason the catalogue has a sentence for (`t.shell.refusals`). */
import type { RefusalCode } from '#shared/wire/messages.ts';

/** `offline`: the link is lost; `no-connection`: no open connection is shown; `coded-too-large`: too much to send for decoding. */
export type RefusalReason = RefusalCode | 'offline' | 'no-connection' | 'coded-too-large';

export interface Refused {
  readonly ok: false;
  readonly code: RefusalReason;
  readonly detail: string;
}

export type Result<T = void> = { readonly ok: true; readonly value: T } | Refused;

export const done: Result = { ok: true, value: undefined };

export function refused(code: RefusalReason, detail = ''): Refused {
  return { ok: false, code, detail };
}
