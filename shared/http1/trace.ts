/**
 * The trace of a walk: one row number per octet, two bytes of memory each. Together with the table it gives everything
 * about every step (states, role, rule, effects) without an object per octet.
 */
export class RowTrace {
  length = 0;
  #rows = new Uint16Array(1024);

  /** The row number for octet `offset`. */
  at(offset: number): number {
    if (offset < 0 || offset >= this.length) throw new RangeError(`no octet ${offset} in a trace of ${this.length}`);
    return this.#rows[offset] as number;
  }

  push(row: number): void {
    if (this.length === this.#rows.length) this.#grow(this.length + 1);
    this.#rows[this.length++] = row;
  }

  /** Appends `row` for `count` octets. */
  fill(row: number, count: number): void {
    if (this.length + count > this.#rows.length) this.#grow(this.length + count);
    this.#rows.fill(row, this.length, this.length + count);
    this.length += count;
  }

  #grow(needed: number): void {
    const larger = new Uint16Array(Math.max(needed, this.#rows.length * 2));
    larger.set(this.#rows);
    this.#rows = larger;
  }
}
