/** Whether a server did what was predicted of the octets it was sent. */
import { type Verified, verify } from '#shared/prediction/agreement.ts';
import type { Outcome } from '#shared/transcript/judge/outcome.ts';
import type { ServerPrediction } from '../../session/predictions/predictions.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { plainText } from '../../ui/rich-text.tsx';
import styles from './prediction-check.module.css';

export function PredictionCheck({ outcome, predicted }: { outcome: Outcome; predicted: ServerPrediction | undefined }) {
  if (predicted?.is !== 'predicted' || predicted.prediction === null) return null;
  const { now } = predicted.prediction;
  const { verdict, differs } = verify(now, outcome);
  return (
    <span className={cx(styles.came, styles[verdict])}>
      <Icon name={ICONS[verdict]} size={12} />
      {verdict === 'true' ? t.predict.cameTrue : t.predict.came[verdict](differs, plainText(t.predict.predicted(now)))}
    </span>
  );
}

const ICONS: Readonly<Record<Verified['verdict'], IconName>> = { true: 'check', open: 'info', otherwise: 'warning' };
