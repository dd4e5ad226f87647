/**
 * What each chosen server would do with the octets as they stand, and after two continuations. Predicted; no server is
 * asked.
 */
import { useId, useMemo } from 'react';
import { ENDINGS } from '#shared/prediction/foreseen.ts';
import { isOver } from '#shared/prediction/predict.ts';
import { useWritten } from '../../session/compare/compare.ts';
import type { LaneChoice } from '../../session/compare/compare-lanes.ts';
import { setComparison, useComparison } from '../../session/compare/comparison.ts';
import { foretoldOf, type Told, useForetold } from '../../session/predictions/predictions.ts';
import { useServers } from '../../session/state/hooks.ts';
import { useSettings } from '../../session/state/settings.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './foresight.module.css';
import { laneTitle } from './rows.ts';

/** The predictions of lanes for these reads, by lane id. */
export function useLanesForetold(choices: readonly LaneChoice[], reads: readonly Uint8Array[] | null) {
  const servers = useServers();
  const options = useSettings(({ profile }) => profile);
  const asks = choices.map(({ id, server, reading, front }) => {
    if (front !== undefined) return { key: id, server: { kind: 'unknown', id: front } as const };
    const info = servers.find((one) => one.id === server) ?? null;
    return { key: id, server: foretoldOf(server, reading, info, options) };
  });
  return useForetold(asks, reads);
}

export function Foresight({ choices }: { choices: readonly LaneChoice[] }) {
  const title = useId();
  const reads = useWrittenReads();
  const told = useLanesForetold(choices, reads);
  const open = useComparison(({ foresight }) => foresight);
  return (
    <details
      className={styles.foresight}
      open={open}
      onToggle={({ currentTarget }) => setComparison({ foresight: currentTarget.open })}
      data-testid="foresight"
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
          <ul className={styles.lanes} aria-labelledby={title}>
            {choices.map((choice) => (
              <LaneItem key={choice.id} choice={choice} told={told.get(choice.id)} reads={reads} />
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

interface LaneItemProps {
  readonly choice: LaneChoice;
  readonly told: Told | undefined;
  readonly reads: readonly Uint8Array[];
}

function LaneItem({ choice, told, reads }: LaneItemProps) {
  const busy = useServers().find(({ id }) => id === choice.server)?.busy ?? null;
  return (
    <li className={styles.lane}>
      <span className={styles.name}>{laneTitle(choice.id)}</span>
      {choice.front === undefined ? (
        <Foretellings told={told} reads={reads} />
      ) : (
        <span className={styles.none}>{t.predict.chain}</span>
      )}
      {busy !== null && <span className={styles.doubt}>{t.predict.busy(busy)}</span>}
    </li>
  );
}

function Foretellings({ told, reads }: Omit<LaneItemProps, 'choice'>) {
  if (told === undefined) return <span className={styles.none}>{t.predict.awaited}</span>;
  if (told.is === 'broken') return <span className={styles.none}>{t.predict.broken}</span>;
  const { prediction } = told;
  if (prediction === null) return <span className={styles.none}>{t.predict.unknown}</span>;
  const older = told.reads !== reads;
  const { now } = prediction;
  return (
    <>
      {isOver(now) ? (
        <span className={cx(styles.foreseen, styles.whole, older && 'dim')}>
          <RichText>{t.predict.over(t.predict.foreseen(now))}</RichText>
        </span>
      ) : (
        ENDINGS.map((ending) => (
          <span key={ending} className={cx(styles.foreseen, older && 'dim')}>
            <span className={styles.ending}>{t.predict.ending(ending)} </span>
            <RichText>{t.predict.foreseen(prediction[ending])}</RichText>
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
