/** What the matrix shows, derived: a row for each lane of the run, out of its transcript as far as it counts. */
import { useMemo } from 'react';
import { type ChainPicture, chainOf } from '../../../../../shared/transcript/chain.ts';
import { groupsOf } from '../../../../../shared/transcript/compare.ts';
import { expectationOf, type Judgement, judge } from '../../../../../shared/transcript/conformance.ts';
import type { Entry } from '../../../../../shared/transcript/entries.ts';
import { type Outcome, outcomeOf } from '../../../../../shared/transcript/outcome.ts';
import { octetsOfWrites } from '../../../../../shared/transcript/sending.ts';
import { type Counted, type Runner, useComparison } from '../../session/comparison.ts';
import { useLanes } from '../../session/hooks.ts';
import type { Lane } from '../../session/store.ts';
import { laneTitle } from './titles.ts';

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly runner: Runner;
  /** Null until the lane is done. */
  readonly outcome: Outcome | null;
  readonly judgement: Judgement | null;
  /** Of a chain that is done: what went through it. */
  readonly chain: ChainPicture | null;
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

const pictures = new WeakMap<Runner['phase'], ChainPicture>();

/** Derived once, as the outcome is: how a lane stands when it is done is fixed. */
function chainFor({ choice, phase }: Runner, lanes: ReadonlyMap<number, Lane>): ChainPicture | null {
  if (choice.front === undefined || phase.is !== 'done') return null;
  const found = pictures.get(phase);
  if (found !== undefined) return found;
  const entriesOf = ({ lane, entries }: Counted) => lanes.get(lane)?.entries.slice(0, entries) ?? [];
  const picture = chainOf(choice.front, entriesOf(phase), phase.behind.map(entriesOf));
  pictures.set(phase, picture);
  return picture;
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
      const chain = chainFor(runner, lanes);
      const judgement = outcome === null || chain !== null ? null : judge(expected, outcome);
      const group = outcome === null ? -1 : (groups[next++] ?? -1);
      return { id: runner.choice.id, title: laneTitle(runner.choice.id), runner, outcome, judgement, chain, group };
    });
  }, [lanes, runners, expected]);
}

/** A group's letter: A, B, … */
export const letterOf = (group: number): string => String.fromCharCode(65 + group);
