/** What the compressed octets are made of, from the first bit to the last: headers, blocks, checks. */
import type { Range } from '../base/octets.ts';
import { Numbers } from './numbers.ts';

/**
 * In the order of the formats. `block`: the three bits BFINAL and BTYPE; `code-lengths`: the codes of a dynamic block, as
 * lengths; `symbols`: literals and copies; `unused`: what follows the end and stands for nothing.
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
  /** The bits it takes, from bit 0 of the first compressed octet on. */
  readonly bits: Range;
  /** What comes out of it: nothing except from `stored` and `symbols`. */
  readonly decoded: Range;
}

/** A run of parts without gaps. What is last ends where the next begins. */
export class Parts {
  readonly #kinds = new Numbers();
  readonly #bits = new Numbers();
  readonly #decoded = new Numbers();
  #end = { bit: 0, decoded: 0 };

  get length(): number {
    return this.#kinds.length;
  }

  /** A part begins at bit `bit`, when `decoded` octets have come out. A part of no bits leaves no trace. */
  begin(kind: PartKind, bit: number, decoded: number): void {
    this.#kinds.push(PART_KINDS.indexOf(kind));
    this.#bits.push(bit);
    this.#decoded.push(decoded);
  }

  /** All parts end at bit `bit`, when `decoded` octets have come out. */
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

  /** The part that bit `bit` is of; −1 when it is of none. */
  indexAt(bit: number): number {
    return bit < this.#end.bit ? this.#bits.lastUpTo(bit) : -1;
  }
}
