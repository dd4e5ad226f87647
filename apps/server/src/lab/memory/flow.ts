/**
 * How much a lab's thread has posted that the control thread has not taken yet, in memory both share. A port has no
 * bound of its own: a flood that the recorder cannot follow would fill the memory, and everything waiting is taken in
 * one turn of the event loop, during which the page gets no answer. This limit is about 20,000 observations.
 */
const MOST_IN_FLIGHT = 8 * 1024 * 1024;

export class Flow {
  readonly memory: SharedArrayBuffer;
  readonly #cell: Int32Array;
  readonly #most: number;

  constructor(memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT), most = MOST_IN_FLIGHT) {
    this.memory = memory;
    this.#cell = new Int32Array(memory);
    this.#most = most;
  }

  posted(cost: number): void {
    Atomics.add(this.#cell, 0, cost);
  }

  taken(cost: number): void {
    Atomics.sub(this.#cell, 0, cost);
  }

  /** True when `more` on top of what is in flight would exceed the limit. */
  full(more: number): boolean {
    return Atomics.load(this.#cell, 0) + more > this.#most;
  }
}
