/**
 * Every claim of every experiment, on real sockets: its octets, with their cuts and pauses, to every lane it names. Lanes
 * run side by side, and on a lane the experiments too, as far as its server serves more than one client at a time.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Claim, differencesIn } from '../../shared/experiments/experiment.ts';
import { EXPERIMENTS, type Shelved } from '../../shared/experiments/index.ts';
import type { Outcome } from '../../shared/transcript/outcome.ts';
import { readWrites, type Write } from '../../shared/transcript/sending.ts';
import { type TestLane, TestLanes } from './lanes.ts';

const MOST_MS = 240_000;

const found = new Map<string, Outcome>();
const nameOf = ({ id }: Shelved, { lane }: Claim): string => `${id} ${lane}`;

function writesOf({ id, text }: Shelved): readonly Write[] {
  const written = readWrites(text);
  if (!written.ok) throw new Error(`${id}: no octets at ${written.at}`);
  return written.writes;
}

async function runLane(lane: TestLane): Promise<void> {
  const todo = EXPERIMENTS.flatMap((experiment) => {
    const claim = experiment.claims.find((one) => one.lane === lane.choice.id);
    return claim === undefined ? [] : [{ experiment, claim }];
  });
  const work = async (): Promise<void> => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const { experiment, claim } = next;
      const outcome = await lane.outcomeOf(writesOf(experiment), (so) => differencesIn(claim, so).length === 0);
      found.set(nameOf(experiment, claim), outcome);
    }
  };
  await Promise.all(Array.from({ length: lane.abreast }, work));
}

let lanes: TestLanes;

beforeAll(async () => {
  lanes = new TestLanes();
  await Promise.all(lanes.lanes.map(runLane));
}, MOST_MS);

afterAll(() => lanes.close());

it.each(EXPERIMENTS.map((experiment) => [experiment.id, experiment] as const))('%s', (_id, experiment) => {
  for (const claim of experiment.claims) {
    const outcome = found.get(nameOf(experiment, claim));
    if (outcome === undefined) throw new Error(`no lane ${claim.lane}`);
    const { statuses, fate, requests, consumed } = outcome;
    expect(differencesIn(claim, outcome), `${claim.lane}: ${JSON.stringify({ statuses, fate, requests, consumed })}`) //
      .toEqual([]);
  }
});
