/** What is drawn above and below the cells of a row: brackets, token lines with labels, problems, read boundaries. */
import { type Cell, type RowCells, roleOf, type TokenSpan } from '#shared/transcript/view/cells.ts';
import type { Tie } from '#shared/transcript/view/ties.ts';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/icon.tsx';
import type { Geometry } from './geometry.ts';
import { type LabelPlace, labelsOf } from './naming.ts';
import styles from './row-marks.module.css';
import tones from './tones.module.css';

interface RowMarksProps {
  model: RowCells;
  geometry: Geometry;
  taken: number;
}

/** Decoration: the names of the cells say all of it too. */
export function RowMarks({ model, geometry: { pitch, mode }, taken }: RowMarksProps) {
  return (
    <span className={styles.marks} aria-hidden="true">
      {model.ties.map((tie) => (
        <TieMark key={tie.column} tie={tie} pitch={pitch} both={mode === 'both'} ahead={tie.column >= taken} />
      ))}
      {model.tokens.map((span) => (
        <TokenLine key={span.column} span={span} pitch={pitch} taken={taken} />
      ))}
      {labelsOf(model, pitch).map((label) => (
        <Label key={label.column} label={label} pitch={pitch} taken={taken} />
      ))}
      {wavesOf(model.cells).map((wave) => (
        <Problem key={wave.column} wave={wave} pitch={pitch} />
      ))}
      {boundariesOf(model.cells).map((column) => (
        <span key={column} className={styles.tick} style={{ left: column * pitch }} />
      ))}
    </span>
  );
}

function Label({ label: { column, text, tone }, pitch, taken }: { label: LabelPlace; pitch: number; taken: number }) {
  return (
    <span className={cx(styles.label, toneOf(column < taken ? tone : 'ahead'))} style={{ left: column * pitch }}>
      {text}
    </span>
  );
}

/** What has no colour of its own in the cells is dim here. */
function toneOf(tone: string): string | undefined {
  return tone === 'value' || tone === 'body' ? 'dim' : tones[tone];
}

/** A wavy line and an icon. */
function Problem({ wave: { column, count, level }, pitch }: { wave: Wave; pitch: number }) {
  return (
    <>
      <span className={cx(styles.wave, WRONG[level])} style={{ left: column * pitch, width: count * pitch - 1 }}>
        {'\u00a0'.repeat(count * 4)}
      </span>
      <span className={cx(styles.icon, WRONG[level])} style={{ left: column * pitch + 2 }}>
        <Icon name="warning" size={11} />
      </span>
    </>
  );
}

function TieMark({ tie, pitch, both, ahead }: { tie: Tie; pitch: number; both: boolean; ahead: boolean }) {
  return (
    <span
      className={cx(styles.tie, both && styles.inCells, ahead && styles.ahead)}
      style={{ left: tie.column * pitch, width: tie.count * pitch - 1 }}
      data-open-left={tie.openLeft || undefined}
      data-open-right={tie.openRight || undefined}
    >
      {tie.openLeft ? '…' : tie.text}
    </span>
  );
}

/** The line under a token, coloured as far as the token has been taken. */
function TokenLine({ span, pitch, taken }: { span: TokenSpan; pitch: number; taken: number }) {
  const reached = Math.max(0, Math.min(span.count, taken - span.column)) * pitch;
  const style = { left: span.column * pitch, width: span.count * pitch - 1, '--taken': `${reached}px` };
  return <span className={cx(styles.line, toneOf(roleOf(span.kind)), !span.begins && styles.goesOn)} style={style} />;
}

const WRONG = { reject: 'bad', tolerate: 'warn' } as const;

interface Wave {
  readonly column: number;
  readonly count: number;
  readonly level: 'reject' | 'tolerate';
}

/** Runs of cells that share a problem. */
function wavesOf(cells: readonly Cell[]): readonly Wave[] {
  const waves: Wave[] = [];
  cells.forEach(({ problem }, column) => {
    const last = waves.at(-1);
    if (problem === null) return;
    if (last !== undefined && last.level === problem && last.column + last.count === column) {
      waves[waves.length - 1] = { ...last, count: last.count + 1 };
    } else waves.push({ column, count: 1, level: problem });
  });
  return waves;
}

/** The columns before which another read or write begins. */
function boundariesOf(cells: readonly Cell[]): readonly number[] {
  return cells.flatMap(({ next }, column) => (next === 0 ? [] : [column + 1]));
}
