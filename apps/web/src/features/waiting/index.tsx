/** The waiting line. */
import { duration } from '#shared/text/duration.ts';
import { waitingSentence } from '#shared/text/waiting-sentence.ts';
import type { RunningTimer } from '#shared/transcript/record/status.ts';
import type { ProfileWaiting } from '#shared/waiting/profile-waiting.ts';
import { type Seen, type Waiting, waitingAt } from '#shared/waiting/waiting.ts';
import { useTrace } from '../../session/profiles/traces.ts';
import { laneNow, useNow } from '../../session/state/clock.ts';
import { useCurrentLane, useIsLive, usePosition, useReplay } from '../../session/state/hooks.ts';
import type { Lane } from '../../session/state/store.ts';
import { t } from '../../session/state/text.ts';
import { Dot, type Tone } from '../../ui/chip.tsx';
import { cx } from '../../ui/cx.ts';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './waiting.module.css';

/** The one standing sentence, and the running clock. */
export function WaitingLine() {
  const lane = useCurrentLane();
  const replay = useReplay();
  const position = usePosition();
  const live = useIsLive();
  const trace = useTrace(replay);
  const waiting = replay === null ? null : waitingAt(replay, position, trace);
  const sentence = waiting === null ? t.waiting.none : waitingSentence(t, waiting);
  const time = position > 0 ? (replay?.placeOf(position - 1).entry.t ?? null) : null;
  return (
    <section className={styles.line} aria-label={t.waiting.label}>
      <Dot tone={waiting === null ? 'idle' : toneOf(waiting)} pulse={live && waiting?.for.what === 'handler'} />
      <p className={styles.sentence} data-testid="waiting">
        <RichText>{sentence}</RichText>
        {!live && <span className={styles.at}>{t.waiting.atCursor}</span>}
      </p>
      {lane !== null && waiting !== null && waiting.timer !== null && waiting.for.what !== 'own-close' && (
        <Clock lane={lane} timer={waiting.timer} at={live ? null : time} />
      )}
    </section>
  );
}

const OUTSIDE_TONES: Readonly<Record<Seen['is'], Tone>> = {
  unwritten: 'warn',
  unfinished: 'warn',
  unanswered: 'accent',
  answering: 'accent',
  answered: 'good',
  'own-rules': 'idle',
  'server-fin': 'warn',
  'client-fin': 'idle',
};

function toneOf({ for: waited, status }: Waiting): Tone {
  if (waited.what === 'crashed' || status.reset !== null) return 'bad';
  if (waited.what === 'profile') return profileTone(waited.profile);
  if (waited.what === 'own-close') return waited.refused ? 'bad' : 'idle';
  if (waited.what === 'client-fin') return waited.refused ? 'bad' : 'warn';
  if (waited.what === 'handler') return 'accent';
  if (waited.what === 'held') return 'warn';
  if (waited.what === 'outside') return OUTSIDE_TONES[waited.seen.is];
  if (waited.what === 'octets') return waited.state === 'start' && waited.requests > 0 ? 'good' : 'warn';
  return 'idle';
}

function profileTone(waiting: ProfileWaiting): Tone {
  switch (waiting.what) {
    case 'died':
    case 'strayed':
      return 'bad';
    case 'recv':
      return waiting.why === 'next' ? 'good' : 'warn';
    case 'busy':
      return 'accent';
    case 'ended':
      return 'idle';
    case 'accept':
      return waiting.open ? 'warn' : 'idle';
    default:
      return 'warn';
  }
}

interface ClockProps {
  lane: Lane;
  timer: RunningTimer;
  /** The transcript's time at the cursor, ms; null while the cursor follows the end and the clock runs. */
  at: number | null;
}

/** The time left on the running clock. */
function Clock({ lane, timer, at }: ClockProps) {
  const { frozen } = timer;
  const runs = at === null && frozen === undefined;
  // In tenths of a second only where they are shown.
  const tenths = timer.since + timer.ms - (laneNow(lane) ?? timer.since) < 60_000;
  const now = useNow(tenths ? 100 : 1000, runs);
  const time = at ?? laneNow(lane, now) ?? timer.since;
  const left = frozen ?? Math.max(0, Math.min(timer.ms, timer.ms - (time - timer.since)));
  return (
    <span className={styles.clock} role="timer" aria-live="off">
      <span className={styles.name}>{t.waiting.clocks[timer.name]}</span>
      <span>{(frozen === undefined ? t.waiting.clock : t.hold.clockFrozen)(duration(left), duration(timer.ms))}</span>
      <span className={cx(styles.bar, frozen !== undefined && styles.frozen)} aria-hidden="true">
        <span
          className={styles.left}
          data-low={left < timer.ms * 0.2}
          style={{ transform: `scaleX(${left / timer.ms})` }}
        />
      </span>
    </span>
  );
}
