/** Clocks that run while something is waited for. */

/** One clock that is armed, stopped and armed again. A duration of 0 never runs out. */
export class Alarm {
  readonly #ms: number;
  readonly #ring: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(ms: number, ring: () => void) {
    this.#ms = ms;
    this.#ring = ring;
  }

  /** From now on, anew. */
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
 * Settles as `start` says, or as `limit` says when `ms` pass or `signal` aborts first. `start` gets both ends of the
 * promise and gives what is to be done when nobody waits any more.
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
