/** The bottom of the terminal, which can still change: octets being sent, the line being typed, and hints for it. */

import { type Ending, endingOctets } from '../base/endings.ts';
import { LF, utf8 } from '../base/octets.ts';
import { completion } from '../terminal/commands.ts';
import type { InputState } from '../terminal/discipline.ts';
import { type Ghost, restOf } from '../terminal/ghost.ts';
import { type Held, heldWrites } from '../terminal/held.ts';
import { EMPTY, type Line } from '../terminal/line.ts';
import type { Messages } from '../text/index.ts';
import { glyphs, spansOf } from './escape.ts';
import { flow, line as oneLine, type ScreenLine, words } from './layout.ts';
import type { Block } from './paint.ts';
import { GUTTER, linesOfRow, type OctetRow } from './row.ts';
import { Rows } from './rows.ts';
import { cellsOfSpans, type Span, type Style, span } from './span.ts';

export interface Prompt {
  readonly input: InputState;
  readonly mode: 'line' | 'key';
  readonly enter: Ending;
  readonly ghost: Ghost | null;
  /** Passed to the socket, but not yet in the transcript. */
  readonly inFlight: Uint8Array;
  /** The last row, whose end has not arrived. */
  readonly open: OctetRow | null;
  /** Octets of the current run that are not shown. */
  readonly hidden: number;
  /** Words below the typed line, one paragraph per line; '' for none. */
  readonly hint: string;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

const MARK = span('› ', 'prompt');

/** From this many rows on there may be an empty separator line. */
const ROOMY = 10;

/** How many unsent octets are looked at: more lines than fit anyway. */
const LOOKED_AT = 8 * 1024;

/** More octets than a cell of a line can stand for. */
const ROOM_OF_CELL = 8;

/** The suggestion after the current line that can be accepted; null: none. */
export function suggestionFor(line: Line, ghost: Ghost | null): string | null {
  if (line.cursor < line.text.length) return null;
  return completion(line.text) || restOf(ghost, line.text);
}

/** The block at the bottom of a terminal of this size. Never higher than the terminal, or it could not be redrawn. */
export function promptBlock(t: Messages, prompt: Prompt, size: Size): Block {
  const { open, mode, input, inFlight } = prompt;
  const { columns, rows } = size;
  const above = linesAbove(t, prompt, columns);
  const hint = linesBelow(prompt.hint, size);
  const least = Math.min(above.length, 1);
  const keyed =
    mode === 'key' && input.held === null && open?.direction === 'in' && prompt.hidden + inFlight.length === 0;
  if (keyed) {
    const below = hint.slice(0, Math.max(0, rows - 2));
    return atTheEnd(lastOf(above, rows - below.length - 1), below, columns);
  }
  const room = Math.max(1, rows - Math.min(hint.length, Math.floor(rows / 3)) - least);
  const typed = input.held === null ? typedBlock(t, prompt, columns, room) : heldBlock(t, input.held.paste, size, room);
  const below = hint.slice(0, Math.max(0, rows - typed.lines.length - least));
  const kept = lastOf(above, rows - below.length - typed.lines.length);
  return { lines: [...kept, ...typed.lines, ...below], row: kept.length + typed.row, column: typed.column };
}

/** The unfinished line, the hidden part of a run, and octets being sent. */
function linesAbove(t: Messages, { open, hidden, inFlight }: Prompt, columns: number): ScreenLine[] {
  const lines: ScreenLine[] = open === null ? [] : linesOfRow(t, open, columns);
  if (hidden > 0) lines.push(...words([span(t.terminal.hidden(hidden), 'dim')], columns, GUTTER));
  lines.push(...pending(inFlight.subarray(0, 3 * ROOM_OF_CELL * columns), columns).slice(0, 3));
  return lines;
}

/** The hint, separated from the typed line where there is room. */
function linesBelow(hint: string, { columns, rows }: Size): ScreenLine[] {
  if (hint === '') return [];
  const lines = hint.split('\n').flatMap((paragraph) => words([span(paragraph, 'dim')], columns, GUTTER));
  return rows >= ROOMY ? [oneLine(), ...lines] : lines;
}

/** The last lines that fit; where some are missing, the first line says so. */
function lastOf(lines: readonly ScreenLine[], room: number): readonly ScreenLine[] {
  if (lines.length <= room) return lines;
  return room < 1 ? [] : [oneLine(span('  …', 'dim')), ...lines.slice(lines.length - room + 1)];
}

/** In key mode the cursor is after the part of the line that was sent. */
function atTheEnd(above: readonly ScreenLine[], below: readonly ScreenLine[], columns: number): Block {
  const last = above.at(-1);
  const used = last === undefined ? columns : cellsOfSpans(last.spans);
  if (used < columns) return { lines: [...above, ...below], row: above.length - 1, column: used };
  return { lines: [...above, oneLine(), ...below], row: above.length, column: 0 };
}

/** Octets that are not in the transcript yet, in their future rows. */
function pending(bytes: Uint8Array, columns: number): ScreenLine[] {
  const rows = new Rows(() => false);
  rows.octets('in', 0, bytes.subarray(0, LOOKED_AT));
  return rows.kept.flatMap((row) =>
    row.kind === 'octets' ? flow([MARK, ...spansOf(glyphs(row.bytes))], columns, GUTTER) : [],
  );
}

/** The line with the cursor in it, and the suggestion after it. */
function typedBlock(t: Messages, prompt: Prompt, columns: number, room: number): Block {
  // In key mode nothing waits in a line.
  const line = prompt.mode === 'key' ? EMPTY : prompt.input.line;
  const style: Style = line.text.startsWith('.') && !line.text.startsWith('..') ? 'command' : 'ink';
  const spans = (text: string): Span[] => spansOf(glyphs(utf8(text)), style);
  const head = flow([MARK, ...spans(line.text.slice(0, line.cursor))], columns, GUTTER);
  const all = flow([MARK, ...spans(line.text), ...ghostSpans(t, prompt)], columns, GUTTER);
  const row = head.length - 1;
  const column = cellsOfSpans(head[row]?.spans ?? []);
  const full = column >= columns;
  if (full && all[row + 1] === undefined) all.push(oneLine(span(' '.repeat(GUTTER), 'pad')));
  return windowed(all, full ? row + 1 : row, full ? GUTTER : column, room);
}

function ghostSpans(t: Messages, { input: { line }, ghost, enter, mode }: Prompt): Span[] {
  if (mode === 'key') return [];
  const rest = suggestionFor(line, ghost);
  if (rest !== null) return [span(rest, 'faint')];
  if (line.text !== '' || ghost === null || ghost.kind === 'text') return [];
  const words =
    ghost.kind === 'hint'
      ? t.terminal.ghosts[ghost.hint]
      : t.terminal.contentLeft(ghost.remaining, endingOctets(enter).length);
  return [span(words, 'faint')];
}

/** As many lines as fit, including that of the cursor. */
function windowed(lines: readonly ScreenLine[], row: number, column: number, room: number): Block {
  const from = Math.max(0, Math.min(row - Math.floor(room / 2), lines.length - room));
  const shown = lines.slice(from, from + room);
  const last = shown.at(-1);
  if (last?.soft) shown[shown.length - 1] = { ...last, soft: false };
  return { lines: shown, row: row - from, column };
}

/** The start of the pasted text, as far as it fits, and what will be done with it. */
function heldBlock(t: Messages, held: Held, { columns }: Size, room: number): Block {
  const writes = heldWrites(held);
  const length = writes.reduce((sum, bytes) => sum + bytes.length, 0);
  const lines = writes.flatMap((bytes, i) => [
    ...(writes.length > 1 ? words([span(t.terminal.preparedWrite(i + 1), 'dim')], columns, GUTTER) : []),
    ...pending(bytes, columns),
  ]);
  if (lines.length === 0) lines.push(oneLine(MARK));
  const most = Math.max(1, room - 1);
  if (lines.length <= most && length <= LOOKED_AT) {
    const row = lines.length - 1;
    return windowed(lines, row, Math.min(columns - 1, cellsOfSpans(lines[row]?.spans ?? [])), room);
  }
  const shown = lines.slice(0, most);
  const left = Math.max(1, linesIn(writes) - shown.length);
  const more = oneLine(span('  ', 'pad'), span(t.terminal.linesMore(left), 'dim'));
  return windowed([...shown, more], shown.length, cellsOfSpans(more.spans), room);
}

/** Lines, counted by their LF; text after the last LF is one too. */
function linesIn(writes: readonly Uint8Array[]): number {
  let count = 0;
  for (const bytes of writes) {
    for (const octet of bytes) if (octet === LF) count++;
    if (bytes.length > 0 && bytes.at(-1) !== LF) count++;
  }
  return count;
}
