import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ensurePatched } from '../apps/server/setup/patched.mjs';
import { probes } from '../apps/web/probes.ts';

// Here too, so that a vitest started by hand finds them.
ensurePatched();

const E2E = 'test/e2e/**/*.test.ts';

export default defineConfig({
  plugins: [probes()],
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    reporters: ['default', './test/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [E2E],
          sequence: { groupOrder: 0 },
          // A limit for what hangs, not a measure of speed: a busy machine is slow, and no test is wrong for that.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [E2E],
          // One browser and one set of servers at a time, after the unit tests: they measure time on a small machine.
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
          fileParallelism: false,
          expect: { poll: { timeout: 10_000 } },
          // Generous: a run of axe in six states takes seconds on an idle machine, and CI's is small.
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
