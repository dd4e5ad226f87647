/** `npm test`: sets itself up, then runs every test. Arguments go to vitest. */
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { ensureDeps } from './ensure-deps.mjs';
import { runTool } from './run.mjs';

ensureDeps();
const chromium = ensureChromium();
ensureBuilt();
process.exitCode = runTool(
  'vitest/vitest.mjs',
  ['run', '--config', 'test/vitest.config.ts', ...process.argv.slice(2)],
  { OCTET_CHROMIUM: chromium },
);
