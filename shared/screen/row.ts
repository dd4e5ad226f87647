/** What the terminal shows of a connection, row by row, and how a row is laid out on lines. */

import { type Range, utf8 } from '../base/octets.ts';
import type { RuleId } from '../http1/rules.ts';
import { ruleOf } from '../http1/rules.ts';
import type { Messages } from '../text/index.ts';
import type { Direction, Reader } from '../transcript/replay/stream.ts';
import { type Glyph, glyphs, spansOf } from './escape.ts';
import { flow, line, type ScreenLine, words } from './layout.ts';
import { type Span, type Style, span } from './span.ts';

/** Cells before the text of a row: the direction mark and a space. */
export const GUTTER = 2;

/** Octets of one direction: a line up to its LF, or a piece of a long one. */
export interface OctetRow {
  readonly kind: 'octets';
  readonly direction: Direction;
  /** Offset of its first octet. */
  readonly start: number;
  readonly bytes: Uint8Array;
  /** False for a later piece of a long line. */
  readonly begins: boolean;
  /** Offsets of bare line ends. */
  readonly bare: readonly number[];
}

export type Tone = 'dim' | 'ink' | 'good' | 'warn' | 'bad';

/** An event, or a message of the terminal itself. */
export interface NoteRow {
  readonly kind: 'note';
  readonly tone: Tone;
  readonly text: string;
}

/** A refusal: a caret under the octets to blame, the reason, the section. */
export interface RefusalRow {
  readonly kind: 'refusal';
  readonly reader: Reader;
  readonly direction: Direction;
  readonly rule: RuleId;
  readonly blame: Range;
  /** The row that contains the blame, when it is on the screen. */
  readonly row: OctetRow | null;
  /** That row is directly above. */
  readonly below: boolean;
}

/** A name and what it means, as in a list of commands. */
export interface EntryRow {
  readonly kind: 'entry';
  readonly name: string;
  readonly text: string;
}

/** A dot-command as it was typed, with a caret under the invalid part. */
export interface EchoRow {
  readonly kind: 'echo';
  readonly text: string;
  /** Index into the text; null: all of it is valid. */
  readonly at: number | null;
}

export type Row = OctetRow | NoteRow | RefusalRow | EntryRow | EchoRow;

/** Cells for the names of a list. */
const NAMES = 18;

/** Lays out a row on lines of a terminal `columns` cells wide. */
export function linesOfRow(t: Messages, row: Row, columns: number): ScreenLine[] {
  switch (row.kind) {
    case 'octets':
      return flow([markOf(row), ...spansOfRow(row)], columns, GUTTER);
    case 'note':
      return words([span(row.text, row.tone)], columns, GUTTER);
    case 'refusal':
      return refusalLines(t, row, columns);
    case 'entry':
      return entryLines(row, columns);
    case 'echo':
      return echoLines(row, columns);
  }
}

const MARKS: Readonly<Record<Direction, Span>> = { in: span('→ ', 'sent'), out: span('← ', 'received') };

function markOf({ direction, begins }: OctetRow): Span {
  return begins ? MARKS[direction] : span('  ', 'pad');
}

function spansOfRow({ bytes, bare, start }: OctetRow): Span[] {
  return spansOf(glyphs(bytes), 'ink', (glyph) => bare.includes(start + glyph.start));
}

function entryLines({ name, text }: EntryRow, columns: number): ScreenLine[] {
  const beside = columns >= NAMES * 2;
  const said = words([span(text, 'dim')], columns, beside ? NAMES + GUTTER : GUTTER * 2);
  const named = [span('  ', 'pad'), span(name, 'command')];
  if (!beside || name.length >= NAMES) return [line(...named), ...said];
  const [first, ...rest] = said;
  const gap = span(' '.repeat(NAMES - name.length), 'pad');
  return [line(...named, gap, ...(first?.spans.slice(1) ?? [])), ...rest];
}

function echoLines({ text, at }: EchoRow, columns: number): ScreenLine[] {
  const typed = flow([span('› ', 'prompt'), ...spansOf(glyphs(utf8(text)), 'command')], columns, GUTTER);
  if (at === null || typed.length > 1) return typed;
  const before = cellsOf(glyphs(utf8(text.slice(0, at))));
  return [...typed, line(span(' '.repeat(GUTTER + before), 'pad'), span('^', 'bad'))];
}

function refusalLines(t: Messages, refusal: RefusalRow, columns: number): ScreenLine[] {
  const { rule, blame, reader } = refusal;
  const offset = blame.end > blame.start ? blame.start : null;
  const why = words([span(t.terminal.refused(reader, offset), 'bad'), span(` ${t.rules[rule]}`)], columns, GUTTER);
  const where = words([span(t.terminal.section(ruleOf(rule).section), 'dim')], columns, GUTTER);
  return [...caretLines(refusal, columns), ...why, ...where];
}

/** The caret: under the row itself if that is directly above in one line, else under a copy of its surroundings. */
function caretLines({ row, blame, below }: RefusalRow, columns: number): ScreenLine[] {
  if (row === null || blame.end <= blame.start) return [];
  const found = glyphs(row.bytes);
  const room = columns - GUTTER;
  if (below && cellsOf(found) <= room) return [caret(found, row.start, blame, room)];
  const part = around(found, blame.start - row.start, room);
  const style: Style = 'dim';
  return [line(span('  ', 'pad'), ...spansOf(part, style)), caret(part, row.start, blame, room)];
}

/** `^` under each cell of the octets to blame, as far as the glyphs contain them. */
function caret(found: readonly Glyph[], start: number, blame: Range, room: number): ScreenLine {
  const before = cellsOf(found.filter((glyph) => start + glyph.end <= blame.start));
  const under = cellsOf(found.filter((glyph) => start + glyph.end > blame.start && start + glyph.start < blame.end));
  const count = Math.max(1, Math.min(under, room - before));
  return line(span(' '.repeat(GUTTER + before), 'pad'), span('^'.repeat(count), 'bad'));
}

/** The glyphs that fit into `room` cells, including the octet at `offset`. */
function around(found: readonly Glyph[], offset: number, room: number): Glyph[] {
  const at = found.findIndex(({ end }) => end > offset);
  let from = Math.max(0, at);
  let to = from;
  let used = 0;
  const fits = (glyph: Glyph | undefined): glyph is Glyph => glyph !== undefined && used + glyph.cells <= room;
  for (let grew = true; grew; ) {
    grew = false;
    const next = found[to];
    if (fits(next)) {
      used += next.cells;
      to++;
      grew = true;
    }
    const last = found[from - 1];
    if (fits(last)) {
      used += last.cells;
      from--;
      grew = true;
    }
  }
  return found.slice(from, to);
}

function cellsOf(found: readonly Glyph[]): number {
  return found.reduce((sum, { cells }) => sum + cells, 0);
}
