/** The parts of the compressed octets, from the first bit to the last: headers, blocks, checks. */
import type { Range } from '../base/octets.ts';
import { Numbers } from './numbers.ts';

/**
 * In the order of the formats. `block`: the three bits BFINAL and BTYPE; `code-lengths`: the codes of a dynamic block, as
 * lengths; `symbols`: literals and copies; `unused`: meaningless octets after the end.
 */
export const PART_KINDS = [
  'gzip-magic',
  'gzip-method',
  'gzip-flags',
  'gzip-time',
  'gzip-extra-flags',
  'gzip-system',
  'gzip-extra',
  'gzip-name',
  'gzip-comment',
  'gzip-header-check',
  'zlib-method',
  'zlib-flags',
  'block',
  'padding',
  'stored-length',
  'stored',
  'code-lengths',
  'symbols',
  'end-of-block',
  'zlib-check',
  'gzip-check',
  'gzip-size',
  'unused',
] as const;

export type PartKind = (typeof PART_KINDS)[number];

export interface Part {
  readonly kind: PartKind;
  /** Its bits, counted from bit 0 of the first compressed octet. */
  readonly bits: Range;
  /** Its output: nothing except from `stored` and `symbols`. */
  readonly decoded: Range;
}

/** A sequence of parts without gaps. Each ends where the next begins. */
export class Parts {
  readonly #kinds = new Numbers();
  readonly #bits = new Numbers();
  readonly #decoded = new Numbers();
  #end = { bit: 0, decoded: 0 };

  get length(): number {
    return this.#kinds.length;
  }

  /** A part begins at bit `bit`, after `decoded` octets of output. An empty part leaves no trace. */
  begin(kind: PartKind, bit: number, decoded: number): void {
    this.#kinds.push(PART_KINDS.indexOf(kind));
    this.#bits.push(bit);
    this.#decoded.push(decoded);
  }

  /** All parts end at bit `bit`, after `decoded` octets of output. */
  finish(bit: number, decoded: number): void {
    this.#end = { bit, decoded };
  }

  /** 0 ≤ index < length. */
  at(index: number): Part {
    const isLast = index + 1 === this.length;
    return {
      kind: PART_KINDS[this.#kinds.at(index)] as PartKind,
      bits: { start: this.#bits.at(index), end: isLast ? this.#end.bit : this.#bits.at(index + 1) },
      decoded: { start: this.#decoded.at(index), end: isLast ? this.#end.decoded : this.#decoded.at(index + 1) },
    };
  }

  /** The part that contains bit `bit`; −1 when there is none. */
  indexAt(bit: number): number {
    return bit < this.#end.bit ? this.#bits.lastUpTo(bit) : -1;
  }
}
