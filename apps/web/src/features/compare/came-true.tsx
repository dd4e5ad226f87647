/** Whether a lane did what was predicted of the octets it was sent. */
import { differences } from '../../../../../shared/prediction/agreement.ts';
import type { Outcome } from '../../../../../shared/transcript/outcome.ts';
import type { Told } from '../../session/foretelling.ts';
import { t } from '../../text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './came-true.module.css';

export function CameTrue({ outcome, told }: { outcome: Outcome; told: Told | undefined }) {
  if (told?.is !== 'foreseen' || told.prediction === null) return null;
  const { now } = told.prediction;
  // What a doubt leaves open is not held against it: the page has said so.
  const differs = differences(now, outcome).filter((one) => one !== 'octets' || !now.doubts.includes('state'));
  const right = differs.length === 0;
  return (
    <span className={cx(styles.came, right ? styles.right : styles.wrong)}>
      <Icon name={right ? 'check' : 'warning'} size={12} />
      {right ? t.predict.cameTrue : t.predict.cameOtherwise(differs, t.predict.foreseen(now).replaceAll('`', ''))}
    </span>
  );
}
