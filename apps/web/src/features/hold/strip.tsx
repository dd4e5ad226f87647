/**
 * How the server is held, and the buttons that let it continue. Shown only after the user asked for a hold, and never
 * styled like Replay's controls: those move through the past, these let the present happen.
 */
import type { ReactNode } from 'react';
import { STEP_UNITS } from '#shared/hold/stops.ts';
import { duration } from '#shared/text/duration.ts';
import type { HoldStatus } from '#shared/transcript/record/status.ts';
import { report, showLane } from '../../session/actions/actions.ts';
import {
  arm,
  chooseStops,
  disarmNext,
  freeze,
  release,
  runHeld,
  stepHeld,
  useHeldElsewhere,
  useHolding,
  useNextHeld,
} from '../../session/actions/holds.ts';
import { laneNow, useNow } from '../../session/state/clock.ts';
import { useReplay } from '../../session/state/hooks.ts';
import { type CommandId, keysOf } from '../../session/state/keys.ts';
import type { Lane } from '../../session/state/store.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './strip.module.css';

export function HoldStrip() {
  const { lane, status } = useHolding();
  const elsewhere = useHeldElsewhere();
  const next = useNextHeld();
  if (lane !== null && status !== null) return <OfLane lane={lane} status={status} />;
  if (elsewhere !== null) {
    return (
      <Strip words={<RichText>{t.hold.other(elsewhere)}</RichText>}>
        <Button onClick={() => showLane(elsewhere)}>{t.hold.show(elsewhere)}</Button>
      </Strip>
    );
  }
  if (next === null) return null;
  return (
    <Strip words={<RichText>{t.hold.nextArmed(t.shell.serverName(next))}</RichText>}>
      <Button onClick={() => report(disarmNext(next))}>{t.hold.takeBack}</Button>
    </Strip>
  );
}

function Strip({ held = false, words, children }: { held?: boolean; words: ReactNode; children: ReactNode }) {
  return (
    <section className={cx(styles.strip, held && styles.held)} aria-label={t.hold.label} data-testid="hold">
      <span className={styles.badge}>
        <Icon name={held ? 'pause' : 'stop'} size={14} />
        {t.hold.badge}
      </span>
      <p className={styles.words} role="status">
        {words}
      </p>
      <div className={styles.deeds}>{children}</div>
    </section>
  );
}

function OfLane({ lane, status }: { lane: Lane; status: HoldStatus }) {
  const held = status.held !== null && status.step === null;
  return (
    <Strip held={held} words={<Words lane={lane} status={status} />}>
      {status.held === null ? <Armed /> : <Held status={status} />}
    </Strip>
  );
}

function Release() {
  return (
    <ActionButton
      id="hold.release"
      words={t.hold.release}
      note={t.hold.releaseNote}
      onClick={() => report(release())}
    />
  );
}

function Words({ lane, status }: { lane: Lane; status: HoldStatus }) {
  const replay = useReplay();
  const { held, step, stops, stands } = status;
  if (held === null) return <RichText>{t.hold.armed(stops)}</RichText>;
  if (step !== null) return <RichText>{t.hold.stepping(step)}</RichText>;
  const { length = 0, fin = false } = replay?.unconsumed ?? {};
  const sentence = stands === 'behind-read' ? t.hold.held : t.hold.heldBefore;
  return (
    <>
      <RichText>{sentence(held.consumed, held.consumed + length, fin, held.by)}</RichText>{' '}
      <Waits lane={lane} since={held.since} />
    </>
  );
}

/** How long the client has been waiting. Not read out every second. */
function Waits({ lane, since }: { lane: Lane; since: number }) {
  const now = laneNow(lane, useNow(1000)) ?? since;
  const seconds = Math.max(0, Math.floor((now - since) / 1000)) * 1000;
  return (
    <span className="nowrap digits" aria-live="off">
      {t.hold.waits(duration(seconds || 1000))}
    </span>
  );
}

function Armed() {
  return (
    <>
      <ActionButton id="hold.now" words={t.hold.now} note={t.hold.nowNote} onClick={() => report(arm(true))} />
      <Release />
      <ActionButton id="hold.stops" words={t.hold.stops} note={t.hold.title} onClick={() => chooseStops(true)} />
    </>
  );
}

function Held({ status: { frozen, stands, stops } }: { status: HoldStatus }) {
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's */}
      <span className={styles.steps} role="group" aria-label={t.hold.stepsLabel}>
        {STEP_UNITS.map((unit) => (
          <ActionButton
            key={unit}
            id={`hold.${unit}`}
            words={t.hold.steps[unit]}
            note={t.hold.stepNotes[unit]}
            onClick={() => report(stepHeld(unit))}
          />
        ))}
      </span>
      {stops.length > 0 && (
        <ActionButton id="hold.run" words={t.hold.run} note={t.hold.runNote} onClick={() => report(runHeld())} />
      )}
      <Release />
      <ActionButton id="hold.stops" words={t.hold.stops} note={t.hold.title} onClick={() => chooseStops(true)} />
      {stands === 'behind-read' && <Clock frozen={frozen} />}
    </>
  );
}

/** A profile has no clocks to stop. */
function Clock({ frozen }: { frozen: boolean }) {
  return (
    <Tooltip text={frozen ? t.hold.freezeNote : t.hold.thawNote} keys={keysOf('hold.freeze')} side="top">
      <Button className={cx(frozen && styles.frozen)} aria-pressed={frozen} onClick={() => report(freeze(!frozen))}>
        <Icon name={frozen ? 'pause' : 'play'} size={12} /> {frozen ? t.hold.frozen : t.hold.running}
      </Button>
    </Tooltip>
  );
}

function ActionButton({
  id,
  words,
  note,
  onClick,
}: {
  id: CommandId;
  words: string;
  note: string;
  onClick: () => void;
}) {
  return (
    <Tooltip text={note} keys={keysOf(id)} side="top">
      <Button className={styles.deed} onClick={onClick}>
        {words}
      </Button>
    </Tooltip>
  );
}
