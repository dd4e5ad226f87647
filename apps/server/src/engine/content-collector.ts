/**
 * Joins a request's content as it arrives. Memory use follows what has arrived, never what was announced: a thousand
 * connections that announce 10 MiB and send nothing cost nothing.
 */

const FIRST = 16 * 1024;
const EMPTY = new Uint8Array(0);

/** Collects the content of one request. */
export class ContentCollector {
  #buffer: Uint8Array = EMPTY;
  #length = 0;
  readonly #expected: number;

  /** @param expected octets announced, or Infinity when unknown */
  constructor(expected: number) {
    this.#expected = expected;
  }

  /** Octets collected. */
  get length(): number {
    return this.#length;
  }

  /** Adds a copy of `bytes` `[from, to)`. */
  add(bytes: Uint8Array, from: number, to: number): void {
    const length = this.#length + (to - from);
    if (length > this.#buffer.length) this.#grow(length);
    this.#buffer.set(bytes.subarray(from, to), this.#length);
    this.#length = length;
  }

  /** What was collected. Nothing may be added after it. */
  finish(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  #grow(needed: number): void {
    const size = Math.max(needed, Math.min(this.#expected, Math.max(FIRST, 2 * this.#buffer.length)));
    const larger = new Uint8Array(size);
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}
