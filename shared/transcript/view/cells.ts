/**
 * The contents of one row of the tape, derived when it is on the screen: a cell for each octet, its tokens, the
 * characters that consist of several octets, the problems and the boundaries of reads and writes.
 */

import type { Range } from '../../base/octets.ts';
import type { TokenKind, Verdict, VerdictLevel } from '../../http1/events.ts';
import { carriedBy, type Stream } from '../replay/stream.ts';
import { isBare } from './bare.ts';
import { type Span, type Tie, tiesIn } from './ties.ts';

/** What determines an octet's colour: eight at most, with the names of the palette's tokens. */
export type Role = 'method' | 'target' | 'version' | 'name' | 'value' | 'framing' | 'size' | 'body';

const ROLES: Readonly<Record<TokenKind, Role>> = {
  method: 'method',
  target: 'target',
  version: 'version',
  status: 'method',
  reason: 'value',
  'field-name': 'name',
  'field-value': 'value',
  content: 'body',
  'chunk-size': 'size',
  'chunk-extension': 'size',
  'chunk-data': 'body',
  'trailer-name': 'name',
  'trailer-value': 'value',
};

export function roleOf(kind: TokenKind | null): Role {
  return kind === null ? 'framing' : ROLES[kind];
}

export interface Cell {
  readonly octet: number;
  readonly token: TokenKind | null;
  /** Not parsed: after a gap, a refusal, or the last message. */
  readonly ignored: boolean;
  /** Of a server that does not speak HTTP. */
  readonly foreign: boolean;
  /** A CR or LF that ends a line alone. */
  readonly bare: boolean;
  /** The worst verdict that blames it. */
  readonly problem: VerdictLevel | null;
  /** After this octet the next read or write begins: its number, from 2; else 0. */
  readonly next: number;
}

/** The part of a token that lies in the row. */
export interface TokenSpan extends Span {
  readonly kind: TokenKind;
  /** The token begins here, not in an earlier row. */
  readonly begins: boolean;
}

/** A problem in the row: the icon is at `column`. */
export interface Mark {
  readonly column: number;
  readonly verdict: Verdict;
}

export interface RowCells {
  readonly cells: readonly Cell[];
  readonly tokens: readonly TokenSpan[];
  readonly ties: readonly Tie[];
  readonly marks: readonly Mark[];
}

/** The cells of the octets `[start, end)` of a direction, all in one row. */
export function rowCells(stream: Stream, { start, end }: Range): RowCells {
  const tokens = tokenSpans(stream, start, end);
  const verdicts = stream.log.verdicts.filter((verdict) => touches(stream, verdict, start, end));
  const nexts = boundariesIn(stream, start, end);
  const cells: Cell[] = [];
  let span = 0;
  for (let offset = start; offset < end; offset++) {
    const column = offset - start;
    while (span < tokens.length && endOf(tokens[span] as Span) <= column) span++;
    const token = tokens[span];
    const kind = token !== undefined && token.column <= column ? token.kind : null;
    cells.push({
      octet: stream.octet(offset),
      token: kind,
      ignored: !stream.foreign && stream.isIgnored(offset),
      foreign: stream.foreign,
      bare: kind === null && isBare(stream, offset),
      problem: verdicts.length === 0 ? null : worst(verdicts, stream, offset),
      next: nexts.get(offset) ?? 0,
    });
  }
  return { cells, tokens, ties: tiesIn(stream, start, end), marks: marksIn(verdicts, stream, start, end) };
}

function endOf({ column, count }: Span): number {
  return column + count;
}

/** The tokens with octets in `[start, end)`. */
export function tokenSpans(stream: Stream, start: number, end: number): readonly TokenSpan[] {
  const { tokens } = stream.log;
  const spans: TokenSpan[] = [];
  const add = (kind: TokenKind, from: number, to: number) => {
    const column = Math.max(from, start) - start;
    const count = Math.min(to, end) - start - column;
    if (count > 0) spans.push({ kind, column, count, begins: from >= start });
  };
  for (let index = Math.max(0, tokens.startedBy(start) - 1); index < tokens.length; index++) {
    const token = tokens.at(index);
    if (token.start >= end) return spans;
    add(token.kind, token.start, token.end);
  }
  const open = stream.blind ? null : stream.parser.openToken;
  if (open !== null) add(open.kind, open.start, open.end);
  return spans;
}

/** The octets at which a verdict is drawn: those it blames, or the one where it was decided. */
export function blamed(stream: Stream, { blame, at }: Verdict): Range {
  if (blame.end > blame.start) return blame;
  return at < stream.length ? { start: at, end: at + 1 } : { start: at, end: at };
}

function touches(stream: Stream, verdict: Verdict, start: number, end: number): boolean {
  const range = blamed(stream, verdict);
  return range.start < end && range.end > start;
}

function worst(verdicts: readonly Verdict[], stream: Stream, offset: number): VerdictLevel | null {
  const here = verdicts.filter((verdict) => touches(stream, verdict, offset, offset + 1));
  if (here.some(({ level }) => level === 'reject')) return 'reject';
  return here.length > 0 ? 'tolerate' : null;
}

/** One icon for each verdict, at the first octet it blames; a long range has it in its first row only. */
function marksIn(verdicts: readonly Verdict[], stream: Stream, start: number, end: number): readonly Mark[] {
  return verdicts.flatMap((verdict) => {
    const { start: at } = blamed(stream, verdict);
    return at >= start && at < end ? [{ column: at - start, verdict }] : [];
  });
}

/** For each octet in `[start, end)` after which another read or write begins, the number of that one, from 2. */
function boundariesIn(stream: Stream, start: number, end: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (let index = carriedBy(stream, start) - 1; index < stream.boundaries.length; index++) {
    const boundary = stream.boundaries[index] as number;
    if (boundary > end || boundary >= stream.length) break;
    found.set(boundary - 1, index + 2);
  }
  return found;
}

/** How many reads or writes there were, including one that a held server has consumed in part. */
export function carriers({ boundaries, length }: Stream): number {
  return boundaries.length + (length > (boundaries.at(-1) ?? 0) ? 1 : 0);
}
