/** The lines of a listing, as rows of the table or as code. */
import type { StateName } from '#shared/http1/table.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './listing.module.css';
import { conditionOf, effectsOf, type Item, linePieces, targetOf } from './model.ts';

interface StateLineProps {
  state: StateName;
  /** Line number of the first row. */
  line: number;
  breaks: boolean;
  taken: boolean;
  stop: boolean;
  onToggle: () => void;
}

/**
 * The heading above the rows of a state: not a line of the file, so it has no number. A button that sets a breakpoint.
 */
export function StateLine({ state, line, breaks, taken, stop, onToggle }: StateLineProps) {
  return (
    <button
      type="button"
      className={cx(styles.heading, taken && styles.taken)}
      data-heading={line}
      tabIndex={stop ? 0 : -1}
      aria-pressed={breaks}
      title={breaks ? t.source.unbreak : t.source.break}
      onClick={onToggle}
    >
      <span className={cx(styles.dot, breaks && styles.set)} aria-hidden="true" />
      <code>{state}</code>
      <span className={styles.words}>{t.states[state].name}</span>
    </button>
  );
}

interface RowLineProps {
  item: Item & { kind: 'row' };
  lit: boolean;
  breaks: boolean;
  onToggle: () => void;
}

/** A row in columns: the octet, the next state, and other effects. */
export function RowLine({ item: { line, row }, lit, breaks, onToggle }: RowLineProps) {
  const effects = effectsOf(row).join(' · ');
  const condition = conditionOf(row);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the heading above is the button
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      className={cx(styles.line, styles.row, lit && styles.lit)}
      data-view="table"
      data-line={line}
      aria-current={lit ? 'step' : undefined}
      onClick={onToggle}
    >
      <Gutter line={line} breaks={breaks} />
      <code className={styles.on}>{row.on}</code>
      <code className={cx(styles.to, row.to === 'refused' && styles.refused)}>
        <span className={styles.arrow}>→ </span>
        {targetOf(row)}
        {condition !== null && <span className={styles.condition}> {condition}</span>}
      </code>
      <code className={styles.effects}>{effects}</code>
    </div>
  );
}

interface CodeLineProps {
  item: Item;
  lit: boolean;
  breaks: boolean;
  wrap: boolean;
}

/** A line of code as written. */
export function CodeLine({ item: { line, text }, lit, breaks, wrap }: CodeLineProps) {
  return (
    <div
      className={cx(styles.line, styles.code, wrap && styles.wrap, lit && styles.lit)}
      data-view={wrap ? 'table' : 'code'}
      data-line={line}
      aria-current={lit ? 'step' : undefined}
    >
      <Gutter line={line} breaks={breaks} />
      <code>
        {linePieces(text).map((piece, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never change
          <span key={at} className={styles[piece.look]}>
            {piece.text}
          </span>
        ))}
      </code>
    </div>
  );
}

/** The line number, and whether the run stops there. */
function Gutter({ line, breaks }: { line: number; breaks: boolean }) {
  return (
    <span className={cx(styles.gutter, breaks && styles.broken)} aria-hidden="true">
      {line}
    </span>
  );
}
