/**
 * The head of a text as its author intends it, for the composer's helpers: lines up to the first empty one, with any
 * ending. It judges nothing (judge.ts does, with the parser), so it also handles requests that no parser accepts.
 */
import { CR, HTAB, LF, latin1, type Range, SP } from '../base/octets.ts';

/** A line: its octets `[start, end)`, and where the next one begins. */
export interface RawLine extends Range {
  readonly next: number;
}

export interface RawField {
  readonly name: string;
  readonly value: Range;
  readonly line: RawLine;
}

export interface RawHead {
  /** The first line; empty when there is no text. */
  readonly first: RawLine;
  readonly fields: readonly RawField[];
  /** The terminated lines, without the empty one. */
  readonly lines: readonly RawLine[];
  /** Where the empty line begins, or the end of the text. */
  readonly end: number;
  /** Where the content begins; null without an empty line. */
  readonly content: number | null;
}

export function headOf(bytes: Uint8Array): RawHead {
  const lines: RawLine[] = [];
  let at = leadingEmptyLines(bytes);
  const begin = at;
  for (;;) {
    const line = lineAt(bytes, at);
    if (line === null) return assemble(bytes, lines, begin, { end: bytes.length, content: null });
    if (line.end === line.start) return assemble(bytes, lines, begin, { end: at, content: line.next });
    lines.push(line);
    at = line.next;
  }
}

function assemble(
  bytes: Uint8Array,
  lines: readonly RawLine[],
  begin: number,
  ends: Pick<RawHead, 'end' | 'content'>,
): RawHead {
  const first = lines[0] ?? { start: begin, end: bytes.length, next: bytes.length };
  return { first, fields: lines.slice(1).flatMap((line) => fieldIn(bytes, line)), lines, ...ends };
}

/** The line that begins at `at`, without its ending; null when it is not terminated. */
function lineAt(bytes: Uint8Array, at: number): RawLine | null {
  const lf = bytes.indexOf(LF, at);
  if (lf < 0) return null;
  return { start: at, end: lf > at && bytes[lf - 1] === CR ? lf - 1 : lf, next: lf + 1 };
}

function leadingEmptyLines(bytes: Uint8Array): number {
  let at = 0;
  for (;;) {
    if (bytes[at] === LF) at++;
    else if (bytes[at] === CR && bytes[at + 1] === LF) at += 2;
    else return at;
  }
}

function fieldIn(bytes: Uint8Array, line: RawLine): RawField[] {
  const colon = bytes.subarray(line.start, line.end).indexOf(0x3a);
  if (colon < 0) return [];
  let { start, end } = { start: line.start + colon + 1, end: line.end };
  while (start < end && isSpace(bytes[start])) start++;
  while (end > start && isSpace(bytes[end - 1])) end--;
  return [{ name: latin1(bytes, line.start, line.start + colon).toLowerCase(), value: { start, end }, line }];
}

const isSpace = (octet: number | undefined): boolean => octet === SP || octet === HTAB;

/** The value of Content-Length and the actual length. */
export interface ContentCount {
  /** null: there is no such field. NaN: its value is not a number. */
  readonly declared: number | null;
  readonly actual: number;
}

/** Declared and actual length of the content; null while the head is incomplete, and for chunked content. */
export function contentCount(bytes: Uint8Array, head: RawHead = headOf(bytes)): ContentCount | null {
  if (head.content === null || head.fields.some(({ name }) => name === 'transfer-encoding')) return null;
  const actual = bytes.length - head.content;
  const field = head.fields.find(({ name }) => name === 'content-length');
  if (field === undefined) return { declared: null, actual };
  const value = latin1(bytes, field.value.start, field.value.end);
  return { declared: /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN, actual };
}
