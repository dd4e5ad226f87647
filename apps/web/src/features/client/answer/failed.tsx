/** A failure as a sentence: what, where and why; then what to do, and what Python would have raised. */
import type { ReactNode } from 'react';
import type { Failure } from '#shared/client/failure.ts';
import { askForOwnServer } from '../../../session/actions/targets.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from './answer.module.css';

interface ProblemProps {
  readonly what: string;
  readonly advice?: string;
  readonly python: readonly string[];
  readonly action?: ReactNode;
}

export function Problem({ what, advice, python, action }: ProblemProps) {
  return (
    <div role="alert" className={styles.problem} data-testid="problem">
      <p className={styles.what}>
        <Icon name="error" /> {what}
      </p>
      {advice !== undefined && (
        <p>
          <b>{t.clientPlace.what}:</b> <RichText>{advice}</RichText>
        </p>
      )}
      {action && <p>{action}</p>}
      {python.length > 0 && (
        <div>
          <b>{t.clientPlace.inPython}</b>
          <ul className={styles.python}>
            {python.map((line) => (
              <li key={line}>
                <code>{line}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

export function Failed({ failure, again }: { failure: Failure; again: () => void }) {
  const { advice, python } = t.clientPlace.about(failure);
  const lines = (['httpx', 'requests', 'socket'] as const).map(
    (library) => `${t.clientPlace.python[library]}: ${python[library]}`,
  );
  const target = failure.where.replace(/^https?:\/\//, '');
  return (
    <Problem
      what={t.clientPlace.failure(failure)}
      advice={advice}
      python={failure.code === 'not-allowed' ? [] : lines}
      action={
        failure.code === 'not-allowed' && (
          <Button onClick={() => void askForOwnServer(target).then((own) => own !== null && again())}>
            {t.clientPlace.askConsent(target)}
          </Button>
        )
      }
    />
  );
}
