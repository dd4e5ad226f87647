/** Compressed content: what its octets are, where each decoded octet came from, and what can be wrong with it. */

import type { Range } from '../../base/octets.ts';
import type { Origin } from '../../inflate/coded-map.ts';
import type { Fault, FaultCode } from '../../inflate/fault.ts';
import type { PartKind } from '../../inflate/parts.ts';
import { group } from './count.ts';

const span = (one: string, { start, end }: Range) =>
  end - start === 1 ? `${one} ${group(start)}` : `${one}s ${group(start)}–${group(end - 1)}`;

const hexadecimal = (value = 0, digits = 8) => `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`;

const parts: { readonly [kind in PartKind]: string } = {
  'gzip-magic': 'the two octets every gzip member begins with',
  'gzip-method': 'gzip header: the compression method, 8 for deflate',
  'gzip-flags': 'gzip header: flags that say which fields follow',
  'gzip-time': 'gzip header: when the file was modified, 0 if unknown',
  'gzip-extra-flags': 'gzip header: how hard the compressor tried',
  'gzip-system': 'gzip header: the system it was made on',
  'gzip-extra': 'gzip header: an extra field',
  'gzip-name': 'gzip header: the name of the file',
  'gzip-comment': 'gzip header: a comment',
  'gzip-header-check': 'gzip header: its checksum, the low half of a CRC-32',
  'zlib-method': 'zlib header: the compression method and the size of its window',
  'zlib-flags': 'zlib header: flags, and check bits for both octets',
  block: 'a block header: whether the block is the last, and its type',
  padding: 'bits that pad the octet',
  'stored-length': 'the length of a stored block, twice, the second time inverted',
  stored: 'octets of a stored block',
  'code-lengths': 'the Huffman codes of the block, sent as lengths',
  symbols: 'Huffman-coded symbols',
  'end-of-block': 'the symbol that ends the block',
  'zlib-check': 'the checksum of the decoded octets, an Adler-32',
  'gzip-check': 'the checksum of the decoded octets, a CRC-32',
  'gzip-size': 'the size before compression, in octets',
  unused: 'octets that mean nothing',
};

const faults: { readonly [code in FaultCode]: (fault: Fault) => string } = {
  truncated: () => 'the octets end before the stream does',
  'too-large': ({ wanted = 0 }) =>
    `the content would decode to more than ${group(wanted)} octets, the most Octet allows`,
  'block-type': () => 'a block of type 11, which is reserved (RFC 1951 §3.2.3)',
  'stored-length': ({ found, wanted }) =>
    `the inverted length of a stored block should be ${hexadecimal(wanted, 4)} and is ${hexadecimal(found, 4)} (RFC 1951 §3.2.4)`,
  'too-many-codes': ({ found = 0, wanted = 0 }) =>
    `a block that sends ${group(found)} code lengths where there are ${group(wanted)} symbols (RFC 1951 §3.2.7)`,
  'repeats-nothing': () => 'the first code length repeats the one before it (RFC 1951 §3.2.7)',
  'repeats-too-often': ({ found = 0, wanted = 0 }) =>
    `a repetition makes ${group(found)} code lengths where ${group(wanted)} were announced (RFC 1951 §3.2.7)`,
  'over-subscribed': () => 'a code with more code words than its lengths leave room for (RFC 1951 §3.2.2)',
  incomplete: () => 'a code that leaves some bits without a meaning (RFC 1951 §3.2.2)',
  'no-end-of-block': () => 'a block whose code has no code word for its end (RFC 1951 §3.2.5)',
  'no-such-code': () => 'bits that are not a code word (RFC 1951 §3.2.2)',
  'no-such-length': ({ found = 0 }) => `symbol ${group(found)}, which does not stand for a length (RFC 1951 §3.2.5)`,
  'no-such-distance': ({ found = 0 }) =>
    `symbol ${group(found)}, which does not stand for a distance (RFC 1951 §3.2.5)`,
  'too-far-back': ({ found = 0, wanted = 0 }) =>
    `a copy from ${group(found)} octets back where only ${group(wanted)} have been decoded (RFC 1951 §3.2.5)`,
  'zlib-header': () => 'the first two octets are not a multiple of 31 (RFC 1950 §2.2)',
  'zlib-method': ({ found = 0 }) => `compression method ${group(found)}; only 8 is defined (RFC 1950 §2.2)`,
  'zlib-window': ({ found = 0 }) => `a window of size ${group(found)}; 7 is the largest (RFC 1950 §2.2)`,
  dictionary: () => 'a preset dictionary, which HTTP has no way to agree on (RFC 1950 §2.2)',
  adler: ({ found, wanted }) =>
    `the Adler-32 sent is ${hexadecimal(found)}; for these octets it is ${hexadecimal(wanted)} (RFC 1950 §2.2)`,
  'not-gzip': () => 'no gzip member begins here: it would start with 1F 8B (RFC 1952 §2.3.1)',
  'gzip-method': ({ found = 0 }) => `compression method ${group(found)}; only 8 is defined (RFC 1952 §2.3.1)`,
  'gzip-flags': ({ found }) => `flags ${hexadecimal(found, 2)}, some of which are reserved (RFC 1952 §2.3.1.2)`,
  'gzip-header-check': ({ found, wanted }) =>
    `the header checksum is ${hexadecimal(found, 4)}; it should be ${hexadecimal(wanted, 4)} (RFC 1952 §2.3.1)`,
  'gzip-crc': ({ found, wanted }) =>
    `the CRC-32 sent is ${hexadecimal(found)}; for these octets it is ${hexadecimal(wanted)} (RFC 1952 §2.3.1)`,
  'gzip-size': ({ found = 0, wanted = 0 }) =>
    `${group(found)} octets were announced, ${group(wanted)} were decoded (RFC 1952 §2.3.1)`,
};

