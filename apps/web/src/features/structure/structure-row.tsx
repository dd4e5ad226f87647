/** One row of the STRUCTURE tree. */
import { roleOf } from '#shared/transcript/view/cells.ts';
import type { StructureRow } from '#shared/transcript/view/structure.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Hidden } from '../../ui/live.tsx';
import styles from './structure.module.css';

interface RowProps {
  id: string;
  row: StructureRow;
  top: number;
  /** The cursor has reached this row. */
  reached: boolean;
  marks: { lit: boolean; chosen: boolean; active: boolean };
  onGo: () => void;
  onToggle: () => void;
}

/** One row: what it is, its octets as text, and a remark. A click moves to its last octet and selects its octets. */
export function Row({ id, row, top, reached, marks, onGo, onToggle }: RowProps) {
  const { name, text, note } = t.structure.words(row.item);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names the active row
    <div
      id={id}
      role="treeitem"
      className={lookOf(row, reached, marks)}
      style={{ top, paddingLeft: `calc(8px + ${row.depth} * var(--indent))` }}
      aria-level={row.depth + 1}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-expanded={row.open ?? undefined}
      aria-selected={marks.chosen}
      aria-current={marks.lit ? 'step' : undefined}
      title={text ?? (note === undefined ? undefined : `${name}: ${note}`)}
      onClick={onGo}
    >
      <Guides depth={row.depth} />
      <Twist open={row.open} onToggle={onToggle} />
      <RowIcon row={row} />
      <span className={styles.name}>{name}</span>{' '}
      {text && <span className={cx(styles.text, colourOf(row))}>{text}</span>}{' '}
      {note && <span className={styles.note}>{note}</span>} {!reached && <Hidden>{t.structure.notYet}</Hidden>}
    </div>
  );
}

function lookOf(row: StructureRow, reached: boolean, { lit, chosen, active }: RowProps['marks']): string {
  const marks = [lit && styles.lit, chosen && styles.chosen, active && styles.active, !reached && styles.todo];
  return cx(styles.row, styles[kindOf(row)], ...marks);
}

/** Lines that connect a row to its ancestors. */
function Guides({ depth }: { depth: number }) {
  if (depth === 0) return null;
  return <span className={styles.guides} style={{ width: `calc(${depth} * var(--indent))` }} aria-hidden="true" />;
}

function Twist({ open, onToggle }: { open: boolean | null; onToggle: () => void }) {
  if (open === null) return <span className={styles.twist} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; the tree's own keys do the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <span
      className={cx(styles.twist, styles.handle, open && styles.open)}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <Icon name="chevron" size={12} />
    </span>
  );
}

function RowIcon({ row: { item } }: { row: StructureRow }) {
  const name = iconOf(item);
  return name === null ? null : (
    <span className={styles.icon}>
      <Icon name={name} size={13} />
    </span>
  );
}

function iconOf(item: StructureRow['item']): IconName | null {
  if (item.what === 'verdict') return item.verdict.level === 'reject' ? 'error' : 'warning';
  if (item.what === 'decision') return 'dot';
  return item.what === 'persistence' ? 'plug' : null;
}

/** The family of a row, which decides its look. */
function kindOf({ item }: StructureRow): 'message' | 'field' | 'reject' | 'tolerate' | 'remark' | 'part' {
  switch (item.what) {
    case 'request':
    case 'response':
      return 'message';
    case 'field':
      return 'field';
    case 'verdict':
      return item.verdict.level;
    case 'decision':
    case 'persistence':
    case 'discarded':
    case 'unparsed':
    case 'foreign':
    case 'empty-line':
      return 'remark';
    default:
      return 'part';
  }
}

function colourOf({ item }: StructureRow): string | undefined {
  return item.what === 'token' ? styles[`role-${roleOf(item.token)}`] : undefined;
}
