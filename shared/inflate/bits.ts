/**
 * Reads octets as bits, least significant bit first (RFC 1951 §3.1.1). A position is a number of bits from
 * the first octet on, so every symbol knows which bits it came from.
 */
export class BitReader {
  /** Octets available to read. */
  readonly length: number;
  /** The next bit, counted from bit 0 of octet 0. */
  position = 0;
  readonly #octets: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    // A window may extend past the end; it reads zeros there, and `left` tells that they are not input.
    this.#octets = new Uint8Array(bytes.length + 4);
    this.#octets.set(bytes);
  }

  /** Bits not yet read. */
  get left(): number {
    return this.length * 8 - this.position;
  }

  /** The octet that holds the next bit. */
  get octet(): number {
    return this.position >>> 3;
  }

  /** The next bits, at least 17 of them, the next one in the lowest place. Past the end they are 0. */
  window(): number {
    const at = this.position >>> 3;
    const b = this.#octets;
    const word = (b[at] as number) | ((b[at + 1] as number) << 8) | ((b[at + 2] as number) << 16);
    return word >>> (this.position & 7);
  }

  /** Reads `count` ≤ 17 bits as a number; returns −1 and reads nothing when there are fewer. */
  take(count: number): number {
    if (count > this.left) return -1;
    const value = this.window() & ((1 << count) - 1);
    this.position += count;
    return value;
  }

  /** Reads `count` whole octets, least significant first; −1, and reads nothing, when there are fewer. Only between octets. */
  number(count: number): number {
    if (count * 8 > this.left) return -1;
    let value = 0;
    for (let i = count - 1; i >= 0; i--) value = value * 256 + (this.#octets[this.octet + i] as number);
    this.position += count * 8;
    return value;
  }

  /** Reads up to `count` whole octets, fewer at the end. Only between octets. */
  octets(count: number): Uint8Array {
    const start = this.octet;
    const end = Math.min(this.length, start + count);
    this.position = end * 8;
    return this.#octets.subarray(start, end);
  }

  /** Skips the bits up to the next whole octet. */
  align(): void {
    this.position = (this.position + 7) & ~7;
  }

  /** A view of octets read before. */
  between(start: number, end: number): Uint8Array {
    return this.#octets.subarray(start, end);
  }
}
