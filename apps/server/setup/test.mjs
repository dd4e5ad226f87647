/**
 * `npm test`: sets itself up, then runs all tests. `npm run test:unit`: only those that do not need a browser.
 * Arguments are passed to vitest.
 */
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { ensureDeps } from './ensure-deps.mjs';
import { runTool } from './run.mjs';

const unit = process.argv[2] === 'unit';
const args = unit ? ['--project', 'pure', '--project', 'sockets', ...process.argv.slice(3)] : process.argv.slice(2);

ensureDeps();
const env = unit ? {} : { OCTET_CHROMIUM: ensureChromium() };
if (!unit) ensureBuilt();
process.exitCode = runTool('vitest/vitest.mjs', ['run', '--config', 'test/vitest.config.ts', ...args], env);
