/** The current experiment in Compare, and those already done, which the browser remembers. */
import { create } from 'zustand';
import { decodeJson, list, oneOf, record, text } from '#shared/base/decode.ts';
import { utf8 } from '#shared/base/octets.ts';
import { experimentOf, type Shelved } from '#shared/experiments/index.ts';
import { readWrites, type Write } from '#shared/transcript/view/sending.ts';
import type { ServerInfo } from '#shared/wire/messages.ts';
import { COMPARE_PATH, goToPlace } from '../state/router.ts';
import { keep, recall } from '../state/storage.ts';
import { useStore } from '../state/store.ts';
import { setComparison, startComparison, useComparison } from './comparison.ts';
import { choicesOf, type ServerChoice } from './server-choices.ts';

/** How an experiment was done: answered correctly, incorrectly, or shown on request. */
export type Mark = 'right' | 'wrong' | 'shown';

export interface OnExperiment {
  readonly experiment: Shelved;
  /** The answer chosen; null: asked to be shown. */
  readonly answer: string | null;
  /** What was sent for it: any other run of Compare has other writes. */
  readonly writes: readonly Write[];
  /** Its run finished. */
  readonly finished: boolean;
}

interface Experiments {
  readonly on: OnExperiment | null;
  readonly done: ReadonlyMap<string, Mark>;
}

const KEY = 'experiments';
const MOST_KEPT = 1000;

const decodeDone = list(record({ id: text(64), mark: oneOf<Mark>('right', 'wrong', 'shown') }), MOST_KEPT);

function recalled(): ReadonlyMap<string, Mark> {
  const kept = utf8(recall('localStorage', KEY) ?? '[]');
  const done = decodeDone(decodeJson(kept, 0, kept.length)) ?? [];
  return new Map(done.filter(({ id }) => experimentOf(id) !== undefined).map(({ id, mark }) => [id, mark]));
}

export const useExperiments = create<Experiments>(() => ({ on: null, done: recalled() }));

export function markOf(answer: string | null, { right }: Shelved): Mark {
  if (answer === null) return 'shown';
  return answer === right ? 'right' : 'wrong';
}

/** The servers of an experiment that are available on this machine. `servers`: what Octet says about each. */
export function choicesIn({ claims }: Shelved, servers: readonly ServerInfo[]): readonly ServerChoice[] {
  const isHere = (server: string) => servers.find(({ id }) => id === server)?.program?.found ?? true;
  return choicesOf(
    claims.map(({ server }) => server),
    [],
    isHere,
  );
}

/** Opens Compare with the octets and servers of an experiment, and sends them. */
export async function runExperiment(experiment: Shelved, answer: string | null): Promise<void> {
  const written = readWrites(experiment.text);
  if (!written.ok) throw new Error(`${experiment.id}: no octets at ${written.at}`);
  const { writes } = written;
  const choices = choicesIn(experiment, useStore.getState().servers);
  useExperiments.setState({ on: { experiment, answer, writes, finished: false } });
  setComparison({ text: experiment.text, chosen: choices.map(({ id }) => id) });
  goToPlace(COMPARE_PATH);
  await startComparison(writes, choices);
  const { on } = useExperiments.getState();
  const { runners, writes: sent } = useComparison.getState();
  const whole = runners.every(({ phase }) => phase.is === 'done' || phase.is === 'failed');
  const some = runners.some(({ phase }) => phase.is === 'done');
  if (on?.writes !== writes || sent !== writes || !whole || !some) return;
  useExperiments.setState({ on: { ...on, finished: true } });
  setMark(experiment.id, markOf(answer, experiment));
}

export function leaveExperiment(): void {
  useExperiments.setState({ on: null });
}

/** Forgets all progress. */
export function forgetDone(): void {
  useExperiments.setState({ done: new Map() });
  keep('localStorage', KEY, null);
}

function setMark(id: string, mark: Mark): void {
  const done = new Map(useExperiments.getState().done).set(id, mark);
  useExperiments.setState({ done });
  keep('localStorage', KEY, JSON.stringify([...done].map(([name, how]) => ({ id: name, mark: how }))));
}
