import { lazy, Suspense } from 'react';
import { t } from '../../session/state/text.ts';
import styles from './composer.module.css';

/** The editor is a third of the page's code: who only types into the terminal does not wait for it. */
const ComposerPanel = lazy(() => import('./composer-panel.tsx'));

/** Octets are written here as a text, cut on purpose, judged, and sent when one says so. */
export function Composer() {
  return (
    <section className={styles.composer} aria-label={t.composer.title}>
      <Suspense fallback={<p className={styles.loading}>{t.composer.loading}</p>}>
        <ComposerPanel />
      </Suspense>
    </section>
  );
}
