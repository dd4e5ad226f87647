/** The chip that says whether the tape follows or replays. */
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { goLive } from '../../session/actions/actions.ts';
import { useCurrentLane, useIsLive, useLink, usePosition } from '../../session/state/hooks.ts';
import { holdOf, isOver, summaryOf } from '../../session/state/lane-state.ts';
import { t } from '../../session/state/text.ts';
import { Dot } from '../../ui/chip.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './live-chip.module.css';

/** Which mode is on: following what comes, or walking through what was recorded. */
export function LiveChip({ replay }: { replay: Replay }) {
  const lane = useCurrentLane();
  const over = lane === null || isOver(summaryOf(lane).state);
  const linked = useLink().state === 'open';
  const live = useIsLive() && !over;
  if (live && linked && holdOf(lane)?.held) return <Held />;
  if (live) return linked ? <Live /> : <Offline />;
  return <Recorded total={replay.total} over={over} />;
}

/** The cursor would follow, but nothing comes. */
function Offline() {
  return (
    <span className={styles.chip} title={t.tape.offlineNote} data-testid="mode">
      <Dot tone="idle" />
      {t.tape.offline}
    </span>
  );
}

/** Live, but the server is held. */
function Held() {
  return (
    <span className={cx(styles.chip, styles.held)} title={t.hold.waiting.replaceAll('**', '')} data-testid="mode">
      <Icon name="pause" size={12} />
      {t.hold.heldState}
    </span>
  );
}

function Live() {
  return (
    <span className={styles.chip} title={t.tape.liveNote} data-testid="mode">
      <Dot tone="good" />
      {t.tape.live}
    </span>
  );
}

function Recorded({ total, over }: { total: number; over: boolean }) {
  const position = usePosition();
  return (
    <span className={styles.chip} title={t.tape.replayNote} data-testid="mode">
      {t.tape.replay}
      <span className={styles.step}>{t.tape.step(position, total)}</span>
      {!over && (
        <button type="button" className={styles.go} aria-label={t.tape.goLive} onClick={goLive}>
          <span className={styles.words}>{t.tape.goLive}</span>
          <span className={styles.icon}>
            <Icon name="last" size={14} />
          </span>
        </button>
      )}
    </span>
  );
}
