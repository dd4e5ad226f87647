/**
 * Every claim of every experiment, on real sockets: its octets, with their cuts and pauses, to every lane it names. Lanes
 * run side by side, and on a lane the experiments too, as far as its server serves more than one client at a time.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Claim, differencesIn } from '#shared/experiments/experiment.ts';
import { EXPERIMENTS, type Shelved } from '#shared/experiments/index.ts';
import { readWrites, type Write } from '#shared/transcript/view/sending.ts';
import { type Seen, type TestLane, TestLanes } from './lanes.ts';

const MOST_MS = 240_000;

const found = new Map<string, Seen>();
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
      const fits = ({ outcome, chain }: Seen) => differencesIn(claim, outcome, chain).length === 0;
      found.set(nameOf(experiment, claim), await lane.outcomeOf(writesOf(experiment), fits));
    }
  };
  await Promise.all(Array.from({ length: lane.abreast }, work));
}

let lanes: TestLanes;

beforeAll(async () => {
  lanes = new TestLanes(EXPERIMENTS.flatMap(({ claims }) => claims.map(({ lane }) => lane)));
  await Promise.all(lanes.lanes.map(runLane));
}, MOST_MS);

afterAll(() => lanes.close());

it.each(EXPERIMENTS.map((experiment) => [experiment.id, experiment] as const))('%s', (_id, experiment) => {
  for (const claim of experiment.claims) {
    const seen = found.get(nameOf(experiment, claim));
    if (seen === undefined) throw new Error(`no lane ${claim.lane}`);
    const { outcome, chain } = seen;
    const { statuses, fate, requests, consumed } = outcome;
    const did = JSON.stringify({ statuses, fate, requests, consumed, chain: chain?.is });
    expect(differencesIn(claim, outcome, chain), `${claim.lane}: ${did}`).toEqual([]);
  }
});
