/** The octets that were sent, one cell each, with what each of two servers consumed, and where they diverge. */
import { glyph, hex } from '#shared/base/octets.ts';
import type { Write } from '#shared/transcript/view/sending.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import type { DoneRow } from './rows.ts';
import styles from './strip.module.css';

/** How many octets are shown around the one that matters. */
const BEFORE = 120;
const AFTER = 120;

interface StripProps {
  readonly writes: readonly Write[];
  readonly octets: Uint8Array;
  readonly at: number | null;
  readonly left: DoneRow;
  readonly right: DoneRow;
}

export function Strip({ writes, octets, at, left, right }: StripProps) {
  const from = Math.max(0, (at ?? 0) - BEFORE);
  const to = Math.min(octets.length, Math.max((at ?? 0) + AFTER, from + BEFORE + AFTER));
  const cuts = cutsOf(writes);
  const shown = [...octets.subarray(from, to)];
  return (
    <figure className={styles.strip}>
      <figcaption className="note">
        {t.compare.strip}
        {(from > 0 || to < octets.length) && `: ${t.compare.stripCut(from, to)}`}
      </figcaption>
      <div className={styles.cells} aria-hidden="true">
        {shown.map((octet, index) => {
          const offset = from + index;
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: an octet is identified by its position
              key={index}
              className={cx(styles.octet, offset === at && styles.parts, cuts.has(offset) && styles.cut)}
              title={`${offset}: ${hex(octet)}`}
            >
              <b>{glyph(octet)}</b>
              <i className={cx(styles.track, offset < (left.outcome.consumed ?? 0) && styles.taken)} />
              <i className={cx(styles.track, offset < (right.outcome.consumed ?? 0) && styles.taken)} />
              {offset === at && <em>{t.compare.parts}</em>}
            </span>
          );
        })}
        {to === octets.length && writes.at(-1)?.fin === true && (
          <span className={styles.fin} title={t.compare.finNote}>
            {t.compare.fin}
          </span>
        )}
      </div>
    </figure>
  );
}

/** Offsets at which a write begins, except the first. */
function cutsOf(writes: readonly Write[]): ReadonlySet<number> {
  const cuts = new Set<number>();
  let at = 0;
  for (const { bytes } of writes) {
    if (at > 0) cuts.add(at);
    at += bytes.length;
  }
  return cuts;
}
