/** `npm run soak`: sets itself up, then lets the built app face what takes minutes (test/soak/). */
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { ensureDeps } from './ensure-deps.mjs';
import { runTool } from './run.mjs';

ensureDeps();
ensureBuilt();
const env = { OCTET_CHROMIUM: ensureChromium() };
process.exitCode = runTool('tsx/dist/cli.mjs', ['test/soak/main.ts', ...process.argv.slice(2)], env);
