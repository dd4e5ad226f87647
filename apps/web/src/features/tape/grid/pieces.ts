/**
 * A row's octets as the elements that show them. Octets that look alike and lie in the same token are one element, a
 * run: a screenful has a thousand octets, and an element for each is what a jump would cost. An octet that stands out (the
 * lit one, a CR, a breakpoint) is an element of its own, a cell. In a run each sign still takes the pitch of a cell.
 */

import { CR, HTAB } from '#shared/base/octets.ts';
import type { VerdictLevel } from '#shared/http1/events.ts';
import type { Cell, RowCells } from '#shared/transcript/view/cells.ts';
import { isNamed, toneOf } from './cell-names.ts';
import type { RowState } from './use-row.ts';

/** `cell`: one octet. `signs`: a run of glyphs. `digits`: a run of pairs of hexadecimal digits. */
export type Shape = 'cell' | 'signs' | 'digits';

/** How an octet looks at the cursor. */
export interface Look {
  readonly tone: string;
  readonly taken: boolean;
  readonly lit: boolean;
  /** The Tab key leads to it. */
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

/** What a row shows of itself: `shapeOf` says how an octet that is not singled out is drawn. */
export interface Manner {
  shapeOf(cell: Cell, column: number): Shape;
  /** A run never goes over this column. */
  readonly breakBefore?: number;
}

export function piecesOf({ cells }: RowCells, state: RowState, manner: Manner): readonly Piece[] {
  const marks = marksOf(state.marks);
  const pieces: { column: number; count: number; shape: Shape; look: Look; cells: Cell[] }[] = [];
  cells.forEach((cell, column) => {
    const look = lookOf(state, cell, column, marks.get(column) ?? '');
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

function lookOf(state: RowState, cell: Cell, column: number, marks: string): Look {
  return {
    tone: toneOf(cell),
    taken: column < state.taken,
    lit: column === state.lit,
    home: column === state.home,
    selected: column >= state.selectedFrom && column < state.selectedTo,
    broken: marks.includes('b'),
    found: marks.includes('F') ? 'this' : marks.includes('f') ? 'some' : 'none',
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

/** The marks of each column that has some, from `3b,7f,8F`. */
function marksOf(marks: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  if (marks === '') return found;
  for (const mark of marks.split(',')) {
    const column = Number.parseInt(mark, 10);
    found.set(column, (found.get(column) ?? '') + mark.at(-1));
  }
  return found;
}

/** In text: glyphs, and hexadecimal for what is not US-ASCII. What is written by name has a cell. */
export const TEXT: Manner = {
  shapeOf({ octet }) {
    if (octet >= 0x80) return 'digits';
    return octet === HTAB || isNamed(octet) ? 'cell' : 'signs';
  },
};
