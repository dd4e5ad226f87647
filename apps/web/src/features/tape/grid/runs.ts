/**
 * The glyphs of a row as a few runs of text instead of one text for each cell: a screenful has a thousand cells, and
 * drawing their glyphs one by one is what would cost most. In the run each sign takes one pitch of the cells; what does
 * not fit into that (a name, hexadecimal, the lit octet) stands in its cell, and the run has a space there.
 */
import type { RowCells } from '../../../../../../shared/transcript/cells.ts';
import { toneOf } from './cell-names.ts';
import type { CellLook } from './use-row.ts';

export interface GlyphRun {
  readonly column: number;
  readonly text: string;
  /** A tone of the cells. */
  readonly tone: string;
}

/** The runs of a row; `signOf` gives what stands at a column, or null where the cell itself shows it. */
export function runsOf(
  { cells }: RowCells,
  looks: readonly CellLook[],
  signOf: (column: number) => string | null,
  blank: string,
): readonly GlyphRun[] {
  const runs: { column: number; text: string; tone: string }[] = [];
  cells.forEach((cell, column) => {
    const last = runs.at(-1);
    const sign = signOf(column);
    const tone = sign === null ? null : looks[column]?.taken ? toneOf(cell) : 'ahead';
    // A blank has no colour: it goes with the run it stands in.
    if (last !== undefined && (tone === null || tone === last.tone)) last.text += sign ?? blank;
    else runs.push({ column, text: sign ?? blank, tone: tone ?? 'framing' });
  });
  return runs;
}
