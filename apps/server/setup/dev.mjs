/** `npm run dev`: the server from its TypeScript and Vite in its middle, one process, one port. Opens nothing. */
import { ensureDeps } from './ensure-deps.mjs';
import { ensurePatched, keepPatched } from './patched.mjs';

ensureDeps();
ensurePatched();
keepPatched();
// Only now is there a tsx to load.
const { register } = await import('tsx/esm/api');
register();
process.argv.splice(2, 0, '--dev');
await import('../src/cli/cli.ts');
