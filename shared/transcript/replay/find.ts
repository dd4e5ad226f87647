/**
 * Finding octets on the tape: a text with escapes, or hexadecimal, in both directions. Matches do not overlap and are
 * kept as offsets in typed arrays, so a million of them cost only four bytes each.
 */

import { fromLatin1, type Range, utf8 } from '../../base/octets.ts';
import { countWhile } from '../../base/search.ts';
import type { Replay } from './replay.ts';
import { takenAt } from './step.ts';
import type { Direction } from './stream.ts';

/** What to look for. */
export interface Query {
  readonly octets: Uint8Array;
  /** Whether `a` also matches `A`: letters of US-ASCII only. */
  readonly fold: boolean;
}

/** One match, and its number among all of them in the order of the walk, from 0. */
export interface Match extends Range {
  readonly direction: Direction;
  readonly number: number;
}

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|([rnt0\\]))/y;
const ESCAPED: Readonly<Record<string, number>> = { r: 0x0d, n: 0x0a, t: 0x09, '0': 0, '\\': 0x5c };

/** A text as typed, with `\r` `\n` `\t` `\0` `\\` `\xHH`, other characters as UTF-8; null when it is empty. */
export function textQuery(typed: string, fold: boolean): Query | null {
  const octets: number[] = [];
  for (let at = 0; at < typed.length; ) {
    ESCAPE.lastIndex = at;
    const found = ESCAPE.exec(typed);
    if (found === null) {
      const character = String.fromCodePoint(typed.codePointAt(at) as number);
      octets.push(...utf8(character));
      at += character.length;
    } else {
      octets.push(found[1] === undefined ? (ESCAPED[found[2] as string] as number) : Number.parseInt(found[1], 16));
      at = ESCAPE.lastIndex;
    }
  }
  return octets.length === 0 ? null : { octets: Uint8Array.from(octets), fold };
}

/** Pairs of hexadecimal digits, with or without spaces, commas, colons and `0x`; null for any other text. */
export function hexQuery(typed: string): Query | null {
  const digits = typed.replace(/0x/gi, '').replace(/[\s,:]+/g, '');
  if (digits.length === 0 || digits.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(digits)) return null;
  const pairs = digits.match(/../g) ?? [];
  const octets = fromLatin1(String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16))));
  return { octets, fold: false };
}

const SAME = Uint8Array.from({ length: 256 }, (_, octet) => octet);
const FOLDED = SAME.map((octet) => (octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet));

/** Where the query begins in `bytes`, ascending. Linear for any input (Knuth, Morris and Pratt). */
export function findAll(bytes: Uint8Array, query: Query): Uint32Array {
  const alike = query.fold ? FOLDED : SAME;
  const wanted = query.octets.map((octet) => alike[octet] as number);
  const borders = bordersOf(wanted);
  const first = wanted[0] as number;
  const { length } = wanted;
  let found = new Uint32Array(64);
  let count = 0;
  for (let at = 0, matched = 0; at < bytes.length; at++) {
    // Usually nothing is matched yet: this loop decides the speed.
    if (matched === 0) while (at < bytes.length && alike[bytes[at] as number] !== first) at++;
    const octet = alike[bytes[at] as number] as number;
    while (matched > 0 && octet !== wanted[matched]) matched = borders[matched - 1] as number;
    if (octet === wanted[matched]) matched++;
    if (matched < length) continue;
    if (count === found.length) found = enlarged(found);
    found[count++] = at + 1 - length;
    matched = 0;
  }
  return found.subarray(0, count);
}

function enlarged(old: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(old.length * 4);
  larger.set(old);
  return larger;
}

/** For each prefix, the length of its longest proper prefix that is also its suffix. */
function bordersOf(wanted: Uint8Array): Uint32Array {
  const borders = new Uint32Array(wanted.length);
  for (let at = 1, length = 0; at < wanted.length; at++) {
    while (length > 0 && wanted[at] !== wanted[length]) length = borders[length - 1] as number;
    if (wanted[at] === wanted[length]) length++;
    borders[at] = length;
  }
  return borders;
}

/** All matches of a query in a replay in its present state. */
export class Matches {
  readonly width: number;
  readonly #inbound: Uint32Array;
  readonly #outbound: Uint32Array;

  constructor(replay: Replay, query: Query) {
    this.width = query.octets.length;
    this.#inbound = findAll(replay.request.bytes(), query);
    this.#outbound = findAll(replay.response.bytes(), query);
  }

  get count(): number {
    return this.#inbound.length + this.#outbound.length;
  }

  /** The matches that overlap `[start, end)` of a direction. */
  within(direction: Direction, start: number, end: number): readonly Range[] {
    const starts = this.#of(direction);
    const ranges: Range[] = [];
    for (let i = countUpTo(starts, start - this.width); i < starts.length && (starts[i] as number) < end; i++) {
      ranges.push({ start: starts[i] as number, end: (starts[i] as number) + this.width });
    }
    return ranges;
  }

  /** The first match whose first octet is consumed after `position`, or at its end; null when there is none. */
  after(replay: Replay, position: number): Match | null {
    return this.#nearest(replay, position, 0, (a, b) => a < b);
  }

  /** The last match whose first octet is consumed before the octet just consumed at `position`. */
  before(replay: Replay, position: number): Match | null {
    return this.#nearest(replay, Math.max(0, position - 1), -1, (a, b) => a > b);
  }

  /** Of the two directions' next matches, the one that comes first in the walk. */
  #nearest(replay: Replay, position: number, step: 0 | -1, nearer: (a: number, b: number) => boolean): Match | null {
    const taken = takenAt(replay, position);
    const indexes = { in: countBelow(this.#inbound, taken.inbound), out: countBelow(this.#outbound, taken.outbound) };
    const candidates = (['in', 'out'] as const).flatMap((direction) => {
      const start = this.#of(direction)[indexes[direction] + step];
      return start === undefined ? [] : [{ direction, start, at: replay.positionOf(direction, start) }];
    });
    const best = candidates.reduce<(typeof candidates)[number] | null>(
      (found, one) => (found === null || nearer(one.at, found.at) ? one : found),
      null,
    );
    if (best === null) return null;
    const { direction, start } = best;
    return { direction, start, end: start + this.width, number: indexes.in + indexes.out + step };
  }

  #of(direction: Direction): Uint32Array {
    return direction === 'in' ? this.#inbound : this.#outbound;
  }
}

/** How many of the ascending values are below `limit`. */
function countBelow(values: Uint32Array, limit: number): number {
  return countUpTo(values, limit - 1);
}

/** How many of the ascending values are at most `limit`. */
function countUpTo(values: Uint32Array, limit: number): number {
  return countWhile(values.length, (index) => (values[index] as number) <= limit);
}
