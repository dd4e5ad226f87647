/** A growing list of integers below 2³², four bytes each: a decoded megabyte can have a million of them. */
import { countWhile } from '../base/search.ts';

export class Numbers {
  length = 0;
  #values = new Uint32Array(64);

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  /** 0 ≤ index < length. */
  at(index: number): number {
    return this.#values[index] as number;
  }

  /** In a non-decreasing list: index of the last value that is at most `limit`; −1 when there is none. */
  lastUpTo(limit: number): number {
    return countWhile(this.length, (index) => this.at(index) <= limit) - 1;
  }
}
