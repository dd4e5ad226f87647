/** What the matrix shows, derived: a row for each lane of the run, out of its transcript as far as it counts. */
import { useMemo } from 'react';
import { groupsOf } from '../../../../../shared/transcript/compare.ts';
import { expectationOf, type Judgement, judge } from '../../../../../shared/transcript/conformance.ts';
import type { Entry } from '../../../../../shared/transcript/entries.ts';
import { type Outcome, outcomeOf } from '../../../../../shared/transcript/outcome.ts';
import { octetsOfWrites } from '../../../../../shared/transcript/sending.ts';
import { type Runner, useComparison } from '../../session/comparison.ts';
import { useLanes } from '../../session/hooks.ts';
import { laneTitle } from './titles.ts';

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly runner: Runner;
  /** Null until the lane is done. */
  readonly outcome: Outcome | null;
  readonly judgement: Judgement | null;
  /** Number of the lanes it agrees with; −1 until it is done. */
  readonly group: number;
}

export type DoneRow = Row & { readonly outcome: Outcome };

const known = new WeakMap<readonly Entry[], { count: number; outcome: Outcome }>();

/** Derived once: what a lane that is done has done does not change. */
function outcomeFor(entries: readonly Entry[], count: number): Outcome {
  const found = known.get(entries);
  if (found?.count === count) return found.outcome;
  const outcome = outcomeOf(entries.slice(0, count));
  known.set(entries, { count, outcome });
  return outcome;
}

export function useRows(): readonly Row[] {
  const lanes = useLanes();
  const { runners, writes } = useComparison();
  const expected = useMemo(() => expectationOf(octetsOfWrites(writes)), [writes]);
  return useMemo(() => {
    const outcomes = runners.map(({ phase }) => {
      const lane = phase.is === 'done' ? lanes.get(phase.lane) : undefined;
      return lane === undefined || phase.is !== 'done' ? null : outcomeFor(lane.entries, phase.entries);
    });
    const groups = groupsOf(outcomes.filter((one) => one !== null));
    let next = 0;
    return runners.map((runner, at): Row => {
      const outcome = outcomes[at] ?? null;
      const judgement = outcome === null ? null : judge(expected, outcome);
      const group = outcome === null ? -1 : (groups[next++] ?? -1);
      return { id: runner.choice.id, title: laneTitle(runner.choice.id), runner, outcome, judgement, group };
    });
  }, [lanes, runners, expected]);
}

/** A group's letter: A, B, … */
export const letterOf = (group: number): string => String.fromCharCode(65 + group);
