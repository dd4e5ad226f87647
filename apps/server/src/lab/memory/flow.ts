/**
 * How much a lab's thread has posted that the control thread has not taken yet, in memory both see. A port has no
 * bound of its own: a flood that the recorder cannot follow would fill the memory, and what waits is taken in one turn of
 * the loop, during which the page gets no answer. This much is about 20,000 observations.
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

  /** True when `more` on top of what is under way would be too much. */
  full(more: number): boolean {
    return Atomics.load(this.#cell, 0) + more > this.#most;
  }
}
