/** The matrix as data: a row for each server of the run, derived from the part of its transcript that counts. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type ChainPicture, chainOf } from '#shared/chain/chain.ts';
import { groupsOf } from '#shared/transcript/judge/compare.ts';
import { expectationOf, type Judgement, judge } from '#shared/transcript/judge/conformance.ts';
import { type Outcome, outcomeOf } from '#shared/transcript/judge/outcome.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { octetsOfWrites } from '#shared/transcript/view/sending.ts';
import { type Counted, type Runner, useComparison } from '../../session/compare/comparison.ts';
import { choiceTitleIn } from '../../session/compare/server-choices.ts';
import { useLanes, useServers } from '../../session/state/hooks.ts';
import { type Lane, useStore } from '../../session/state/store.ts';
import { t } from '../../session/state/text.ts';

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly runner: Runner;
  /** Null until the connection is done. */
  readonly outcome: Outcome | null;
  readonly judgement: Judgement | null;
  /** For a finished chain: what went through it. */
  readonly chain: ChainPicture | null;
  /** The number of the group it is in: those with the same outcome; −1 until it is done. */
  readonly group: number;
}

export type DoneRow = Row & { readonly outcome: Outcome };

const known = new WeakMap<readonly Entry[], { count: number; outcome: Outcome }>();

/** The outcome on a finished lane, which never changes. Null until it has been derived. */
function outcomeOfDone({ phase }: Runner, lanes: ReadonlyMap<number, Lane>): Outcome | null {
  if (phase.is !== 'done') return null;
  const found = known.get(lanes.get(phase.lane)?.entries ?? []);
  return found?.count === phase.entries ? found.outcome : null;
}

/** Derives the outcome of one more lane. False when none is left. */
function deriveOne(runners: readonly Runner[]): boolean {
  const { lanes } = useStore.getState();
  for (const runner of runners) {
    const { phase } = runner;
    const lane = phase.is === 'done' ? lanes.get(phase.lane) : undefined;
    if (lane === undefined || phase.is !== 'done' || outcomeOfDone(runner, lanes) !== null) continue;
    const { entries: count } = phase;
    known.set(lane.entries, { count, outcome: outcomeOf(lane.entries.slice(0, count)) });
    return true;
  }
  return false;
}

/**
 * The outcomes of the lanes as they become known: one lane per task, so that ten of a megabyte each do not block the
 * page.
 */
function useOutcomes(runners: readonly Runner[], lanes: ReadonlyMap<number, Lane>): readonly (Outcome | null)[] {
  const [derived, setDerived] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each derived outcome makes way for the next
  useEffect(() => {
    const task = setTimeout(() => deriveOne(runners) && setDerived((before) => before + 1));
    return () => clearTimeout(task);
  }, [runners, lanes, derived]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the set of known outcomes has grown
  return useMemo(() => runners.map((runner) => outcomeOfDone(runner, lanes)), [runners, lanes, derived]);
}

const pictures = new WeakMap<Runner['phase'], ChainPicture>();

/** Derived once, as the outcome is: the state of a finished lane is fixed. */
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
  const expected = useMemo(() => expectationOf(octetsOfWrites(writes), writes.at(-1)?.fin), [writes]);
  const outcomes = useOutcomes(runners, lanes);
  return useMemo(() => {
    const groups = groupsOf(outcomes.filter((one) => one !== null));
    let next = 0;
    return runners.map((runner, at): Row => {
      const outcome = outcomes[at] ?? null;
      const chain = chainFor(runner, lanes);
      const judgement = outcome === null || chain !== null ? null : judge(expected, outcome);
      const group = outcome === null ? -1 : (groups[next++] ?? -1);
      return { id: runner.choice.id, title: choiceTitle(runner.choice.id), runner, outcome, judgement, chain, group };
    });
  }, [outcomes, lanes, runners, expected]);
}

/** A group's letter: A, B, … */
export const letterOf = (group: number): string => String.fromCharCode(65 + group);

/** Whether a server is available: a third-party one has to be installed on this machine. */
export function useIsAvailable(): (server: string) => boolean {
  const servers = useServers();
  return useCallback((server) => servers.find(({ id }) => id === server)?.program?.found ?? true, [servers]);
}

/** The name of a chosen server on screen. */
export const choiceTitle = (id: string): string => choiceTitleIn(t, id);