/** What a symbol decodes to, and from which bits. */
function symbol({ kind, decoded, bits, coded, from, distance }: Origin): string {
  const place = `${span('compressed octet', coded)}, ${span('bit', bits)}`;
  if (kind === 'stored') return `${span('octet', decoded)}: stored as they are in ${span('compressed octet', coded)}`;
  if (kind === 'literal' || from === null) return `${span('octet', decoded)}: a literal from ${place}`;
  const length = group(decoded.end - decoded.start);
  const again = from.end - from.start < decoded.end - decoded.start ? ', over and over' : '';
  const source = `${span('octet', from)}${again}`;
  return `${span('octet', decoded)}: a copy of length ${length} and distance ${group(distance)} (${source}) from ${place}`;
}

export const inflate = {
  parts,
  symbol,
  /** What is wrong, and where. */
  fault: (fault: Fault) => `Error at compressed octet ${group(fault.at)}: ${faults[fault.code](fault)}.`,
  /** A compressed octet that holds bits of one or more parts. */
  codedOctet: (offset: number, kinds: readonly PartKind[]) =>
    `compressed octet ${group(offset)}: ${kinds.map((kind) => parts[kind]).join('; ')}`,
  /** How many more symbols a compressed octet holds bits of. */
  more: (count: number) => (count === 1 ? 'and of one more symbol' : `and of ${group(count)} more symbols`),
  /** Through two codings. */
  through: (offset: number, coded: Range) => `octet ${group(offset)}: from ${span('compressed octet', coded)}`,
  bare: 'without the zlib format that `deflate` means (RFC 9110 §8.4.1.2); clients accept it anyway',
  unused: (count: number) =>
    count === 1 ? '1 octet after the end is left out' : `${group(count)} octets after the end are left out`,
  soFar: 'decoded so far',
  tooManyCodings: (count: number, most: number) =>
    `${group(count)} codings on one content: Octet decodes at most ${group(most)}.`,
  /** While nothing is pointed at and the cursor is elsewhere. */
  hint: 'Point at a character (the arrow keys work too), or step through the compressed octets, to see where each came from.',
  label: 'Where it came from',
};
