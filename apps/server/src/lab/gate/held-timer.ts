/** A connection's timer that can be paused: the remaining time is kept until it resumes. */
import { type ConnectionTimer, type MakeTimer, NodeTimer } from '../../engine/timer.ts';

export class HeldTimer implements ConnectionTimer {
  readonly #timer: NodeTimer;
  readonly #now: () => number;
  #endsAt = 0;
  #left: number | null = null;
  #runs = false;
  #frozen = false;

  #ranOut: () => void = () => undefined;

  /** @param now a monotonic clock, ms */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#timer = new NodeTimer(() => {
      this.#runs = false;
      this.#ranOut();
    });
  }

  /** Creates the timer for the connection whose clocks it runs. */
  readonly make: MakeTimer = (ranOut) => {
    this.#ranOut = ranOut;
    return this;
  };

  start(ms: number): void {
    this.#runs = true;
    if (this.#frozen) this.#left = ms;
    else this.#go(ms);
  }

  stop(): void {
    this.#runs = false;
    this.#left = null;
    this.#timer.stop();
  }

  /** Pauses now, and so does any timer started later. @returns what is left, ms; null while nothing runs */
  freeze(): number | null {
    if (!this.#frozen) {
      this.#frozen = true;
      this.#left = this.#runs ? Math.max(0, this.#endsAt - this.#now()) : null;
      this.#timer.stop();
    }
    return this.#left;
  }

  /** Resumes. @returns what is left, ms; null while nothing runs */
  thaw(): number | null {
    const left = this.#left;
    this.#frozen = false;
    this.#left = null;
    if (this.#runs && left !== null) this.#go(left);
    return left;
  }

  #go(ms: number): void {
    this.#endsAt = this.#now() + ms;
    this.#timer.start(ms);
  }
}
