import { memo } from 'react';
import { hex } from '../../../../../../shared/octets.ts';
import type { Cell, RowCells } from '../../../../../../shared/transcript/cells.ts';
import type { Tie } from '../../../../../../shared/transcript/ties.ts';
import { cx } from '../../../ui/cx.ts';
import { cellProps, ROW_HEADER, rowProps } from './aria.ts';
import { toneOf } from './cell-names.ts';
import styles from './hex-row.module.css';
import { type CellLook, type RowState, useRow } from './use-row.ts';

/** A row of a hex dump: offset, octets, and beside them what they say. */
export const HexRow = memo(function HexRow(props: RowState) {
  const { geometry, index, top, height, base } = props;
  const { row, direction, model, lookOf } = useRow(props);
  const looks = model.cells.map((_, column) => lookOf(column));
  const signs = geometry.gutter + geometry.columns * geometry.pitch + 24;
  return (
    <div
      {...rowProps(index)}
      className={cx(styles.row, styles[direction])}
      style={{ transform: `translateY(${top}px)`, height }}
      data-direction={direction}
    >
      <span {...ROW_HEADER} className={styles.gutter}>
        {(row.offset + base).toString(16).toUpperCase().padStart(6, '0')}
      </span>
      <span role="presentation" className={styles.cells} data-start={row.offset}>
        {model.cells.map((cell, column) => hexCell(cell, column, looks[column] as CellLook))}
      </span>
      <span className={styles.signs} style={{ left: signs }} data-start={row.offset} aria-hidden="true">
        {model.cells.map((cell, column) => sign(model, cell, column, looks[column] as CellLook))}
      </span>
    </div>
  );
});

function hexCell(cell: Cell, column: number, look: CellLook) {
  const name = cx(styles.cell, stateOf(cell, look), column === 8 && styles.half, cell.next > 0 && styles.tick);
  return (
    <span key={column} {...cellProps(look)} className={name}>
      {hex(cell.octet)}
    </span>
  );
}

function sign({ ties }: RowCells, cell: Cell, column: number, look: CellLook) {
  return (
    <span key={column} className={cx(styles.sign, stateOf(cell, look))}>
      {signOf(ties, cell.octet, column)}
    </span>
  );
}

function stateOf(cell: Cell, look: CellLook): string {
  const wrong = cell.problem === 'reject' ? styles.bad : styles.warn;
  return cx(
    look.taken ? styles[toneOf(cell)] : styles.ahead,
    (cell.bare || cell.problem !== null) && wrong,
    look.lit && styles.lit,
    look.selected && styles.selected,
    look.broken && styles.broken,
    look.found === 'some' && styles.found,
    look.found === 'this' && styles.this,
  );
}

/** A character at its first octet and nothing at the others; a dot for what has no look of its own. */
function signOf(ties: readonly Tie[], octet: number, column: number): string {
  const tie = ties.find((one) => column >= one.column && column < one.column + one.count);
  if (tie !== undefined) return tie.column === column && !tie.openLeft ? tie.text : '';
  return octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '·';
}
