/** The scripts beside this file at a size for every day: a real engine, real sockets, short time-outs. */
import { afterEach, expect, test } from 'vitest';
import { type Mode, STRICT_TIMEOUTS } from '#shared/base/options.ts';
import { servedDemoSite } from '../../apps/server/src/engine/site/site.ts';
import { type RunningEngine, type StandaloneSetup, startEngine } from '../../apps/server/src/engine/standalone.ts';
import { times } from '../full.ts';
import { testSeed } from '../seed.ts';
import {
  deafPipeliner,
  drip,
  endlessExtensions,
  endlessHeader,
  everyOffset,
  pipeliner,
  slowReader,
} from './attacks.ts';
import { idlers, type Result, slowloris } from './crowds.ts';
import { fuzz } from './fuzzing.ts';
import type { Address } from './peer.ts';

let engine: RunningEngine | null = null;
const reported: unknown[] = [];

async function start(setup: Partial<StandaloneSetup> = {}): Promise<number> {
  const timeouts = { ...STRICT_TIMEOUTS, header: 300, body: 300, idle: 300, write: 300 };
  const report = (error: unknown): void => void reported.push(error);
  engine = await startEngine({ port: 0, host: '127.0.0.1' }, { router: servedDemoSite(), timeouts, report, ...setup });
  return engine.port;
}

afterEach(async () => {
  // Whatever was done to it, nothing is left open, and nothing was the engine's own fault.
  await expect.poll(() => engine?.connections, { timeout: 10_000 }).toBe(0);
  expect(reported).toEqual([]);
  await engine?.close();
});

test.each<Mode>(['hardened', 'rfc'])(
  'fuzzed connections in %s mode: whole answers, none of them 5xx',
  async (mode) => {
    const port = await start({ mode });
    const connections = times(2000);
    const report = await fuzz({ port, mode, connections, seed: testSeed(), atOnce: 100, canaryEvery: 100 });
    expect(report.faults).toEqual([]);
    expect(report.canaries).toBe(connections / 100);
    expect(report.ends.fin + report.ends.reset).toBe(connections);
    // Not only refusals: some of what is sent must reach a handler.
    expect(report.statuses.get(200)).toBeGreaterThan(connections / 20);
    expect(report.statuses.get(400)).toBeGreaterThan(connections / 20);
  },
  60_000,
);

const ATTACKS: readonly (readonly [string, (to: Address) => Promise<Result>])[] = [
  ['header sections that never end', (to) => slowloris(to, 50, 1500)],
  ['FIN and RST at each offset', everyOffset],
  ['a client that does not read', slowReader],
  ['pipelined requests whose answers are read late', (to) => pipeliner(to, 1100)],
  ['pipelined requests whose answers are never read', (to) => deafPipeliner(to, 2000)],
  ['a header section without end', endlessHeader],
  ['chunk extensions without end', endlessExtensions],
  ['content in drips', (to) => drip(to, 20)],
];

test('keeps 100 silent connections until their time is up', async () => {
  // The clocks of every day: opening them all may take a while on a busy machine.
  const result = await idlers({ port: await start({ timeouts: STRICT_TIMEOUTS }) }, 100, 100);
  expect(result.held, JSON.stringify(result.figures)).toBe(true);
}, 30_000);

test.each(ATTACKS)(
  'withstands %s',
  async (_, attack) => {
    const result = await attack({ port: await start() });
    expect(result.held, JSON.stringify(result.figures)).toBe(true);
  },
  30_000,
);
