/** Clocks that run during a wait. */

/** One clock that can be started, stopped and started again. A duration of 0 never runs out. */
export class Alarm {
  readonly #ms: number;
  readonly #ring: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(ms: number, ring: () => void) {
    this.#ms = ms;
    this.#ring = ring;
  }

  /** Starts, or restarts. */
  arm(): void {
    this.stop();
    if (this.#ms > 0) this.#timer = setTimeout(this.#ring, this.#ms);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/**
 * Settles as `start` decides, or as `limit` decides when `ms` have passed or `signal` aborts first. `start` receives
 * both ends of the promise and returns what to do when the wait is over.
 */
export function within<T>(
  { ms, signal, late, aborted }: { ms: number; signal: AbortSignal; late: () => Error; aborted: () => Error },
  start: (resolve: (value: T) => void, reject: (error: unknown) => void) => () => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let giveUp = (): void => undefined;
    let settled = false;
    const settle = (act: () => void): void => {
      if (settled) return;
      settled = true;
      alarm.stop();
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const abandon = (error: Error): void =>
      settle(() => {
        giveUp();
        reject(error);
      });
    const onAbort = (): void => abandon(aborted());
    const alarm = new Alarm(ms, () => abandon(late()));
    if (signal.aborted) return reject(aborted());
    signal.addEventListener('abort', onAbort);
    alarm.arm();
    giveUp = start(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    );
  });
}
