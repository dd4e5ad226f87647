import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ensurePatched } from '../apps/server/setup/patched.mjs';
import { probes } from '../apps/web/probes.ts';
import { LAB_WORKER } from './bundles.ts';

/** The folders whose tests open sockets, or start threads and programs: they run in processes, not in threads. */
const WITH_SOCKETS = ['client/io', 'control', 'engine', 'experiments', 'lab', 'load', 'prediction', 'server'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

// Here too, so that a vitest started by hand finds them.
ensurePatched();

const E2E = 'test/e2e/**/*.test.ts';

/** They measure time, or wait for what a busy machine is late with: one at a time, when all others are done. */
const TIMED = ['concurrency', 'live', 'media'].map((name) => `test/e2e/${name}.test.ts`);

/** A limit for what hangs, not a measure of speed: a busy machine is slow, and no test is wrong for that. */
const UNIT_LIMITS = { expect: { poll: { timeout: 20_000 } }, testTimeout: 60_000, hookTimeout: 60_000 };

/**
 * With real browsers, a busy machine can be late at any point. Such a test gets a second try, and the run names those that
 * needed it (closing-line.ts): each is a defect to look for, not a reason to stop. OCTET_RETRY=0: no second try.
 */
const BROWSER = {
  expect: { poll: { timeout: 20_000, interval: 100 } },
  testTimeout: 120_000,
  hookTimeout: 60_000,
  retry: Number(process.env.OCTET_RETRY ?? 1),
};

/**
 * The projects run one after the other, in this order; the files of one at the same time. Not isolated: what the files
 * import is read once per worker, not once per file.
 */
const PROJECTS = [
  {
    test: {
      name: 'pure',
      include: ['test/**/*.test.{ts,tsx}'],
      exclude: [...WITH_SOCKETS, E2E],
      setupFiles: ['test/seed.ts', 'test/pure.ts'],
      pool: 'threads' as const,
      isolate: false,
      ...UNIT_LIMITS,
    },
  },
  {
    test: {
      name: 'sockets',
      include: WITH_SOCKETS,
      // They mostly wait: for threads to start, for pauses, for clocks.
      maxWorkers: 2 * availableParallelism(),
      isolate: false,
      globalSetup: 'test/bundles.ts',
      setupFiles: 'test/seed.ts',
      ...UNIT_LIMITS,
    },
  },
  { test: { name: 'e2e', include: [E2E], exclude: TIMED, maxWorkers: 2, isolate: false, ...BROWSER } },
  { test: { name: 'timed', include: TIMED, maxWorkers: 1, isolate: false, ...BROWSER } },
];

export default defineConfig({
  plugins: [probes()],
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    reporters: ['default', './test/closing-line.ts'],
    env: { OCTET_LAB_WORKER: LAB_WORKER },
    maxWorkers: '100%',
    projects: PROJECTS.map(({ test }, groupOrder) => ({
      extends: true as const,
      test: { ...test, sequence: { groupOrder } },
    })),
  },
});
