/**
 * The octets of the current message from earlier reads: read buffers are reused, yet a refusal quotes the octets it
 * blames, and a handler may want its head as received.
 *
 * Kept: everything since the message's first octet while its head is incomplete (bounded by the parser's limits), then
 * only the newest octets. Nothing is copied for a message that arrives in one read.
 */

/** How many octets are kept while content arrives: enough to quote a chunk line. */
const TAIL = 512;

const EMPTY = new Uint8Array(0);

/** The octets of one connection that may still be needed. */
export class RetainedOctets {
  #kept: Uint8Array = EMPTY;
  #length = 0;
  /** Offset of the first octet kept. */
  #start = 0;
  #bytes: Uint8Array = EMPTY;
  /** Offset of the first octet of the current read. */
  #base = 0;

  /** A read is being parsed: `bytes`, with its first octet at offset `base`. */
  read(bytes: Uint8Array, base: number): void {
    this.#bytes = bytes;
    this.#base = base;
  }

  /**
   * The read is parsed up to offset `end`; copies what a message still needs of it.
   * @param from offset of the unfinished message's first octet, or null between messages
   * @param tailOnly whether its head is complete
   */
  leave(end: number, from: number | null, tailOnly: boolean): void {
    if (from === null) this.#length = 0;
    else this.#append(tailOnly ? Math.max(from, end - TAIL) : from, end);
    this.#bytes = EMPTY;
    this.#base = end;
  }

  /** A copy of the octets `[start, end)`, or an empty array when the first of them is no longer kept. */
  slice(start: number, end: number): Uint8Array {
    if (start >= this.#base) return this.#bytes.slice(start - this.#base, end - this.#base);
    if (this.#length === 0 || start < this.#start) return EMPTY;
    const old = this.#kept.subarray(start - this.#start, Math.min(this.#length, end - this.#start));
    const young = this.#bytes.subarray(0, Math.max(0, end - this.#base));
    const joined = new Uint8Array(old.length + young.length);
    joined.set(old);
    joined.set(young, old.length);
    return joined;
  }

  /** Keeps the octets from offset `from` on, including those of the current read up to `end`. */
  #append(from: number, end: number): void {
    const fresh = this.#bytes.subarray(Math.max(0, from - this.#base), end - this.#base);
    if (this.#length === 0 || from >= this.#base) {
      this.#length = 0;
      this.#start = Math.max(from, this.#base);
    } else if (this.#length > 4 * TAIL && from > this.#start) {
      this.#kept.copyWithin(0, from - this.#start, this.#length);
      this.#length -= from - this.#start;
      this.#start = from;
    }
    this.#reserve(this.#length + fresh.length);
    this.#kept.set(fresh, this.#length);
    this.#length += fresh.length;
  }

  #reserve(size: number): void {
    if (size <= this.#kept.length) return;
    const larger = new Uint8Array(Math.max(size, 2 * this.#kept.length, TAIL));
    larger.set(this.#kept.subarray(0, this.#length));
    this.#kept = larger;
  }
}
