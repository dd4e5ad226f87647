/** `Expect: 100-continue`: the content waits for a 100, for a final response or for a time-out (RFC 9110 §10.1.1). */
import type { BuiltRequest } from '#shared/client/request.ts';
import { Alarm } from './waiting.ts';

/** A server that does not know Expect never sends a 100: after this time the content is sent anyway, in ms. */
const CONTINUE_MS = 1000;

export class Continue {
  readonly #alarm = new Alarm(CONTINUE_MS, () => this.go());
  #open = false;
  #waiting: (() => void) | null = null;

  /** Settles when the content may be sent. */
  wait(): Promise<void> {
    if (this.#open) return Promise.resolve();
    this.#alarm.arm();
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** From now on nothing has to wait. */
  go(): void {
    this.#open = true;
    this.#alarm.stop();
    this.#waiting?.();
    this.#waiting = null;
  }
}

/** Whether the request waits for a 100 before sending its content. */
export function waitsFor100({ fields, content }: BuiltRequest): boolean {
  const asks = fields.some(
    ([name, value]) => name.toLowerCase() === 'expect' && value.toLowerCase() === '100-continue',
  );
  return asks && content.kind !== 'none';
}

/** Whether the request says that it is the last one on its connection. */
export function asksToClose({ fields }: BuiltRequest): boolean {
  return fields.some(
    ([name, value]) => name.toLowerCase() === 'connection' && /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i.test(value),
  );
}
