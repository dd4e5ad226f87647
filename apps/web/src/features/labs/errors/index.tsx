/** The errors lab: a list of errors and the chosen one, which the address names. */
import { useEffect, useRef } from 'react';
import { LAB_ERRORS, type LabError } from '#shared/labs/errors.ts';
import { useLabs } from '../../../session/labs/labs.ts';
import { t } from '../../../session/state/text.ts';
import { cx } from '../../../ui/cx.ts';
import { ErrorCard } from './card.tsx';
import styles from './errors.module.css';

export function ErrorsLab({ chosen }: { readonly chosen: string | undefined }) {
  const error = LAB_ERRORS.find((id) => id === chosen) ?? 'connection-refused';
  return (
    <div className={styles.lab}>
      <nav className={styles.list} aria-label={t.labs.errors.list}>
        {LAB_ERRORS.map((id) => (
          <Choice key={id} error={id} here={id === error} />
        ))}
      </nav>
      <ErrorCard key={error} error={error} />
    </div>
  );
}

function Choice({ error, here }: { readonly error: LabError; readonly here: boolean }) {
  const ran = useLabs(({ reports }) => reports.has(error));
  const link = useRef<HTMLAnchorElement>(null);
  // On a narrow screen the list is a scrolling row: keep the chosen one visible.
  useEffect(() => {
    if (here) link.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [here]);
  const { title, badge } = t.labs.errors.errors[error];
  return (
    <a
      ref={link}
      href={`#/labs/errors/${error}`}
      className={cx(styles.choice, here && styles.here)}
      aria-current={here ? 'true' : undefined}
    >
      <span>{title}</span>
      <code className={cx(styles.badge, ran && styles.ran)}>{badge}</code>
    </a>
  );
}
