/** The rows of the tape that hold octets: text and hex dump. */
import { memo } from 'react';
import { hex } from '#shared/base/octets.ts';
import type { Cell, RowCells } from '#shared/transcript/view/cells.ts';
import type { Tie } from '#shared/transcript/view/ties.ts';
import { cx } from '../../../ui/cx.ts';
import cells from './cell.module.css';
import { pieceElement, stateClass, widthOf } from './cell.tsx';
import { cellProps, labelOf, ROW_HEADER, rowProps } from './naming.ts';
import { RowMarks } from './row-marks.tsx';
import { type Manner, type Piece, piecesOf, type RowState, sameRow, TEXT, useRow } from './row-model.ts';
import styles from './rows.module.css';

/** A row of octets as text, optionally with hexadecimal above the glyphs. */
export const OctetRow = memo(function OctetRow(props: RowState) {
  const { geometry, index, top, height, base } = props;
  const { row, direction, model, pieces } = useRow(props, TEXT);
  const both = geometry.mode === 'both';
  return (
    <div
      {...rowProps(index)}
      className={cx(styles.row, styles[direction], both && styles.both)}
      style={{ transform: `translateY(${top}px)`, height }}
      data-direction={direction}
    >
      <span {...ROW_HEADER} className={styles.gutter}>
        {String(row.offset + base).padStart(4, '0')}
      </span>
      <span
        role="presentation"
        className={cx(styles.cells, row.wide && !both && styles.raised)}
        data-start={row.offset}
        data-pitch={geometry.pitch}
      >
        {pieces.map((piece) => pieceElement(piece, labelOf(piece, model, row.offset + base), both))}
        <RowMarks model={model} geometry={geometry} taken={props.taken} />
      </span>
    </div>
  );
}, sameRow);

/** A gap divides a row of sixteen. */
const HALF = 8;
const DIGITS: Manner = { shapeOf: () => 'digits', breakBefore: HALF };
/** A column of the text beside the dump, px; rows.module.css has the same number. */
const SIGN_PITCH = 9;

/** A row of a hex dump: offset, octets, and their text. */
export const HexRow = memo(function HexRow(props: RowState) {
  const { geometry, index, top, height, base } = props;
  const { row, direction, model, pieces } = useRow(props, DIGITS);
  return (
    <div
      {...rowProps(index)}
      className={cx(styles.row, styles.hex, styles[direction])}
      style={{ transform: `translateY(${top}px)`, height }}
      data-direction={direction}
    >
      <span {...ROW_HEADER} className={styles.gutter}>
        {(row.offset + base).toString(16).toUpperCase().padStart(6, '0')}
      </span>
      <span role="presentation" className={styles.cells} data-start={row.offset} data-pitch={geometry.pitch}>
        {pieces.map((piece) => digits(piece, labelOf(piece, model, row.offset + base)))}
        <Boundaries cells={model.cells} pitch={geometry.pitch} />
      </span>
      <Signs model={model} state={props} start={row.offset} />
    </div>
  );
}, sameRow);

function digits(piece: Piece, label: string) {
  const { column, count, look } = piece;
  const run = piece.shape !== 'cell';
  return (
    <span
      key={look.lit ? 'lit' : column}
      {...cellProps({ ...look, label, count })}
      data-column={column}
      className={cx(run ? cx(cells.run, styles.digits) : cells.cell, column === HALF && styles.half, classOf(piece))}
      style={run ? widthOf(count) : undefined}
    >
      {piece.cells.map(({ octet }) => hex(octet)).join(' ')}
    </span>
  );
}

/** The next read or write begins after this octet. */
function Boundaries({ cells, pitch }: { cells: readonly Cell[]; pitch: number }) {
  return cells.map(({ next }, column) => {
    if (next === 0) return null;
    const left = (column + 1) * pitch - 1 + (column >= HALF ? HALF : 0);
    // biome-ignore lint/suspicious/noArrayIndexKey: a boundary is identified by its column
    return <span key={`tick ${column}`} className={styles.tick} style={{ left }} aria-hidden="true" />;
  });
}

/** The text beside the dump is decoration: the names of the cells say the same. */
function Signs({ model, state, start }: { model: RowCells; state: RowState; start: number }) {
  const { gutter, columns, pitch } = state.geometry;
  const manner: Manner = { shapeOf: (_, column) => (tieAt(model.ties, column) === undefined ? 'signs' : 'cell') };
  return (
    <span
      className={styles.signs}
      style={{ left: gutter + columns * pitch + 24 }}
      data-start={start}
      data-pitch={SIGN_PITCH}
      aria-hidden="true"
    >
      {piecesOf(model, state, manner).map((piece) => (
        <span
          key={piece.column}
          data-column={piece.column}
          className={cx(styles.sign, classOf(piece))}
          style={widthOf(piece.count)}
        >
          {piece.cells.map((cell, index) => signOf(model.ties, cell, piece.column + index)).join('')}
        </span>
      ))}
    </span>
  );
}

function classOf({ look }: Piece): string {
  return cx(stateClass(look), look.wrong !== null && styles.wavy);
}

/** A dot for octets without a look of their own; a multi-octet character appears at its first octet. */
function signOf(ties: readonly Tie[], { octet }: Cell, column: number): string {
  const tie = tieAt(ties, column);
  if (tie !== undefined) return tie.column === column && !tie.openLeft ? tie.text : '';
  return octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '·';
}

function tieAt(ties: readonly Tie[], column: number): Tie | undefined {
  return ties.find((one) => column >= one.column && column < one.column + one.count);
}
