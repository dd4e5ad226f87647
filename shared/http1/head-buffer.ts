/**
 * Keeps the octets of an unfinished line between reads, so that a token that two reads share still has its text.
 *
 * During a feed the current buffer is read in place; only what a feed leaves unfinished is copied.
 */
import { latin1 } from '../octets.ts';

export type Latin1Decoder = (bytes: Uint8Array, start: number, end: number) => string;

export class HeadBuffer {
  readonly #decode: Latin1Decoder;
  #kept = new Uint8Array(256);
  /** Octets `[keptStart, keptStart + keptLength)` of the connection are in `#kept`. */
  #keptStart = 0;
  #keptLength = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #bytesStart = 0;

  constructor(decode: Latin1Decoder = latin1) {
    this.#decode = decode;
  }

  /** The buffer now fed; its index 0 lies at offset `start` of the connection. */
  enter(bytes: Uint8Array, start: number): void {
    this.#bytes = bytes;
    this.#bytesStart = start;
  }

  /** Ends a feed at offset `end`: keeps the octets from `from` on, which later tokens may still need. */
  leave(from: number, end: number): void {
    if (from >= end) {
      this.#keptLength = 0;
      return;
    }
    if (this.#keptLength === 0 || from >= this.#bytesStart) {
      this.#keptStart = from;
      this.#keptLength = 0;
    }
    const missing = Math.max(from, this.#keptStart + this.#keptLength);
    this.#append(this.#bytes.subarray(missing - this.#bytesStart, end - this.#bytesStart));
  }

  /** The text of the octets `[start, end)` of the connection; they must still be held. */
  text(start: number, end: number): string {
    if (start >= this.#bytesStart) return this.#decode(this.#bytes, start - this.#bytesStart, end - this.#bytesStart);
    const split = Math.min(end, this.#bytesStart);
    const before = this.#decode(this.#kept, start - this.#keptStart, split - this.#keptStart);
    return end <= this.#bytesStart ? before : before + this.#decode(this.#bytes, 0, end - this.#bytesStart);
  }

  #append(bytes: Uint8Array): void {
    const needed = this.#keptLength + bytes.length;
    if (needed > this.#kept.length) {
      const larger = new Uint8Array(Math.max(needed, this.#kept.length * 2));
      larger.set(this.#kept.subarray(0, this.#keptLength));
      this.#kept = larger;
    }
    this.#kept.set(bytes, this.#keptLength);
    this.#keptLength = needed;
  }
}
