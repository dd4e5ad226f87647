/** What the rows of octets have in common: their model, their pieces, and what those are called. */
import { useMemo } from 'react';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import { type RowCells, rowCells } from '#shared/transcript/view/cells.ts';
import type { RowLayout, TapeRow } from '#shared/transcript/view/rows.ts';
import type { Geometry } from './geometry.ts';
import { type Manner, type Piece, piecesOf } from './pieces.ts';

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
