/** The two codes of a dynamic block, sent as lengths that are themselves Huffman coded (RFC 1951 §3.2.7). */
import type { BitReader } from './bits.ts';
import { type Fault, fault } from './fault.ts';
import { HuffmanCode } from './huffman.ts';

/** The codes for the symbols of a block. */
export interface Codes {
  readonly literals: HuffmanCode;
  readonly distances: HuffmanCode;
}

const END_OF_BLOCK = 256;
const MOST_LITERALS = 286;
const MOST_DISTANCES = 30;

/** The order in which the lengths of the code-length code are sent: the most likely ones first. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The codes of a block of type 01 (§3.2.6). Literals 286 and 287 and distances 30 and 31 have codes but no meaning. */
export const FIXED: Codes = {
  literals: known(
    Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
  ),
  distances: known(new Uint8Array(32).fill(5)),
};

function known(lengths: Uint8Array): HuffmanCode {
  const code = HuffmanCode.of(lengths);
  if (typeof code === 'string') throw new Error(`the fixed code is ${code}`);
  return code;
}

/** Reads the codes of a block of type 10. */
export function readCodes(bits: BitReader): Codes | Fault {
  const start = bits.position;
  const counts = bits.take(14);
  if (counts < 0) return fault('truncated', bits.length * 8);
  const literals = (counts & 31) + 257;
  const distances = ((counts >> 5) & 31) + 1;
  if (literals > MOST_LITERALS) return fault('too-many-codes', start, { found: literals, wanted: MOST_LITERALS });
  if (distances > MOST_DISTANCES) return fault('too-many-codes', start, { found: distances, wanted: MOST_DISTANCES });
  const meta = readMeta(bits, (counts >> 10) + 4);
  if ('code' in meta) return meta;
  const lengths = readLengths(bits, meta, literals + distances);
  if ('code' in lengths) return lengths;
  return codesOf(lengths, literals, start);
}

/** The code for the lengths. */
function readMeta(bits: BitReader, count: number): HuffmanCode | Fault {
  const start = bits.position;
  const lengths = new Uint8Array(ORDER.length);
  for (const symbol of ORDER.slice(0, count)) {
    const length = bits.take(3);
    if (length < 0) return fault('truncated', bits.length * 8);
    lengths[symbol] = length;
  }
  const code = HuffmanCode.of(lengths);
  if (typeof code === 'string') return fault(code, start);
  // Unlike the other two, this code must not be empty.
  return lengths.filter((length) => length > 0).length < 2 ? fault('incomplete', start) : code;
}

function readLengths(bits: BitReader, meta: HuffmanCode, count: number): Uint8Array | Fault {
  const lengths = new Uint8Array(count);
  for (let at = 0; at < count; ) {
    const start = bits.position;
    const found = meta.find(bits.window());
    if ((found & 15) > bits.left) return fault('truncated', bits.length * 8);
    bits.position += found & 15;
    const symbol = found >> 4;
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    const repeated = readRepeat(bits, symbol);
    if (repeated < 0) return fault('truncated', bits.length * 8);
    if (symbol === 16 && at === 0) return fault('repeats-nothing', start);
    if (at + repeated > count) return fault('repeats-too-often', start, { found: at + repeated, wanted: count });
    lengths.fill(symbol === 16 ? (lengths[at - 1] as number) : 0, at, at + repeated);
    at += repeated;
  }
  return lengths;
}

/** Repetitions: 16 repeats the previous length 3–6 times, 17 a zero 3–10 times, 18 a zero 11–138 times. */
function readRepeat(bits: BitReader, symbol: number): number {
  const extra = bits.take(symbol === 16 ? 2 : symbol === 17 ? 3 : 7);
  return extra < 0 ? -1 : extra + (symbol === 18 ? 11 : 3);
}

function codesOf(lengths: Uint8Array, count: number, start: number): Codes | Fault {
  if (lengths[END_OF_BLOCK] === 0) return fault('no-end-of-block', start);
  const literals = HuffmanCode.of(lengths.subarray(0, count));
  if (typeof literals === 'string') return fault(literals, start);
  const distances = HuffmanCode.of(lengths.subarray(count));
  return typeof distances === 'string' ? fault(distances, start) : { literals, distances };
}
