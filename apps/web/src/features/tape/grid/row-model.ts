/**
 * A row's octets as the elements that show them. Octets that look alike and lie in the same token share one element, a
 * run: a screenful has a thousand octets, and an element for each would make every jump slow. An octet that stands out
 * (the lit one, a CR, a breakpoint) is an element of its own, a cell. Each glyph of a run still takes the pitch of a
 * cell.
 */

import { useMemo } from 'react';
import { CR, HTAB } from '#shared/base/octets.ts';
import type { VerdictLevel } from '#shared/http1/events.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import { type Cell, type RowCells, rowCells } from '#shared/transcript/view/cells.ts';
import type { RowLayout, TapeRow } from '#shared/transcript/view/rows.ts';
import type { Geometry } from './geometry.ts';
import { isNamed, toneOf } from './naming.ts';

/** `cell`: one octet. `signs`: a run of glyphs. `digits`: a run of pairs of hexadecimal digits. */
export type Shape = 'cell' | 'signs' | 'digits';

/** A breakpoint, an octet that was searched for, or one of the match at the cursor. */
export interface Mark {
  readonly column: number;
  readonly mark: 'breakpoint' | 'found' | 'match';
}

/** The marks of nearly every row. */
export const NO_MARKS: readonly Mark[] = [];

/** How an octet looks at the cursor. */
export interface Look {
  readonly tone: string;
  readonly taken: boolean;
  readonly lit: boolean;
  /** It is in the tab order. */
  readonly home: boolean;
  readonly selected: boolean;
  readonly broken: boolean;
  readonly found: 'none' | 'some' | 'this';
  readonly wrong: VerdictLevel | null;
}

export interface Piece {
  readonly column: number;
  readonly count: number;
  readonly shape: Shape;
  readonly look: Look;
  readonly cells: readonly Cell[];
}

/** What a row draws: `shapeOf` gives the shape of an octet that is not singled out. */
export interface Manner {
  shapeOf(cell: Cell, column: number): Shape;
  /** A run never crosses this column. */
  readonly breakBefore?: number;
}

export function piecesOf({ cells }: RowCells, state: RowState, manner: Manner): readonly Piece[] {
  const marks = byColumn(state.marks);
  const pieces: { column: number; count: number; shape: Shape; look: Look; cells: Cell[] }[] = [];
  cells.forEach((cell, column) => {
    const look = lookOf(state, cell, column, marks.get(column) ?? NO_MARKS);
    const single = look.lit || look.home || look.broken;
    const shape = single ? 'cell' : manner.shapeOf(cell, column);
    const last = pieces.at(-1);
    const goesOn = last?.shape === shape && shape !== 'cell' && column !== manner.breakBefore;
    if (goesOn && last.cells[0]?.token === cell.token && alike(last.look, look)) {
      last.count++;
      last.cells.push(cell);
    } else pieces.push({ column, count: 1, shape, look, cells: [cell] });
  });
  return pieces;
}

function lookOf(state: RowState, cell: Cell, column: number, marks: readonly Mark[]): Look {
  const has = (mark: Mark['mark']) => marks.some((one) => one.mark === mark);
  return {
    tone: toneOf(cell),
    taken: column < state.taken,
    lit: column === state.lit,
    home: column === state.home,
    selected: column >= state.selectedFrom && column < state.selectedTo,
    broken: has('breakpoint'),
    found: has('match') ? 'this' : has('found') ? 'some' : 'none',
    wrong: wrongOf(cell),
  };
}

/** A bare CR is always refused; a bare LF only where a verdict says so. */
function wrongOf({ octet, bare, problem }: Cell): VerdictLevel | null {
  if (problem !== null || !bare) return problem;
  return octet === CR ? 'reject' : 'tolerate';
}

function alike(a: Look, b: Look): boolean {
  return (
    a.taken === b.taken && a.tone === b.tone && a.selected === b.selected && a.found === b.found && a.wrong === b.wrong
  );
}

function byColumn(marks: readonly Mark[]): ReadonlyMap<number, readonly Mark[]> {
  const found = new Map<number, Mark[]>();
  for (const mark of marks) found.set(mark.column, [...(found.get(mark.column) ?? []), mark]);
  return found;
}

/** Whether a row would draw the same: props are compared by identity, marks one by one. */
export function sameRow(a: RowState, b: RowState): boolean {
  const keys = Object.keys(a) as (keyof RowState)[];
  return keys.every((key) => (key === 'marks' ? sameMarks(a.marks, b.marks) : Object.is(a[key], b[key])));
}

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every(({ column, mark }, at) => b[at]?.column === column && b[at]?.mark === mark);
}

/** In text: glyphs, and hexadecimal for octets outside US-ASCII. Octets written by name are cells. */
export const TEXT: Manner = {
  shapeOf({ octet }) {
    if (octet >= 0x80) return 'digits';
    return octet === HTAB || isNamed(octet) ? 'cell' : 'signs';
  },
};

// What rows of octets have in common: their model, their pieces, and the names of those.

/** Everything a row depends on: primitives and identity-stable values, so that a step renders only two rows anew. */
export interface RowState {
  replay: Replay;
  layout: RowLayout;
  /** Changes when the row may have changed. */
  version: number;
  geometry: Geometry;
  index: number;
  top: number;
  height: number;
  /** Octets dropped before octet 0 of its stream. */
  base: number;
  /** How many cells are taken at the cursor. */
  taken: number;
  /** Column of the lit cell, or −1. */
  lit: number;
  /** Column of the cell in the tab order, or −1. */
  home: number;
  /** Selected columns `[selectedFrom, selectedTo)`. */
  selectedFrom: number;
  selectedTo: number;
  marks: readonly Mark[];
}

interface RowView {
  readonly row: TapeRow;
  readonly direction: Direction;
  readonly model: RowCells;
  readonly pieces: readonly Piece[];
}

export function useRow(state: RowState, manner: Manner): RowView {
  const { replay, layout, version, index } = state;
  const row = layout.row(index);
  const direction: Direction = row.kind === 'out' ? 'out' : 'in';
  const { offset, count } = row;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a replay keeps its identity while it grows
  const model = useMemo(
    () => rowCells(replay.stream(direction), { start: offset, end: offset + count }),
    [replay, version, direction, offset, count],
  );
  return { row, direction, model, pieces: piecesOf(model, state, manner) };
}
