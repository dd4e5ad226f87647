/**
 * `npm run soak [-- NAME …] [-- --minutes N] [-- --seed N]`: what no test of a few seconds shows. Linux only. One line for
 * each: `held` or `NOT HELD`, and the figures. Ends with 1 when something was not held.
 */
import { parseArgs } from 'node:util';
import type { Result } from '../load/crowds.ts';
import { servedApps } from './apps.ts';
import { attacks } from './attacks.ts';
import { crowd } from './crowd.ts';
import { fullDisk, killedChildren, noDescriptors } from './failures.ts';
import { mixed } from './mixed.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string', default: String(Date.now() % 1e6) } },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);

const one = (run: () => Promise<Result>) =>
  async function* (): AsyncGenerator<[string, Result]> {
    yield ['', await run()];
  };

const PARTS: Readonly<Record<string, () => AsyncGenerator<[string, Result]>>> = {
  attacks: () => attacks(false),
  'attacks-tls': () => attacks(true),
  apps: one(() => servedApps(200)),
  'killed-children': one(() => killedChildren(30, seed)),
  'no-descriptors': one(() => noDescriptors(256)),
  'full-disk': one(fullDisk),
  crowd: one(() => crowd(12, 10_000)),
  mixed: one(() => mixed(minutes, seed)),
};

const names = positionals.length > 0 ? positionals : Object.keys(PARTS);
const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0)
  throw new Error(`There is no ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
console.log(`Seed ${seed}`);
for (const name of names) {
  for await (const [which, { held, figures }] of (PARTS[name] as () => AsyncGenerator<[string, Result]>)()) {
    const told = Object.entries(figures).map(([what, figure]) => `${what} ${figure}`);
    console.log(`${held ? 'held' : 'NOT HELD'}  ${[name, which].filter(Boolean).join(' ')}: ${told.join(' · ')}`);
    if (!held) process.exitCode = 1;
  }
}
