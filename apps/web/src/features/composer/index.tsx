import { lazy, Suspense } from 'react';
import { t } from '../../session/state/text.ts';
import styles from './composer.module.css';

/** The editor is a third of the page's code, so it loads only when the composer is opened. */
const ComposerPanel = lazy(() => import('./composer-panel.tsx'));

/** The composer: octets are written as a text, cut on purpose, judged, and sent on demand. */
export function Composer() {
  return (
    <section className={styles.composer} aria-label={t.composer.title}>
      <Suspense fallback={<p className={styles.loading}>{t.composer.loading}</p>}>
        <ComposerPanel />
      </Suspense>
    </section>
  );
}
