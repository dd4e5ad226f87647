/**
 * What each chosen server would do with the octets as they stand, and after two continuations. Predicted; no server is
 * asked.
 */
import { useId, useMemo } from 'react';
import { isOver } from '#shared/prediction/predict.ts';
import { ENDINGS } from '#shared/prediction/predicted.ts';
import { useWritten } from '../../session/compare/compare.ts';
import { setComparison, useComparison } from '../../session/compare/comparison.ts';
import type { ServerChoice } from '../../session/compare/server-choices.ts';
import { predictedServer, type ServerPrediction, usePredictions } from '../../session/predictions/predictions.ts';
import { useServers } from '../../session/state/hooks.ts';
import { useSettings } from '../../session/state/settings.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './prediction.module.css';
import { choiceTitle } from './rows.ts';

/** What these servers would do with these reads, by the id of the choice. */
export function useChoicePredictions(choices: readonly ServerChoice[], reads: readonly Uint8Array[] | null) {
  const servers = useServers();
  const options = useSettings(({ profile }) => profile);
  const asks = choices.map(({ id, server, reading, front }) => {
    if (front !== undefined) return { key: id, server: { kind: 'unknown', id: front } as const };
    const info = servers.find((one) => one.id === server) ?? null;
    return { key: id, server: predictedServer(server, reading, info, options) };
  });
  return usePredictions(asks, reads);
}

export function Predictions({ choices }: { choices: readonly ServerChoice[] }) {
  const title = useId();
  const reads = useWrittenReads();
  const predictions = useChoicePredictions(choices, reads);
  const open = useComparison(({ predictionsOpen }) => predictionsOpen);
  return (
    <details
      className={styles.predictions}
      open={open}
      onToggle={({ currentTarget }) => setComparison({ predictionsOpen: currentTarget.open })}
      data-testid="prediction"
    >
      <summary className={styles.summary}>
        <h3 id={title}>{t.predict.title}</h3>
        <span className={styles.note}>{t.predict.note}</span>
      </summary>
      {reads === null || choices.length === 0 ? (
        <p className={styles.note}>{t.predict.noOctets}</p>
      ) : (
        <div className={styles.frame}>
          <div className={styles.heads} aria-hidden="true">
            <span>{t.predict.server}</span>
            {ENDINGS.map((ending) => (
              <span key={ending}>{t.predict.endings[ending]}</span>
            ))}
          </div>
          <ul aria-labelledby={title}>
            {choices.map((choice) => (
              <PredictionItem key={choice.id} choice={choice} predicted={predictions.get(choice.id)} reads={reads} />
            ))}
          </ul>
        </div>
      )}
    </details>
  );
}

/** The text as the reads it would make. Null while it is empty or does not parse as octets. */
function useWrittenReads(): readonly Uint8Array[] | null {
  const written = useWritten();
  return useMemo(
    () => (written.ok && written.writes.length > 0 ? written.writes.map(({ bytes }) => bytes) : null),
    [written],
  );
}

interface PredictionItemProps {
  readonly choice: ServerChoice;
  readonly predicted: ServerPrediction | undefined;
  readonly reads: readonly Uint8Array[];
}

function PredictionItem({ choice, predicted, reads }: PredictionItemProps) {
  const busy = useServers().find(({ id }) => id === choice.server)?.busy ?? null;
  return (
    <li className={styles.server}>
      <span className={styles.name}>{choiceTitle(choice.id)}</span>
      {choice.front === undefined ? (
        <PredictedCells predicted={predicted} reads={reads} />
      ) : (
        <span className={styles.none}>{t.predict.chain}</span>
      )}
      {busy !== null && <span className={styles.doubt}>{t.predict.busy(busy)}</span>}
    </li>
  );
}

function PredictedCells({ predicted, reads }: Omit<PredictionItemProps, 'choice'>) {
  if (predicted === undefined) return <span className={styles.none}>{t.predict.awaited}</span>;
  if (predicted.is === 'broken') return <span className={styles.none}>{t.predict.broken}</span>;
  const { prediction } = predicted;
  if (prediction === null) return <span className={styles.none}>{t.predict.unknown}</span>;
  const older = predicted.reads !== reads;
  const { now } = prediction;
  return (
    <>
      {isOver(now) ? (
        <span className={cx(styles.predicted, styles.whole, older && 'dim')}>
          <RichText>{t.predict.over(t.predict.predicted(now))}</RichText>
        </span>
      ) : (
        ENDINGS.map((ending) => (
          <span key={ending} className={cx(styles.predicted, older && 'dim')}>
            <span className={styles.ending}>{t.predict.ending(ending)} </span>
            <RichText>{t.predict.predicted(prediction[ending])}</RichText>
          </span>
        ))
      )}
      {now.doubts.map((doubt) => (
        <span key={doubt} className={styles.doubt}>
          {t.predict.doubts[doubt]}
        </span>
      ))}
    </>
  );
}
