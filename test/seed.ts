/**
 * What the tests' chance starts from: another number in each run, or OCTET_SEED to repeat a run that failed. Set up
 * before each file, for the properties of fast-check.
 */
import { randomInt } from 'node:crypto';
import { onTestFailed } from 'vitest';

const SEED = Number(process.env.OCTET_SEED ?? randomInt(1, 2 ** 31));

// Without it fast-check draws and prints a seed of its own. It takes a while to load, and most files do without.
if (process.env.OCTET_SEED !== undefined) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED });
}

/** The seed of the running test, which is printed when it fails. */
export function testSeed(): number {
  onTestFailed(({ task }) => console.error(`OCTET_SEED=${SEED} repeats “${task.name}”`));
  return SEED;
}
