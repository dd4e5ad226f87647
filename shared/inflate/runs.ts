/** The output, symbol by symbol: which bits each octet came from. Twelve bytes per symbol, none per octet. */
import type { Range } from '../base/octets.ts';
import { Numbers } from './numbers.ts';

/** The octets that one symbol produced: one literal, one copy, or all of a stored block. */
export interface Run {
  readonly kind: 'literal' | 'copy' | 'stored';
  /** The output octets. */
  readonly decoded: Range;
  /** The bits they came from. For a stored block: the bits of its octets. */
  readonly bits: Range;
  /** For a copy: how far back it copies from; else 0. A copy longer than this repeats what it has just produced. */
  readonly distance: number;
}

/** Bits of the longest symbol: 15 + 5 of a length, 15 + 13 of a distance; so 6 bits hold the number. */
const SIZES = 64;

export class Runs {
  readonly #decoded = new Numbers();
  readonly #bits = new Numbers();
  /** Distance × 64 + bits of the symbol; bits 0: stored. */
  readonly #what = new Numbers();

  get length(): number {
    return this.#decoded.length;
  }

  /** `distance` 0: a literal. */
  symbol(decoded: number, bit: number, size: number, distance: number): void {
    this.#decoded.push(decoded);
    this.#bits.push(bit);
    this.#what.push(distance * SIZES + size);
  }

  /** Octets from `decoded` on, stored literally from `bit` on. */
  stored(decoded: number, bit: number): void {
    this.symbol(decoded, bit, 0, 0);
  }

  /** `length`: the number of output octets in all. */
  at(index: number, length: number): Run {
    const what = this.#what.at(index);
    const size = what % SIZES;
    const distance = (what - size) / SIZES;
    const start = this.#decoded.at(index);
    const end = index + 1 < this.length ? this.#decoded.at(index + 1) : length;
    const bit = this.#bits.at(index);
    return {
      kind: size === 0 ? 'stored' : distance === 0 ? 'literal' : 'copy',
      decoded: { start, end },
      bits: { start: bit, end: bit + (size === 0 ? (end - start) * 8 : size) },
      distance,
    };
  }

  /** The run that produced octet `offset`. */
  indexOf(offset: number): number {
    return this.#decoded.lastUpTo(offset);
  }

  /** The last run that begins at or before bit `bit`; −1 when there is none. */
  lastFrom(bit: number): number {
    return this.#bits.lastUpTo(bit);
  }
}
