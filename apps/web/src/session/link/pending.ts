/** Requests with a number of the page's own that wait for their answer: connect and decode. */
import { type Refused, type Result, refused } from '../state/result.ts';

export class Pending {
  /** Starts where no earlier load of this page has been: restored lanes carry numbers from that load. */
  #next = Math.floor(performance.timeOrigin) * 1000;
  readonly #waiting = new Map<number, (result: Result<never> | Result<unknown>) => void>();

  /** Sends a request under a new number and waits; `send` returns false when the link is down. */
  ask<T>(send: (ref: number) => boolean): Promise<Result<T>> {
    const ref = this.#next++;
    if (!send(ref)) return Promise.resolve(refused('offline'));
    return new Promise((resolve) => this.#waiting.set(ref, resolve as (result: Result<unknown>) => void));
  }

  has(ref: number | null): boolean {
    return ref !== null && this.#waiting.has(ref);
  }

  grant(ref: number | null, value: unknown): void {
    this.#settle(ref, { ok: true, value });
  }

  /** False if nothing waits under this number. */
  refuse(ref: number | null, why: Refused): boolean {
    return this.#settle(ref, why);
  }

  /** The link is lost: no answers will come. */
  abandon(): void {
    for (const ref of [...this.#waiting.keys()]) this.refuse(ref, refused('offline'));
  }

  #settle(ref: number | null, result: Result<unknown>): boolean {
    const resolve = ref === null ? undefined : this.#waiting.get(ref);
    if (ref === null || resolve === undefined) return false;
    this.#waiting.delete(ref);
    resolve(result);
    return true;
  }
}
