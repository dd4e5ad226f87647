/** `npm run dev`: the server from its TypeScript with Vite inside it, as one process on one port. Opens nothing. */
import { ensureDeps } from './ensure-deps.mjs';
import { ensurePatched, keepPatched } from './patched.mjs';

ensureDeps();
ensurePatched();
keepPatched();
// Imported only now: ensureDeps may just have installed it.
const { register } = await import('tsx/esm/api');
register();
process.argv.splice(2, 0, '--dev');
await import('../src/cli/cli.ts');
