/**
 * The tokens of one direction, in order, in typed arrays: 17 bytes per token and no object. Tokens never overlap.
 */

import type { Range } from '../../base/octets.ts';
import { countWhile } from '../../base/search.ts';
import { TOKEN_KINDS, type TokenKind } from '../../http1/events.ts';

/** One token, made on demand. */
export interface Token extends Range {
  readonly kind: TokenKind;
  readonly index: number;
}

const KIND_INDEX = new Map(TOKEN_KINDS.map((kind, index) => [kind, index]));

export class TokenLog {
  length = 0;
  #kinds = new Uint8Array(256);
  #starts = new Float64Array(256);
  #ends = new Float64Array(256);

  push(kind: TokenKind, start: number, end: number): void {
    if (this.length === this.#kinds.length) this.#grow();
    this.#kinds[this.length] = KIND_INDEX.get(kind) as number;
    this.#starts[this.length] = start;
    this.#ends[this.length] = end;
    this.length++;
  }

  /** Token number `index`, 0 ≤ index < length. */
  at(index: number): Token {
    if (index < 0 || index >= this.length) throw new RangeError(`no token ${index} of ${this.length}`);
    return {
      index,
      kind: TOKEN_KINDS[this.#kinds[index] as number] as TokenKind,
      start: this.#starts[index] as number,
      end: this.#ends[index] as number,
    };
  }

  /** How many tokens start at or before `offset`. */
  startedBy(offset: number): number {
    return countWhile(this.length, (index) => (this.#starts[index] as number) <= offset);
  }

  /** The token that contains octet `offset`, or null between tokens. */
  holding(offset: number): Token | null {
    const last = this.startedBy(offset) - 1;
    if (last < 0 || (this.#ends[last] as number) <= offset) return null;
    return this.at(last);
  }

  #grow(): void {
    const size = this.#kinds.length * 2;
    const kinds = new Uint8Array(size);
    kinds.set(this.#kinds);
    this.#kinds = kinds;
    this.#starts = enlarged(this.#starts, size);
    this.#ends = enlarged(this.#ends, size);
  }
}

function enlarged(old: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(size);
  larger.set(old);
  return larger;
}
