/** The output octets, up to a limit. */
export class Output {
  length = 0;
  /** The maximum number of octets. */
  readonly most: number;
  #octets: Uint8Array;

  constructor(most: number, expected: number) {
    this.most = most;
    this.#octets = new Uint8Array(Math.max(64, Math.min(most, expected)));
  }

  /** How many more octets are allowed. */
  get room(): number {
    return this.most - this.length;
  }

  /** The caller ensures that there is room. */
  push(octet: number): void {
    if (this.length === this.#octets.length) this.#grow(1);
    this.#octets[this.length++] = octet;
  }

  /** The caller ensures that there is room for all of them. */
  append(octets: Uint8Array): void {
    this.#grow(octets.length);
    this.#octets.set(octets, this.length);
    this.length += octets.length;
  }

  /** Copies `count` octets from `distance` back, which is at most `length`; the caller ensures that there is room. */
  copy(distance: number, count: number): void {
    this.#grow(count);
    const octets = this.#octets;
    const end = this.length + count;
    if (distance >= count) octets.copyWithin(this.length, this.length - distance, end - distance);
    else for (let at = this.length; at < end; at++) octets[at] = octets[at - distance] as number;
    this.length = end;
  }

  /** A view of octets `[start, end)`. */
  between(start: number, end = this.length): Uint8Array {
    return this.#octets.subarray(start, end);
  }

  #grow(by: number): void {
    if (this.length + by <= this.#octets.length) return;
    const larger = new Uint8Array(Math.min(this.most, Math.max(this.#octets.length * 2, this.length + by)));
    larger.set(this.between(0));
    this.#octets = larger;
  }
}
