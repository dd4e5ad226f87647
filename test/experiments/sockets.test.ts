/**
 * Every claim of every experiment, on real sockets: its octets, with their cuts and pauses, to every server it names. The
 * servers run side by side, and so do the experiments on one, as far as it serves more than one client at a time.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Claim, differencesIn } from '#shared/experiments/experiment.ts';
import { EXPERIMENTS, type Shelved } from '#shared/experiments/index.ts';
import { readWrites, type Write } from '#shared/transcript/view/sending.ts';
import { type Seen, type TestChoice, TestChoices } from './compared.ts';

const MOST_MS = 240_000;

const found = new Map<string, Seen>();
const nameOf = ({ id }: Shelved, { server }: Claim): string => `${id} ${server}`;

function writesOf({ id, text }: Shelved): readonly Write[] {
  const written = readWrites(text);
  if (!written.ok) throw new Error(`${id}: no octets at ${written.at}`);
  return written.writes;
}

async function runAll(server: TestChoice): Promise<void> {
  const todo = EXPERIMENTS.flatMap((experiment) => {
    const claim = experiment.claims.find((one) => one.server === server.choice.id);
    return claim === undefined ? [] : [{ experiment, claim }];
  });
  const work = async (): Promise<void> => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const { experiment, claim } = next;
      const fits = ({ outcome, chain }: Seen) => differencesIn(claim, outcome, chain).length === 0;
      found.set(nameOf(experiment, claim), await server.outcomeOf(writesOf(experiment), fits));
    }
  };
  await Promise.all(Array.from({ length: server.abreast }, work));
}

let choices: TestChoices;

beforeAll(async () => {
  choices = new TestChoices(EXPERIMENTS.flatMap(({ claims }) => claims.map(({ server }) => server)));
  await Promise.all(choices.all.map(runAll));
}, MOST_MS);

afterAll(() => choices.close());

it.each(EXPERIMENTS.map((experiment) => [experiment.id, experiment] as const))('%s', (_id, experiment) => {
  for (const claim of experiment.claims) {
    const seen = found.get(nameOf(experiment, claim));
    if (seen === undefined) throw new Error(`no server ${claim.server}`);
    const { outcome, chain } = seen;
    const { statuses, fate, requests, consumed } = outcome;
    const did = JSON.stringify({ statuses, fate, requests, consumed, chain: chain?.is });
    expect(differencesIn(claim, outcome, chain), `${claim.server}: ${did}`).toEqual([]);
  }
});
