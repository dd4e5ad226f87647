/**
 * What is predicted of the profiles against what they do on real sockets: wire cases, every profile, the three endings in
 * turn. One connection after another on a server that goes on, as a comparison finds it; after a crash it is started
 * again.
 */
import { expect, it, vi } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { type Difference, verify } from '#shared/prediction/agreement.ts';
import { endedBy, predict } from '#shared/prediction/predict.ts';
import {
  ENDINGS,
  type Ending,
  type PredictedOutcome,
  type PredictedServer,
  type Sent,
} from '#shared/prediction/predicted.ts';
import { PROFILES, type Profile, profileOf } from '#shared/profiles/index.ts';
import { DEFAULT_OPTIONS } from '#shared/servers/start-options.ts';
import { type Outcome, outcomeOf } from '#shared/transcript/judge/outcome.ts';
import type { Lane } from '../../apps/server/src/lab/recording/lane.ts';
import { type Connected, connect, entriesOf, until } from '../lab/harness.ts';
import { ProfileLab, pause } from '../lab/profile-lab.ts';
import { HTTP_PROFILES, outcomeOf as outcomeIn, REQUESTS } from '../profiles/outcome.ts';

vi.setConfig({ testTimeout: 240_000 });

/** The cases' own host: a server that has a name goes by it. */
const OPTIONS = { ...DEFAULT_OPTIONS, name: 'a' };

/** Cases on sockets, of each profile; every one of them is played in memory (profiles/outcomes.test.ts). */
const SAMPLE = 62;

/** A server that has read has acted on it by then, ms; a comparison looks as often. */
const ACTS_MS = 20;

/** What has not come true by then has not come true, ms: a thread may take a while to die. */
const COMES_TRUE_MS = 4000;

interface Trial {
  readonly id: string;
  readonly reads: readonly Uint8Array[];
  readonly ending: Ending;
}

/** Spread over all documents; every fourth is cut in two, at its middle. */
const TRIALS: readonly Trial[] = Array.from({ length: SAMPLE }, (_, i) => {
  const { id, octets } = REQUESTS[Math.floor((i * REQUESTS.length) / SAMPLE)]!;
  const middle = i % 4 === 3 ? octets.length >> 1 : 0;
  const reads = [octets.subarray(0, middle), octets.subarray(middle)].filter(({ length }) => length > 0);
  return { id, reads, ending: ENDINGS[i % ENDINGS.length]! };
});

/** Until something holds, at most for `ms`. */
async function within(ms: number, holds: () => boolean): Promise<boolean> {
  const start = performance.now();
  while (!holds() && performance.now() - start < ms) await pause(2);
  return holds();
}

const outcomeNow = (lane: Lane): Outcome => outcomeOf(entriesOf(lane));

/** The next write once the server has done what is predicted of those before, until it has ended. */
async function speak({ client, lane }: Connected, server: PredictedServer, { reads, fin }: Sent): Promise<void> {
  for (const [at, bytes] of reads.entries()) {
    if (lane.serverClosed) return;
    client.send(bytes);
    const sofar = predict(server, reads.slice(0, at + 1))?.now;
    await within(COMES_TRUE_MS, () => sofar === undefined || mismatches(sofar, outcomeNow(lane)).length === 0);
  }
  if (fin) client.end();
}

/** What it came to: looked at once it is as predicted, and again a little later. */
async function reality(
  lab: ProfileLab,
  server: PredictedServer,
  { reads, ending }: Trial,
  comesTrue: (outcome: Outcome) => boolean,
): Promise<Outcome> {
  const connected = await connect(lab, 'patient', lab.info.id);
  const { client, lane } = connected;
  const { transport } = profileOf(lab.info.id)!;
  // A datagram server meets its client with the first datagram.
  if (transport === 'tcp') await until(() => entriesOf(lane).some(({ kind }) => kind === 'open'));
  await speak(connected, server, endedBy(reads, ending));
  await within(COMES_TRUE_MS, () => comesTrue(outcomeNow(lane)));
  await pause(ACTS_MS);
  const outcome = outcomeNow(lane);
  client.end();
  return outcome;
}

