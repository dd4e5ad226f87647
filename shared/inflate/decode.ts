/**
 * Decodes the content codings `gzip` and `deflate` (RFC 9110 §8.4.1) and keeps a map of where every octet came from.
 *
 *     const { bytes, map, fault, wrapping, unused } = decodeContent('gzip', coded);
 *     map.codedRange({ start: 17, end: 18 })   // the compressed octets that octet 17 came from
 *     map.decodedRange({ start: 40, end: 41 }) // what compressed octet 40 became; null: it is header, code or check
 *     map.originOf(17)                         // the exact symbol: a literal, a copy (and its source), a stored block
 *     map.part(map.partAt(bit))                // what a bit is part of: header, block, code lengths, symbols, check …
 *
 * Nothing throws: `fault` says what is wrong, and the output before it is still returned, mapped; truncated octets
 * cut off give what they hold so far. `decodeInSteps` does the same and rests every few milliseconds. `joined` makes one map
 * of two codings, `BlockMap` stands in for a coding without a finer one. Time and memory grow with input and output;
 * the output is limited to `most` octets. The input must be shorter than 2²⁹ octets.
 */
import type { Range } from '../base/octets.ts';
import { CodedMap } from './coded-map.ts';
import { Decoding } from './decoding.ts';
import type { Fault } from './fault.ts';
import { decodeGzip } from './gzip.ts';
import { inflateBlocks, type Steps } from './inflate.ts';
import { decodeZlib, isZlib } from './zlib.ts';

export type { Steps } from './inflate.ts';

export type MappedCoding = 'gzip' | 'deflate';

/** The most output octets. */
export const DECODED_MOST = 8 * 1024 * 1024;

/** More codings than this on one content serve only an attacker. */
export const CODINGS_MOST = 2;

/** The wrapping of the octets. `bare`: deflate without the zlib format that RFC 9110 §8.4.1.2 means by `deflate`. */
export type Wrapping = 'gzip' | 'zlib' | 'bare';

export interface Decoded {
  readonly wrapping: Wrapping;
  /** The output: all of it, or the part before the fault. */
  readonly bytes: Uint8Array;
  readonly map: CodedMap;
  readonly fault: Fault | null;
  /** Meaningless compressed octets after the end; null: there are none. */
  readonly unused: Range | null;
}

/** Decodes one coding. */
export function decodeContent(coding: MappedCoding, bytes: Uint8Array, most = DECODED_MOST): Decoded {
  const steps = decodeInSteps(coding, bytes, most);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Decodes one coding step by step: the last step has the result. */
export function* decodeInSteps(coding: MappedCoding, bytes: Uint8Array, most = DECODED_MOST): Steps<Decoded> {
  const wrapping = wrappingOf(coding, bytes);
  const decoding = new Decoding(bytes, most);
  const fault = yield* DECODERS[wrapping](decoding);
  const { bits, out, parts, runs } = decoding;
  // A decoder that stops at a fault has not read the rest.
  const end = fault === null ? Math.ceil(bits.position / 8) : bytes.length;
  if (bits.left > 0) parts.begin('unused', fault === null ? end * 8 : bits.position, out.length);
  parts.finish(bytes.length * 8, out.length);
  return {
    wrapping,
    bytes: out.between(0).slice(),
    map: new CodedMap(out.length, bytes.length, parts, runs),
    fault,
    unused: end < bytes.length ? { start: end, end: bytes.length } : null,
  };
}

const DECODERS: { readonly [wrapping in Wrapping]: (decoding: Decoding) => Steps<Fault | null> } = {
  gzip: decodeGzip,
  zlib: decodeZlib,
  bare: decodeBare,
};

function* decodeBare(decoding: Decoding): Steps<Fault | null> {
  const wrong = yield* inflateBlocks(decoding);
  decoding.begin('padding');
  return wrong;
}

function wrappingOf(coding: MappedCoding, bytes: Uint8Array): Wrapping {
  if (coding === 'gzip') return 'gzip';
  return isZlib(bytes) ? 'zlib' : 'bare';
}
