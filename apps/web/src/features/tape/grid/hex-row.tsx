import { memo } from 'react';
import { hex } from '../../../../../../shared/octets.ts';
import type { Cell, RowCells } from '../../../../../../shared/transcript/cells.ts';
import type { Tie } from '../../../../../../shared/transcript/ties.ts';
import { cx } from '../../../ui/cx.ts';
import { cellProps, ROW_HEADER, rowProps } from './aria.ts';
import { toneOf } from './cell-names.ts';
import { Line } from './glyphs.tsx';
import styles from './hex-row.module.css';
import { runsOf } from './runs.ts';
import { type CellLook, type RowState, useRow } from './use-row.ts';

/** A row of a hex dump: offset, octets, and beside them what they say. */
export const HexRow = memo(function HexRow(props: RowState) {
  const { geometry, index, top, height, base } = props;
  const { row, direction, model, lookOf } = useRow(props);
  const looks = model.cells.map((_, column) => lookOf(column));
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
        <Digits model={model} looks={looks} />
      </span>
      <Signs
        model={model}
        looks={looks}
        start={row.offset}
        left={geometry.gutter + geometry.columns * geometry.pitch + 24}
      />
    </div>
  );
});

/** The lit one shows its octet itself, in its own colour. */
function hexCell(cell: Cell, column: number, look: CellLook) {
  const name = cx(styles.cell, stateOf(cell, look), column === HALF && styles.half, cell.next > 0 && styles.tick);
  return (
    <span key={column} {...cellProps(look)} className={name}>
      {look.lit ? hex(cell.octet) : null}
    </span>
  );
}

/** A gap divides a row of sixteen. */
const HALF = 8;

interface RunProps {
  model: RowCells;
  looks: readonly CellLook[];
}

function Digits({ model, looks }: RunProps) {
  const half = (from: number, to: number) =>
    runsOf(
      { ...model, cells: model.cells.slice(from, to) },
      looks.slice(from, to),
      (column) => (looks[from + column]?.lit ? null : `${hex((model.cells[from + column] as Cell).octet)} `),
      '\u2007\u2007 ',
    );
  return (
    <>
      <Line runs={half(0, HALF)} className={styles.digits} />
      <Line runs={half(HALF, model.cells.length)} className={cx(styles.digits, styles.second)} />
    </>
  );
}

function Signs({ model, looks, start, left }: RunProps & { start: number; left: number }) {
  const signs = runsOf(model, looks, (column) => signOf(model.ties, model.cells[column] as Cell, column), ' ');
  return (
    <span className={styles.signs} style={{ left }} data-start={start} aria-hidden="true">
      {model.cells.map((cell, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sign is its column
        <span key={column} className={cx(styles.sign, stateOf(cell, looks[column] as CellLook))}>
          {characterAt(model.ties, column)}
        </span>
      ))}
      <Line runs={signs} className={styles.text} />
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

/** A dot for what has no look of its own; null where octets make a character, which stands at the first of them. */
function signOf(ties: readonly Tie[], { octet }: Cell, column: number): string | null {
  if (tieAt(ties, column) !== undefined) return null;
  return octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '·';
}

function characterAt(ties: readonly Tie[], column: number): string | null {
  const tie = tieAt(ties, column);
  return tie !== undefined && tie.column === column && !tie.openLeft ? tie.text : null;
}

function tieAt(ties: readonly Tie[], column: number): Tie | undefined {
  return ties.find((one) => column >= one.column && column < one.column + one.count);
}
