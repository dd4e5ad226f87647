/**
 * Keeps the octets of an unfinished line between reads, so a token split over two reads still has its text.
 *
 * During a feed the current buffer is read in place; only what a feed leaves unfinished is copied.
 */
import { latin1 } from '../base/octets.ts';

export type Latin1Decoder = (bytes: Uint8Array, start: number, end: number) => string;

const NOTHING = new Uint8Array(0);
const FEW = 32;

/** Octets decoded at once: a head is decoded in one or two steps, and the texts of its tokens are slices of that. */
const WINDOW = 1024;

export class HeadBuffer {
  readonly #decode: Latin1Decoder;
  #kept = new Uint8Array(256);
  /** Octets `[keptStart, keptStart + keptLength)` of the connection are in `#kept`. */
  #keptStart = 0;
  #keptLength = 0;
  #bytes: Uint8Array = NOTHING;
  /** Index in `#bytes` of the first octet of the feed, and that octet's offset in the connection. */
  #from = 0;
  #start = 0;
  /** Index after the last octet of the feed. */
  #to = 0;
  /** The octets from index `#windowFrom` on, decoded. */
  #window = '';
  #windowFrom = 0;

  constructor(decode: Latin1Decoder = latin1) {
    this.#decode = decode;
  }

  /** The buffer being fed, `[from, to)` of it: its octet at index `from` lies at offset `start` of the connection. */
  enter(bytes: Uint8Array, from: number, start: number, to = bytes.length): void {
    this.#bytes = bytes;
    this.#from = from;
    this.#to = to;
    this.#start = start;
    this.#window = '';
    this.#windowFrom = from;
  }

  /**
   * Ends a feed at offset `end`: keeps the octets from `from` on, which later tokens may still need. The buffer itself
   * is released, because it may be the connection's own.
   */
  leave(from: number, end: number): void {
    if (from >= this.#start) {
      this.#keptStart = from;
      this.#keptLength = 0;
    }
    if (from < end) this.#append(this.#indexOf(Math.max(from, this.#start)), this.#indexOf(end));
    this.#bytes = NOTHING;
    this.#window = '';
  }

  /** The text of the octets `[start, end)` of the connection, during a feed; they must still be held. */
  text(start: number, end: number): string {
    if (start >= this.#start) return this.#cut(this.#indexOf(start), this.#indexOf(end));
    const split = Math.min(end, this.#start);
    const before = this.#decode(this.#kept, start - this.#keptStart, split - this.#keptStart);
    return end <= this.#start ? before : before + this.#cut(this.#from, this.#indexOf(end));
  }

  /** The text of the octets `[from, to)` of the buffer being fed. */
  #cut(from: number, to: number): string {
    if (from < this.#windowFrom || to > this.#windowFrom + this.#window.length) {
      this.#windowFrom = from;
      this.#window = this.#decode(this.#bytes, from, Math.max(to, Math.min(from + WINDOW, this.#to)));
    }
    return this.#window.substring(from - this.#windowFrom, to - this.#windowFrom);
  }

  #indexOf(offset: number): number {
    return offset - this.#start + this.#from;
  }

  /** Keeps the octets `[from, to)` of the buffer being fed. */
  #append(from: number, to: number): void {
    const needed = this.#keptLength + to - from;
    if (needed > this.#kept.length) {
      const larger = new Uint8Array(Math.max(needed, this.#kept.length * 2));
      larger.set(this.#kept.subarray(0, this.#keptLength));
      this.#kept = larger;
    }
    // A view costs more than copying the few octets that a person types at a time.
    if (to - from > FEW) this.#kept.set(this.#bytes.subarray(from, to), this.#keptLength);
    else for (let i = from; i < to; i++) this.#kept[this.#keptLength + i - from] = this.#bytes[i] as number;
    this.#keptLength = needed;
  }
}
