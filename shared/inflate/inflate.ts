/** The deflate format (RFC 1951): blocks, either stored or compressed with one of two kinds of Huffman codes. */
import { FIXED, readCodes } from './code-lengths.ts';
import type { Decoding } from './decoding.ts';
import { type Fault, fault } from './fault.ts';
import { readSymbols } from './symbols.ts';

/** A decoding that pauses now and then, so its caller can do other work. */
export type Steps<T> = Generator<void, T, void>;

/** The work between two pauses, in bits read or octets output: a few milliseconds' worth. */
const BITS_AT_A_TIME = 1 << 16;
const OCTETS_AT_A_TIME = 1 << 16;

/** Reads blocks through the last one. */
export function* inflateBlocks(decoding: Decoding): Steps<Fault | null> {
  const { bits, out } = decoding;
  let rested = { bit: bits.position, octet: out.length };
  for (;;) {
    decoding.begin('block');
    const start = bits.position;
    const header = bits.take(3);
    if (header < 0) return fault('truncated', bits.length * 8);
    const wrong = yield* inflateBlock(decoding, header >> 1, start);
    if (wrong !== null) return wrong;
    if ((header & 1) === 1) return null;
    if (bits.position - rested.bit < BITS_AT_A_TIME && out.length - rested.octet < OCTETS_AT_A_TIME) continue;
    yield;
    rested = { bit: bits.position, octet: out.length };
  }
}

function* inflateBlock(decoding: Decoding, type: number, start: number): Steps<Fault | null> {
  if (type === 3) return fault('block-type', start);
  if (type === 0) return copyStored(decoding);
  if (type === 2) decoding.begin('code-lengths');
  const codes = type === 1 ? FIXED : readCodes(decoding.bits);
  if ('code' in codes) return codes;
  decoding.begin('symbols');
  for (;;) {
    const stop = readSymbols(decoding, codes);
    if (stop !== 'more') return stop === 'end' ? null : stop;
    yield;
  }
}

/** A block of type 00: LEN, its ones' complement, and that many octets (§3.2.4). */
function copyStored(decoding: Decoding): Fault | null {
  const { bits, out, runs } = decoding;
  decoding.begin('padding');
  bits.align();
  decoding.begin('stored-length');
  const start = bits.position;
  const length = bits.number(2);
  const complement = length < 0 ? -1 : bits.number(2);
  if (complement < 0) return fault('truncated', bits.length * 8);
  const wanted = length ^ 0xffff;
  if (complement !== wanted) return fault('stored-length', start, { found: complement, wanted });
  decoding.begin('stored');
  const taken = Math.min(length, out.room);
  if (taken > 0) runs.stored(out.length, bits.position);
  const octets = bits.octets(taken);
  out.append(octets);
  if (octets.length < taken) return fault('truncated', bits.length * 8);
  return taken < length ? fault('too-large', bits.position, { wanted: out.most }) : null;
}
