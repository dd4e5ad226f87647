/** How a patch is drawn. */
import type { Hunk } from '#shared/profiles/patches/patch.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { Hidden } from '../../ui/live.tsx';
import styles from './fix.module.css';

interface DiffProps {
  /** Of the file the lines come from. */
  path: string;
  source: readonly string[];
  hunks: readonly Hunk[];
}

/** A patch to a file: the removed and the added lines, each with its sign. */
export function Diff({ path, source, hunks }: DiffProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
    <section className={styles.diff} aria-label={path} tabIndex={0}>
      <p className={styles.path}>{path}</p>
      {hunks.map((hunk) => (
        <Lines key={hunk.start} hunk={hunk} source={source} />
      ))}
    </section>
  );
}

function Lines({ hunk: { start, end, lines }, source }: { hunk: Hunk; source: readonly string[] }) {
  const above = source[start - 2];
  const below = source[end - 1];
  return (
    <div className={styles.hunk}>
      <p className={styles.where}>{t.servers.hunk(start, end)}</p>
      {above !== undefined && <Line sign=" " text={above} />}
      {source.slice(start - 1, end - 1).map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a patch never change
        <Line key={at} sign="-" text={text} />
      ))}
      {lines.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a patch never change
        <Line key={at} sign="+" text={text} />
      ))}
      {below !== undefined && <Line sign=" " text={below} />}
    </div>
  );
}

const LOOKS = { ' ': undefined, '-': styles.removed, '+': styles.added };

function Line({ sign, text }: { sign: keyof typeof LOOKS; text: string }) {
  return (
    <div className={cx(styles.line, LOOKS[sign])} data-sign={sign}>
      <span className={styles.sign} aria-hidden="true">
        {sign === '-' ? '−' : sign}
      </span>
      {sign !== ' ' && <Hidden>{sign === '-' ? t.servers.removed : t.servers.added}</Hidden>}
      <code>{text === '' ? ' ' : text}</code>
    </div>
  );
}
