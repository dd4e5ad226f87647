/** The gzip format (RFC 1952): a sequence of members, each a header, deflate, and two checks. */
import { crc32 } from './checksums.ts';
import type { Decoding } from './decoding.ts';
import { type Fault, fault } from './fault.ts';
import type { Steps } from './inflate.ts';
import type { PartKind } from './parts.ts';
import { checked } from './zlib.ts';

const DEFLATE = 8;
/** FLG, bit by bit (§2.3.1). FTEXT is irrelevant to a reader. */
const FHCRC = 0x02;
const FEXTRA = 0x04;
const FNAME = 0x08;
const FCOMMENT = 0x10;
const RESERVED = 0xe0;

/**
 * Reads all members. A zero octet after a member ends the input: some writers pad with zeros. Anything else must
 * be another member.
 */
export function* decodeGzip(decoding: Decoding): Steps<Fault | null> {
  const { bits } = decoding;
  do {
    const wrong = yield* decodeMember(decoding);
    if (wrong !== null) return wrong;
  } while (bits.left > 0 && bits.between(bits.octet, bits.octet + 1)[0] !== 0);
  return null;
}

function* decodeMember(decoding: Decoding): Steps<Fault | null> {
  const { bits, out } = decoding;
  const wrong = readHeader(decoding);
  if (wrong !== null) return wrong;
  const start = out.length;
  let check = 0;
  const inside = yield* checked(decoding, (octets) => {
    check = crc32(check, octets);
  });
  if (inside !== null) return inside;
  bits.align();
  const length = (out.length - start) % 0x1_0000_0000;
  return expect(decoding, 'gzip-check', 'gzip-crc', check) ?? expect(decoding, 'gzip-size', 'gzip-size', length);
}

/** Reads a four-octet check. */
function expect(decoding: Decoding, kind: PartKind, code: 'gzip-crc' | 'gzip-size', wanted: number): Fault | null {
  const at = decoding.bits.position;
  decoding.begin(kind);
  const found = decoding.bits.number(4);
  if (found < 0) return fault('truncated', decoding.bits.length * 8);
  return found === wanted ? null : fault(code, at, { found, wanted });
}

function readHeader(decoding: Decoding): Fault | null {
  const { bits } = decoding;
  const start = bits.position;
  const flags = readFixed(decoding);
  if (typeof flags !== 'number') return flags;
  const whole =
    ((flags & FEXTRA) === 0 || readExtra(decoding)) &&
    ((flags & FNAME) === 0 || readText(decoding, 'gzip-name')) &&
    ((flags & FCOMMENT) === 0 || readText(decoding, 'gzip-comment'));
  if (!whole) return fault('truncated', bits.length * 8);
  if ((flags & FHCRC) === 0) return null;
  const wanted = crc32(0, bits.between(start >>> 3, bits.octet)) & 0xffff;
  const at = bits.position;
  decoding.begin('gzip-header-check');
  const found = bits.number(2);
  if (found < 0) return fault('truncated', bits.length * 8);
  return found === wanted ? null : fault('gzip-header-check', at, { found, wanted });
}

/** The ten octets that begin every member; returns its flags. */
function readFixed(decoding: Decoding): number | Fault {
  const { bits } = decoding;
  const start = bits.position;
  const [first = 0x1f, second = 0x8b] = bits.between(bits.octet, Math.min(bits.length, bits.octet + 2));
  if (first !== 0x1f || second !== 0x8b) return fault('not-gzip', start);
  const [, method, flags] = (['gzip-magic', 'gzip-method', 'gzip-flags'] as const).map((kind, index) => {
    decoding.begin(kind);
    return bits.left >= (index === 0 ? 16 : 8) ? bits.number(index === 0 ? 2 : 1) : -1;
  }) as [number, number, number];
  if (method >= 0 && method !== DEFLATE) return fault('gzip-method', start + 16, { found: method, wanted: DEFLATE });
  if (flags >= 0 && (flags & RESERVED) !== 0) return fault('gzip-flags', start + 24, { found: flags });
  for (const [kind, length] of [
    ['gzip-time', 4],
    ['gzip-extra-flags', 1],
    ['gzip-system', 1],
  ] as const) {
    decoding.begin(kind);
    if (bits.number(length) < 0) return fault('truncated', bits.length * 8);
  }
  return flags;
}

/** A two-octet length, then that many octets. False: they are incomplete. */
function readExtra(decoding: Decoding): boolean {
  decoding.begin('gzip-extra');
  const length = decoding.bits.number(2);
  return length >= 0 && decoding.bits.octets(length).length === length;
}

/** Text up to a zero octet. False: it is missing. */
function readText(decoding: Decoding, kind: PartKind): boolean {
  decoding.begin(kind);
  const { bits } = decoding;
  const rest = bits.between(bits.octet, bits.length);
  const end = rest.indexOf(0);
  bits.octets(end < 0 ? rest.length : end + 1);
  return end >= 0;
}
