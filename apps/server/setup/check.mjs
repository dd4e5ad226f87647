/** `npm run check`: types, lint and format, import boundaries. Runs all three even if one fails. */
import { ensureDeps } from './ensure-deps.mjs';
import { ensurePatched } from './patched.mjs';
import { runTool } from './run.mjs';

ensureDeps();
ensurePatched();
const results = {
  types: runTool('typescript/bin/tsc', ['-b']),
  'lint and format': runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings']),
  // A different reporter than npm test's, whose closing line counts the whole suite.
  boundaries: runTool('vitest/vitest.mjs', [
    'run',
    '--config',
    'test/vitest.config.ts',
    '--reporter=dot',
    'test/boundaries.test.ts',
  ]),
};
for (const [name, code] of Object.entries(results)) console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
process.exitCode = Object.values(results).some((code) => code !== 0) ? 1 : 0;
