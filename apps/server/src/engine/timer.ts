/** The single timer on which a connection's clocks run, one at a time. */

export interface ConnectionTimer {
  /** Runs for `ms` from now, replacing whatever ran. */
  start(ms: number): void;
  stop(): void;
}

/** Creates a connection's timer. `ranOut` is called once for each start that is not stopped or replaced. */
export type MakeTimer = (ranOut: () => void) => ConnectionTimer;

/**
 * Node's timer, which checks what has already been received before it reports that time is up. Node runs timers before
 * it reads, so after a stall on our side (a handler that computes for seconds), a client would be disconnected although
 * its request arrived long ago. Reads come first, and may stop the clock.
 */
export class NodeTimer implements ConnectionTimer {
  readonly #ranOut: () => void;
  #timer: NodeJS.Timeout | null = null;
  #ms = 0;
  #due = false;

  constructor(ranOut: () => void) {
    this.#ranOut = ranOut;
  }

  start(ms: number): void {
    this.#due = false;
    // One Timeout object serves a connection as long as the duration stays the same: refresh() does not allocate.
    if (this.#timer !== null && this.#ms === ms) {
      this.#timer.refresh();
      return;
    }
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#ms = ms;
    this.#timer = setTimeout(this.#fired, ms);
  }

  stop(): void {
    this.#due = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  readonly #fired = (): void => {
    this.#due = true;
    setImmediate(this.#tell);
  };

  readonly #tell = (): void => {
    if (!this.#due) return;
    this.#due = false;
    this.#timer = null;
    this.#ranOut();
  };
}
