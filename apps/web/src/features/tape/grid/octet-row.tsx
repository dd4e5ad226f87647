import { memo } from 'react';
import { cx } from '../../../ui/cx.ts';
import { ROW_HEADER, rowProps } from './aria.ts';
import { pieceElement } from './cell.tsx';
import { labelOf } from './piece-label.ts';
import { TEXT } from './pieces.ts';
import { RowMarks } from './row-marks.tsx';
import styles from './rows.module.css';
import { type RowState, useRow } from './use-row.ts';

/** A row of octets as text, or with hexadecimal above the glyphs. */
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
});