/** What a prediction said otherwise, and did not leave open. */
function mismatches(predicted: PredictedOutcome, outcome: Outcome): readonly Difference[] {
  const { verdict, differs } = verify(predicted, outcome);
  return verdict === 'otherwise' ? differs : [];
}

const dead = (lab: ProfileLab): boolean => lab.info.state === 'crashed';

const shown = (statuses: readonly unknown[], { fate, consumed }: Pick<Outcome, 'fate' | 'consumed'>): string =>
  `${statuses.join()} ${fate}, ${consumed} octets`;

async function run(lab: ProfileLab, profile: Profile, trial: Trial): Promise<string[]> {
  if (lab.info.state !== 'listening') {
    lab.workers.start(profile.id, OPTIONS);
    await until(() => lab.info.state === 'listening');
  }
  const server = { kind: 'profile', id: profile.id, options: OPTIONS, port: lab.info.port } as const;
  const predicted = predict(server, trial.reads)?.[trial.ending];
  if (predicted === undefined) return [`${trial.id}: nothing predicted`];
  const outcome = await reality(lab, server, trial, (one) => {
    return mismatches(predicted, one).length === 0 && dead(lab) === (predicted.dies !== null);
  });
  const differs = [...mismatches(predicted, outcome), ...(dead(lab) === (predicted.dies !== null) ? [] : ['life'])];
  if (differs.length === 0) return [];
  const expected = shown(
    predicted.answers.map(({ status }) => status),
    predicted,
  );
  return [
    `${trial.id}, ${trial.ending}: ${differs} (predicted ${expected}; found ${shown(outcome.statuses, outcome)})`,
  ];
}

const TRIES = 5;

/**
 * The mismatches of the last try, if every try had some. Octets that arrive between a server's last read and its close
 * reset the connection: a race that a busy machine may lose. A wrong prediction is wrong every time.
 */
async function everyTime(attempt: () => Promise<string[]>): Promise<string[]> {
  let found: string[] = [];
  for (let tries = 0; tries < TRIES; tries++) {
    found = await attempt();
    if (found.length === 0) break;
  }
  return found;
}

/** So many servers at a time: each has a thread of its own. */
const AT_ONCE = 3;

it('comes true on sockets, of every profile', async () => {
  // In one test: what a test has opened is closed with it.
  const left = [...PROFILES];
  const found: string[] = [];
  const work = async (): Promise<void> => {
    for (let profile = left.shift(); profile !== undefined; profile = left.shift()) {
      const lab = new ProfileLab(profile.id);
      for (const trial of TRIALS) {
        const wrong = await everyTime(() => run(lab, profile, trial));
        found.push(...wrong.map((mismatch) => `${profile.id}, ${mismatch}`));
      }
      await lab.workers.close();
    }
  };
  const labs = Array.from({ length: AT_ONCE }, work);
  await Promise.all(labs);
  expect(found).toEqual([]);
});

it('agrees with the table of outcomes about every wire case', () => {
  const found: string[] = [];
  for (const profile of HTTP_PROFILES) {
    for (const wire of REQUESTS) {
      const prediction = predict({ kind: 'profile', id: profile.id, options: OPTIONS, port: 8000 }, [wire.octets]);
      const predicted = prediction?.[wire.end === 'FIN' ? 'fin' : 'now'];
      const { status, end, died } = outcomeIn(profile, { ...wire, late: new Uint8Array() });
      const fate = { open: ['waiting', 'kept', 'crashed'], fin: ['closed'], reset: ['reset'] }[end];
      const same =
        (predicted?.answers[0]?.status ?? null) === status &&
        fate.includes(predicted?.fate ?? '') &&
        predicted?.dies === died;
      if (!same) found.push(`${profile.id}, ${wire.id}: ${predicted?.fate} instead of ${end}`);
    }
  }
  expect(found).toEqual([]);
});

it('is empty for a server whose code is not ours', () => {
  expect(predict({ kind: 'unknown', id: 'node-http' }, [fromLatin1('GET / HTTP/1.1\r\n\r\n')])).toBeNull();
});
