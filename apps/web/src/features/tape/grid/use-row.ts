/** What the rows of octets have in common: their model, and how each of their cells looks and is called. */
import { useMemo } from 'react';
import { type RowCells, rowCells } from '../../../../../../shared/transcript/cells.ts';
import type { Replay } from '../../../../../../shared/transcript/replay.ts';
import type { RowLayout, TapeRow } from '../../../../../../shared/transcript/rows.ts';
import type { Direction } from '../../../../../../shared/transcript/stream.ts';
import { t } from '../../../text.ts';
import { cellLabel } from './cell-names.ts';
import type { Geometry } from './geometry.ts';

/** All a row depends on: primitives and values that keep their identity, so that a step renders two rows anew. */
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
  /** Cells taken at the cursor. */
  taken: number;
  /** Column of the lit cell, or −1. */
  lit: number;
  /** Column of the cell the Tab key leads to, or −1. */
  home: number;
  /** Selected columns `[selectedFrom, selectedTo)`. */
  selectedFrom: number;
  selectedTo: number;
  /** Columns with a breakpoint `b`, found `f`, or the match at the cursor `F`: `3b,7f,8F`. */
  marks: string;
}

/** How a cell looks at the cursor, and what it is called. */
export interface CellLook {
  readonly label: string;
  readonly taken: boolean;
  readonly lit: boolean;
  readonly home: boolean;
  readonly selected: boolean;
  readonly broken: boolean;
  readonly found: 'none' | 'some' | 'this';
}

interface RowView {
  readonly row: TapeRow;
  readonly direction: Direction;
  readonly model: RowCells;
  lookOf(column: number): CellLook;
}

export function useRow(state: RowState): RowView {
  const { replay, layout, version, index } = state;
  const row = layout.row(index);
  const direction: Direction = row.kind === 'out' ? 'out' : 'in';
  const { offset, count } = row;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a replay keeps its identity while it grows
  const model = useMemo(
    () => rowCells(replay.stream(direction), { start: offset, end: offset + count }),
    [replay, version, direction, offset, count],
  );
  return { row, direction, model, lookOf: (column) => lookOf(state, model, offset, column) };
}

function lookOf(state: RowState, model: RowCells, offset: number, column: number): CellLook {
  const marks = state.marks === '' ? '' : marksAt(state.marks, column);
  const look = {
    taken: column < state.taken,
    lit: column === state.lit,
    home: column === state.home,
    selected: column >= state.selectedFrom && column < state.selectedTo,
    broken: marks.includes('b'),
    found: marks.includes('F') ? ('this' as const) : marks.includes('f') ? ('some' as const) : ('none' as const),
  };
  return { ...look, label: labelOf(model, state.base + offset, column, look) };
}

function labelOf(
  { cells, ties, marks }: RowCells,
  start: number,
  column: number,
  look: Omit<CellLook, 'label'>,
): string {
  const cell = cells[column];
  if (cell === undefined) return '';
  let label = cellLabel(cell, start + column);
  const tie = ties.find((one) => column >= one.column && column < one.column + one.count);
  if (tie !== undefined) label += `, ${t.tape.partOf(tie.text)}`;
  if (look.broken) label += `, ${t.tape.hasBreakpoint}`;
  if (!look.taken) label += `, ${t.tape.notTaken}`;
  if (cell.problem !== null) for (const { verdict } of marks) label += `, ${t.rules[verdict.rule]}`;
  return label;
}

/** The marks of one column. */
function marksAt(marks: string, column: number): string {
  return marks
    .split(',')
    .filter((mark) => Number.parseInt(mark, 10) === column)
    .map((mark) => mark.at(-1))
    .join('');
}
