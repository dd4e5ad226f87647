import { hex } from '../../../../../../shared/octets.ts';
import type { Cell, RowCells } from '../../../../../../shared/transcript/cells.ts';
import { cx } from '../../../ui/cx.ts';
import { standsAlone } from './cell.tsx';
import { glyph } from './cell-names.ts';
import styles from './glyphs.module.css';
import { type GlyphRun, runsOf } from './runs.ts';
import type { CellLook } from './use-row.ts';

interface GlyphsProps {
  model: RowCells;
  looks: readonly CellLook[];
  both: boolean;
}

/** What the cells of a row show, over the cells: hidden from assistive technology, which has the names of the cells. */
export function Glyphs({ model, looks, both }: GlyphsProps) {
  const alone = (column: number) => standsAlone(model.cells[column] as Cell, looks[column] as CellLook);
  const octet = (column: number) => (model.cells[column] as Cell).octet;
  const signs = runsOf(model, looks, (column) => (alone(column) ? null : glyph(octet(column))), ' ');
  // A word for each cell, so that word-spacing puts each over its cell.
  const digits = both
    ? runsOf(model, looks, (column) => (alone(column) ? null : `${hex(octet(column))} `), '\u2007\u2007 ')
    : [];
  return (
    <>
      {both && <Line runs={digits} className={styles.digits} />}
      <Line runs={signs} className={cx(styles.signs, both && styles.under)} />
    </>
  );
}

export function Line({ runs, className }: { runs: readonly GlyphRun[]; className: string | undefined }) {
  return (
    <span className={cx(styles.line, className)} aria-hidden="true">
      {runs.map(({ column, text, tone }) => (
        <span key={column} className={styles[tone]}>
          {text}
        </span>
      ))}
    </span>
  );
}
