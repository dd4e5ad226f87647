/** Below terminal and composer: what the connected server would do with the text there, and whether it did. */

import { isOver } from '#shared/prediction/predict.ts';
import { ENDINGS } from '#shared/prediction/predicted.ts';
import type { ServerPrediction } from '../../session/predictions/predictions.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { plainText } from '../../ui/rich-text.tsx';
import styles from './prediction.module.css';
import { type Checked, useChecked, usePrediction } from './use-prediction.ts';

/** Always present and of constant height, so that nothing moves. */
export function PredictionLine() {
  const { server, predicted, older, answered } = usePrediction();
  const checked = useChecked();
  return (
    <section
      className={cx(styles.line, older && styles.older)}
      aria-label={t.predict.lineTitle}
      data-testid="prediction"
    >
      <span className={styles.tag}>{t.predict.tag}</span>
      {predicted !== null && <Words server={server} predicted={predicted} answered={answered} />}
      <Check checked={checked} />
    </section>
  );
}

function Words({ server, predicted, answered }: { server: string; predicted: ServerPrediction; answered: number }) {
  if (predicted.is === 'broken') return <p className={styles.words}>{t.predict.broken}</p>;
  const { prediction } = predicted;
  if (prediction === null) return <p className={styles.words}>{t.predict.unknownServer(t.shell.serverName(server))}</p>;
  const { now } = prediction;
  const shown = isOver(now) ? (['now'] as const) : ENDINGS;
  const whole = shown.map((ending) => `${t.predict.ending(ending)} ${t.predict.predicted(prediction[ending])}`);
  return (
    <p className={styles.words} title={plainText(whole.join('\n'))}>
      {shown.map((ending, at) => (
        <span key={ending} className={styles.ending}>
          {at > 0 && <span className={styles.label}> · </span>}
          <span className={styles.label}>{t.predict.briefly[ending]}</span>{' '}
          {t.predict.brief(prediction[ending], answered)}
        </span>
      ))}
    </p>
  );
}

/** What has come so far, next to what was predicted. */
function Check({ checked }: { checked: Checked }) {
  if (checked === null) return null;
  const right = checked.length === 0;
  const words = right ? t.predict.soFar : t.predict.soFarNot(checked);
  return (
    <span className={cx(styles.check, right ? styles.right : 'warn')} role="status" title={words}>
      <Icon name={right ? 'check' : 'warning'} size={12} />
      <span>{words}</span>
    </span>
  );
}
