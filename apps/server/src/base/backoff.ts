/** When to restart a crashed server: soon, then after ever longer waits, and soon again after a good run. */
const FIRST_MS = 500;
const MOST_MS = 30_000;
const HEALTHY_MS = 60_000;

export class Backoff {
  #timer: NodeJS.Timeout | null = null;
  #wait = FIRST_MS;

  /** Calls `start` once the wait is over for a server that ran for `ranMs`. */
  schedule(ranMs: number, start: () => void): void {
    if (ranMs >= HEALTHY_MS) this.#wait = FIRST_MS;
    this.cancel();
    this.#timer = setTimeout(start, this.#wait);
    this.#timer.unref();
    this.#wait = Math.min(this.#wait * 2, MOST_MS);
  }

  cancel(): void {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
  }
}
