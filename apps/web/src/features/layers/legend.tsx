import type { Source } from '#shared/layers/layers.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './layers.module.css';

const SOURCES: readonly Source[] = ['captured', 'known', 'inferred', 'unknown'];

/** What the looks mean, in words. */
export function Legend() {
  return (
    <>
      <p className={styles.limit}>{t.layers.notCaptured}</p>
      <dl className={styles.legend} aria-label={t.layers.legend}>
        {SOURCES.map((source) => (
          <div key={source}>
            <dt className={cx(styles.piece, styles[source])}>{t.layers.source[source]}</dt>
            <dd>{t.layers.sourceMeans[source]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
