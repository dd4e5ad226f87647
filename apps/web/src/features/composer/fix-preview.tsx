/** The preview of a repair in the composer. */
import { escapeOctets, glyph } from '#shared/base/octets.ts';
import { type Hunk, hunksOf } from '#shared/composer/edits.ts';
import type { Fix } from '#shared/composer/fixes.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Hidden } from '../../ui/live.tsx';
import styles from './issues.module.css';

const MOST_HUNKS = 4;

interface FixPreviewProps {
  fix: Fix;
  bytes: Uint8Array;
  onApply: () => void;
  onDismiss: () => void;
}

/** A repair as the octets it would remove and insert, shown before it is applied. */
export function FixPreview({ fix, bytes, onApply, onDismiss }: FixPreviewProps) {
  const hunks = hunksOf(bytes, fix.edits);
  const more = hunks.length - MOST_HUNKS;
  return (
    <section
      className={styles.fix}
      aria-label={t.composer.fixTitle(fix.id)}
      onKeyDown={(event) => event.key === 'Escape' && onDismiss()}
    >
      <p className="strong">{t.composer.fixTitle(fix.id)}</p>
      {hunks.slice(0, MOST_HUNKS).map((hunk) => (
        <HunkLine key={hunk.at} hunk={hunk} />
      ))}
      {more > 0 && <p>{t.composer.moreHunks(more)}</p>}
      <div className={styles.choice}>
        <Button variant="primary" autoFocus onClick={onApply}>
          {t.composer.apply}
        </Button>
        <Button onClick={onDismiss}>{t.composer.dismiss}</Button>
      </div>
    </section>
  );
}

function HunkLine({ hunk: { at, before, removed, inserted, after } }: { hunk: Hunk }) {
  return (
    <p className={styles.hunk}>
      <span className="faint digits">{t.composer.diffAt(at)}</span>
      <span aria-hidden="true">
        <Cells bytes={before} />
        <Cells bytes={removed} look={styles.removed} />
        <Cells bytes={inserted} look={styles.inserted} />
        <Cells bytes={after} />
      </span>
      {removed.length > 0 && <Hidden>{t.composer.removed(escapeOctets(removed))}</Hidden>}
      {inserted.length > 0 && <Hidden>{t.composer.added(escapeOctets(inserted))}</Hidden>}
    </p>
  );
}

function Cells({ bytes, look }: { bytes: Uint8Array; look?: string | undefined }) {
  return [...bytes].map((octet, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: octets are identified by their position
    <span key={i} className={cx(styles.cell, glyph(octet).length > 1 && styles.named, look)}>
      {glyph(octet)}
    </span>
  ));
}
