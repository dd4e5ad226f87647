/** Storage for rows of the tape: nine bytes per row in typed arrays, and no object. */
import { countWhile } from '../../base/search.ts';

export type RowKind = 'in' | 'out' | 'event' | 'label-in' | 'label-out';

const KINDS: readonly RowKind[] = ['in', 'out', 'event', 'label-in', 'label-out'];
const KIND_MASK = 0b111;

/** Something in the row has a label: the start of a token, or a bare CR or LF. */
export const LABELLED = 0b1000;
/** The row contains octets that may form characters of more than one octet. */
export const WIDE = 0b1_0000;

export class RowStore {
  length = 0;
  /** The first row added or marked since the caller last set this to the length. */
  changed = 0;
  #positions = new Uint32Array(64);
  #offsets = new Uint32Array(64);
  #bits = new Uint8Array(64);

  /** Clears all rows but keeps their memory. */
  clear(): void {
    this.length = 0;
    this.changed = 0;
  }

  /** Adds a row; returns its index. */
  push(kind: RowKind, position: number, offset: number): number {
    if (this.length === this.#bits.length) this.#grow();
    this.changed = Math.min(this.changed, this.length);
    this.#positions[this.length] = position;
    this.#offsets[this.length] = offset;
    this.#bits[this.length] = KINDS.indexOf(kind);
    return this.length++;
  }

  mark(index: number, flag: number): void {
    if (this.has(index, flag)) return;
    this.#bits[index] = (this.#bits[index] as number) | flag;
    this.changed = Math.min(this.changed, index);
  }

  has(index: number, flag: number): boolean {
    return ((this.#bits[index] as number) & flag) !== 0;
  }

  kind(index: number): RowKind {
    return KINDS[(this.#bits[index] as number) & KIND_MASK] as RowKind;
  }

  position(index: number): number {
    return this.#positions[index] as number;
  }

  offset(index: number): number {
    return this.#offsets[index] as number;
  }

  /** The last row that begins at or before step number `step`; −1 before the first. */
  at(step: number): number {
    return countWhile(this.length, (index) => (this.#positions[index] as number) <= step) - 1;
  }

  #grow(): void {
    const size = this.length * 2;
    const bits = new Uint8Array(size);
    bits.set(this.#bits);
    this.#bits = bits;
    this.#positions = enlarged(this.#positions, size);
    this.#offsets = enlarged(this.#offsets, size);
  }
}

function enlarged(old: Uint32Array, size: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(size);
  larger.set(old);
  return larger;
}
