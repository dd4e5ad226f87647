import type { SourceStep, Trace } from '#shared/profiles/replay-trace.ts';
import { raisedIn, runOf } from '#shared/profiles/walk.ts';
import { sourceStep } from '#shared/text/source-step.ts';
import { keysOf } from '../../../session/state/keys.ts';
import { t } from '../../../session/state/text.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Live } from '../../../ui/live.tsx';
import { plainText, RichText } from '../../../ui/rich-text.tsx';
import styles from './foot.module.css';
import type { Stepper } from './stepper.ts';

interface FootProps {
  trace: Trace | null;
  stepper: Stepper;
  position: number;
}

/** The line in words, its result, and the buttons to step on. Always two lines. */
export function Foot({ trace, stepper, position }: FootProps) {
  const { index, back, forward } = stepper;
  const step = trace?.steps[index];
  return (
    <div className={styles.foot}>
      <Live>{stepper.chosen && trace !== null && step !== undefined ? spoken(trace, step, index, position) : ''}</Live>
      <div className={styles.words}>
        <p className={styles.first} data-testid="source-line">
          {step === undefined ? missing(trace) : <RichText>{t.profileSource.at(step.line, step.within)}</RichText>}
          {trace !== null && step !== undefined && <Place trace={trace} stepper={stepper} />}
        </p>
        <p className="dim">
          {trace !== null && step !== undefined && <Raised trace={trace} stepper={stepper} />}
          {trace !== null && step !== undefined && <RichText>{sourceStep(t, trace, index, position)}</RichText>}
        </p>
      </div>
      <IconButton
        label={t.profileSource.back}
        icon="up"
        {...keysFor('source.back')}
        disabled={back === null}
        onClick={() => back?.()}
      />
      <IconButton
        label={t.profileSource.forward}
        icon="down"
        {...keysFor('source.forward')}
        disabled={forward === null}
        onClick={() => forward?.()}
      />
    </div>
  );
}

/** A line reached by hand is read out; for steps of the tape, WHY does that. */
function spoken(trace: Trace, step: SourceStep, index: number, position: number): string {
  return plainText(`${t.profileSource.at(step.line, step.within)}, ${sourceStep(t, trace, index, position)}`);
}

function keysFor(id: 'source.back' | 'source.forward'): { keys?: string } {
  const keys = keysOf(id);
  return keys === undefined ? {} : { keys };
}

function missing(trace: Trace | null): string {
  if (trace === null) return t.profileSource.notAccepted;
  return trace.lost ? t.profileSource.lost : t.profileSource.before;
}

/** The index among the lines that ran while the tape stood still. */
function Place({ trace, stepper: { index } }: { trace: Trace; stepper: Stepper }) {
  const { first, last } = runOf(trace, index);
  return (
    <span className={styles.place} title={t.profileSource.placeNote}>
      {t.profileSource.place(index - first + 1, last - first + 1)}
    </span>
  );
}

/** A button to the line among those that raised an exception. */
function Raised({ trace, stepper: { index, to } }: { trace: Trace; stepper: Stepper }) {
  const at = raisedIn(trace, index);
  const step = trace.steps[at];
  const isHere = trace.steps[index]?.raised === step?.raised;
  if (step === undefined || step.raised === null || isHere) return null;
  return (
    <button type="button" className={styles.raised} title={t.profileSource.toRaisedNote} onClick={() => to(at)}>
      {t.profileSource.toRaised(step.raised.name, step.line)}
    </button>
  );
}
