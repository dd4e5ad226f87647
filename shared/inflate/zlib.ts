/** The zlib format (RFC 1950), which HTTP calls `deflate` (RFC 9110 §8.4.1.2): two octets, deflate, Adler-32. */
import { adler32 } from './checksums.ts';
import type { Decoding } from './decoding.ts';
import { type Fault, fault } from './fault.ts';
import { inflateBlocks, type Steps } from './inflate.ts';

/** CM for deflate, the largest CINFO (a window of 32 KiB), FDICT. */
const DEFLATE = 8;
const WIDEST = 7;
const FDICT = 0x20;

/**
 * Whether octets are in the zlib format: method 8, and the first two a multiple of 31. Some servers send deflate without
 * it, and recipients have learnt to accept that. A single first octet that fits counts as the start of it.
 */
export function isZlib(bytes: Uint8Array): boolean {
  const [method = 0, flags] = bytes;
  return (method & 15) === DEFLATE && (flags === undefined || (method * 256 + flags) % 31 === 0);
}

/** Reads one stream. */
export function* decodeZlib(decoding: Decoding): Steps<Fault | null> {
  const { bits, out } = decoding;
  const wrong = readHeader(decoding);
  if (wrong !== null) return wrong;
  let check = 1;
  const inside = yield* checked(decoding, (octets) => {
    check = adler32(check, octets);
  });
  if (inside !== null) return inside;
  bits.align();
  decoding.parts.begin('zlib-check', bits.position, out.length);
  const at = bits.position;
  // The only number in these formats that is sent most significant octet first.
  const octets = bits.octets(4);
  if (octets.length < 4) return fault('truncated', bits.length * 8);
  const sent = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return sent === check ? null : fault('adler', at, { found: sent, wanted: check });
}

function readHeader(decoding: Decoding): Fault | null {
  const { bits } = decoding;
  decoding.begin('zlib-method');
  const method = bits.take(8);
  decoding.begin('zlib-flags');
  const flags = method < 0 ? -1 : bits.take(8);
  if (flags < 0) return fault('truncated', bits.length * 8);
  if ((method * 256 + flags) % 31 !== 0) return fault('zlib-header', 0);
  if ((method & 15) !== DEFLATE) return fault('zlib-method', 0, { found: method & 15, wanted: DEFLATE });
  if (method >> 4 > WIDEST) return fault('zlib-window', 0, { found: method >> 4, wanted: WIDEST });
  return (flags & FDICT) === 0 ? null : fault('dictionary', 8);
}

/** Reads the blocks and yields, at each pause, the output since the previous one. */
export function* checked(decoding: Decoding, check: (octets: Uint8Array) => void): Steps<Fault | null> {
  const steps = inflateBlocks(decoding);
  for (let from = decoding.out.length; ; from = decoding.out.length) {
    const step = steps.next();
    check(decoding.out.between(from));
    if (step.done === true) {
      decoding.begin('padding');
      return step.value;
    }
    yield;
  }
}
