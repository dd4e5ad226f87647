/**
 * Entries as octets, for the WebSocket and for files.
 *
 * A run of entries: u8 format version, then per entry u32 header length, u32 octets length, the header as JSON in
 * UTF-8 (the entry without its octets), the octets as they are. Big-endian throughout.
 * A transcript: 8 octets of magic, u32 format version, u32 number of entries, then the run.
 *
 * The decoder trusts nothing: every length is checked against the input, every field is checked, an unknown kind or
 * version is refused, and it never throws. The octets of a decoded entry are a view into the input, not a copy.
 */
import { decodeJson, encodeJson, readU32, writeU32 } from '../../base/decode.ts';
import { concat } from '../../base/octets.ts';
import { type Entry, TRANSCRIPT_FORMAT } from './entries.ts';
import { entryHeader, type Header } from './header.ts';

/** A header is small by construction; anything larger is not a header. */
const MAX_HEADER = 65_536;

/** As in PNG: CR LF, SUB and LF reveal at once that a file went through a text conversion. */
const MAGIC = Uint8Array.from([0x89, 0x4f, 0x43, 0x54, 0x0d, 0x0a, 0x1a, 0x0a]);

const HEAD_LENGTH = MAGIC.length + 8;

/** All formats back to the first can be read. */
function isKnown(format: number | undefined): boolean {
  return format !== undefined && format >= 1 && format <= TRANSCRIPT_FORMAT;
}

/** Encodes a run of entries. */
export function encodeEntries(entries: readonly Entry[]): Uint8Array {
  const pieces: Uint8Array[] = [Uint8Array.of(TRANSCRIPT_FORMAT)];
  for (const entry of entries) {
    const octets = 'bytes' in entry ? entry.bytes : undefined;
    const json = encodeJson(octets === undefined ? entry : { ...entry, bytes: undefined });
    const lengths = new Uint8Array(8);
    writeU32(lengths, writeU32(lengths, 0, json.length), octets?.length ?? 0);
    pieces.push(lengths, json);
    if (octets !== undefined) pieces.push(octets);
  }
  return concat(pieces);
}

/** The entries of a run, or null when the octets are not one. */
export function decodeEntries(bytes: Uint8Array): Entry[] | null {
  if (!isKnown(bytes[0])) return null;
  const entries: Entry[] = [];
  for (let at = 1; at < bytes.length; ) {
    const headerLength = readU32(bytes, at);
    const octetsLength = readU32(bytes, at + 4);
    if (headerLength === undefined || octetsLength === undefined || headerLength > MAX_HEADER) return null;
    const start = at + 8 + headerLength;
    const end = start + octetsLength;
    if (end > bytes.length) return null;
    const entry = join(entryHeader(decodeJson(bytes, at + 8, start)), bytes.subarray(start, end));
    if (entry === null) return null;
    entries.push(entry);
    at = end;
  }
  return entries;
}

/** Reattaches the octets; null when this kind has none, or a different number. */
function join(found: Header | undefined, octets: Uint8Array): Entry | null {
  if (found === undefined) return null;
  if (found.kind === 'write' || found.kind === 'call' || isWaiting(found)) return { ...found, bytes: octets };
  if (octets.length === 0) return found;
  return found.kind === 'read' && found.length === octets.length ? { ...found, bytes: octets } : null;
}

function isWaiting(found: Header): found is Extract<Header, { kind: 'hold'; what: 'waiting' }> {
  return found.kind === 'hold' && found.what === 'waiting';
}

/** The whole transcript of one connection, for a file. */
export function encodeTranscript(entries: readonly Entry[]): Uint8Array {
  const head = new Uint8Array(HEAD_LENGTH);
  head.set(MAGIC);
  writeU32(head, writeU32(head, MAGIC.length, TRANSCRIPT_FORMAT), entries.length);
  return concat([head, encodeEntries(entries)]);
}

/** The entries of a transcript; null when it is invalid, truncated, or has a gap in its numbers. */
export function decodeTranscript(bytes: Uint8Array): Entry[] | null {
  if (!MAGIC.every((octet, i) => bytes[i] === octet)) return null;
  if (!isKnown(readU32(bytes, MAGIC.length))) return null;
  const entries = decodeEntries(bytes.subarray(HEAD_LENGTH));
  if (entries === null || entries.length !== readU32(bytes, MAGIC.length + 4)) return null;
  return isGapless(entries) ? entries : null;
}

/** How many numbers an entry takes: one, or those of the entries it replaces. */
export function span(entry: Entry): number {
  return entry.kind === 'dropped' ? entry.entries : 1;
}

function isGapless(entries: readonly Entry[]): boolean {
  let next = 0;
  for (const entry of entries) {
    if (entry.seq !== next) return false;
    next += span(entry);
  }
  return true;
}
