/** The symbols of a block: literals, and copies of earlier output, as length and distance (RFC 1951 §3.2.5). */
import type { Codes } from './code-lengths.ts';
import type { Decoding } from './decoding.ts';
import { type Fault, fault } from './fault.ts';

const END_OF_BLOCK = 256;
const FIRST_LENGTH = 257;

/** Extra bits of each length symbol from 257 on, and of each distance symbol. */
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_EXTRA = [0, 0, 0, 0, ...Array.from({ length: 26 }, (_, index) => (index >> 1) + 1)];

const LENGTH_BASE = basesOf(LENGTH_EXTRA, 3);
const DISTANCE_BASE = basesOf(DISTANCE_EXTRA, 1);
// 284 with all its extra bits could also mean 258; 285 means it without any.
LENGTH_BASE[28] = 258;

function basesOf(extra: readonly number[], first: number): number[] {
  const bases: number[] = [];
  let base = first;
  for (const bits of extra) {
    bases.push(base);
    base += 1 << bits;
  }
  return bases;
}

/** The work done at a time: a few milliseconds, even before the code is optimized. */
const SYMBOLS_AT_A_TIME = 1 << 14;
const OCTETS_AT_A_TIME = 1 << 16;

/** Reads symbols until the block ends, a fault occurs, or the time slice is used up. */
export function readSymbols(decoding: Decoding, { literals, distances }: Codes): 'end' | 'more' | Fault {
  const { bits, out, runs } = decoding;
  const pause = out.length + OCTETS_AT_A_TIME;
  for (let count = 0; count < SYMBOLS_AT_A_TIME && out.length < pause; count++) {
    const start = bits.position;
    const found = literals.find(bits.window());
    const size = found & 15;
    if (found === 0 || size > bits.left) return noSymbol(decoding, found);
    bits.position = start + size;
    const symbol = found >> 4;
    if (symbol < END_OF_BLOCK) {
      if (out.room === 0) return fault('too-large', start, { wanted: out.most });
      runs.symbol(out.length, start, size, 0);
      out.push(symbol);
    } else if (symbol === END_OF_BLOCK) {
      bits.position = start;
      decoding.begin('end-of-block');
      bits.position = start + size;
      return 'end';
    } else {
      const wrong = readCopy(decoding, distances, symbol - FIRST_LENGTH, start);
      if (wrong !== null) return wrong;
    }
  }
  return 'more';
}

/** A truncated symbol, or a bit with no meaning: possible only in codes of one bit or none. */
function noSymbol({ bits }: Decoding, found: number): Fault {
  const isCut = found !== 0 || bits.left === 0;
  return isCut ? fault('truncated', bits.length * 8) : fault('no-such-code', bits.position);
}

/** Reads the rest of a copy whose length symbol began at bit `start`. */
function readCopy(decoding: Decoding, distances: Codes['distances'], index: number, start: number): Fault | null {
  const { bits, out, runs } = decoding;
  const base = LENGTH_BASE[index];
  if (base === undefined) return fault('no-such-length', start, { found: index + FIRST_LENGTH });
  const more = bits.take(LENGTH_EXTRA[index] as number);
  const distance = more < 0 ? fault('truncated', bits.length * 8) : readDistance(decoding, distances);
  if (typeof distance !== 'number') return distance;
  const length = base + more;
  if (distance > out.length) return fault('too-far-back', start, { found: distance, wanted: out.length });
  if (out.room < length) return fault('too-large', start, { wanted: out.most });
  runs.symbol(out.length, start, bits.position - start, distance);
  out.copy(distance, length);
  return null;
}

function readDistance(decoding: Decoding, distances: Codes['distances']): number | Fault {
  const { bits } = decoding;
  const start = bits.position;
  const found = distances.find(bits.window());
  if (found === 0 || (found & 15) > bits.left) return noSymbol(decoding, found);
  bits.position += found & 15;
  const base = DISTANCE_BASE[found >> 4];
  if (base === undefined) return fault('no-such-distance', start, { found: found >> 4 });
  const more = bits.take(DISTANCE_EXTRA[found >> 4] as number);
  return more < 0 ? fault('truncated', bits.length * 8) : base + more;
}
