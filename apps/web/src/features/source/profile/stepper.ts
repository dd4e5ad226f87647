/** Which line is lit: the one the tape has reached, or another that ran while the tape stood still. */
import { create } from 'zustand';
import type { Trace } from '#shared/profiles/replay-trace.ts';
import { stepBy } from '#shared/profiles/walk.ts';
import { moveTo } from '../../../session/actions/actions.ts';

/** Survives hiding the panel. A line chosen by hand counts as long as the tape has not moved. */
interface Chosen {
  readonly trace: Trace;
  readonly position: number;
  readonly index: number;
}

const useChosen = create<{ readonly chosen: Chosen | null }>(() => ({ chosen: null }));

export interface Stepper {
  /** Index of the step shown; −1 before the first. */
  readonly index: number;
  /** Chosen by hand. */
  readonly chosen: boolean;
  /** Moves to another step; the tape follows. Null where there is none. */
  readonly back: (() => void) | null;
  readonly forward: (() => void) | null;
  to(index: number): void;
}

export function useStepper(trace: Trace | null, position: number): Stepper {
  const { chosen } = useChosen();
  const holds = chosen !== null && chosen.trace === trace && chosen.position === position;
  const index = trace === null ? -1 : holds ? Math.min(chosen.index, trace.steps.length - 1) : stepBy(trace, position);
  const to = (next: number): void => {
    const step = trace?.steps[next];
    if (trace === null || step === undefined) return;
    useChosen.setState({ chosen: { trace, position: step.position, index: next } });
    if (step.position !== position) moveTo(step.position);
  };
  const count = trace?.steps.length ?? 0;
  return {
    index,
    chosen: holds,
    back: index > 0 ? () => to(index - 1) : null,
    forward: index + 1 < count ? () => to(index + 1) : null,
    to,
  };
}
