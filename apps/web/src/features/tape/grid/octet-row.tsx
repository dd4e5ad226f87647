import { memo } from 'react';
import { cx } from '../../../ui/cx.ts';
import { ROW_HEADER, rowProps } from './aria.ts';
import { octetCell } from './cell.tsx';
import { Glyphs } from './glyphs.tsx';
import styles from './octet-row.module.css';
import { RowMarks } from './row-marks.tsx';
import { type CellLook, type RowState, useRow } from './use-row.ts';

/** A row of octets as text, or with hexadecimal above the glyphs. */
export const OctetRow = memo(function OctetRow(props: RowState) {
  const { geometry, index, top, height, base } = props;
  const { row, direction, model, lookOf } = useRow(props);
  const looks = model.cells.map((_, column) => lookOf(column));
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
      >
        {model.cells.map((cell, column) => octetCell(cell, column, looks[column] as CellLook, both))}
        <Glyphs model={model} looks={looks} both={both} />
        <RowMarks model={model} geometry={geometry} taken={props.taken} />
      </span>
    </div>
  );
});
