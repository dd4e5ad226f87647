/** Whether a lane did what was predicted for the octets it was sent. */
import { type Held, hold } from '#shared/prediction/agreement.ts';
import type { Outcome } from '#shared/transcript/judge/outcome.ts';
import type { Told } from '../../session/predictions/predictions.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { plainText } from '../../ui/rich-text.tsx';
import styles from './came-true.module.css';

export function CameTrue({ outcome, told }: { outcome: Outcome; told: Told | undefined }) {
  if (told?.is !== 'foreseen' || told.prediction === null) return null;
  const { now } = told.prediction;
  const { verdict, differs } = hold(now, outcome);
  return (
    <span className={cx(styles.came, styles[verdict])}>
      <Icon name={ICONS[verdict]} size={12} />
      {verdict === 'true' ? t.predict.cameTrue : t.predict.came[verdict](differs, plainText(t.predict.foreseen(now)))}
    </span>
  );
}

const ICONS: Readonly<Record<Held['verdict'], IconName>> = { true: 'check', open: 'info', otherwise: 'warning' };
