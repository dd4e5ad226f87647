/** Where Octet's own files are, both for the sources (dev, tests) and for the bundle `dist/cli.js`. */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** True when the program runs from its TypeScript (dev, tests) rather than from the bundle. */
export const fromSources = import.meta.url.endsWith('.ts');

/** apps/server/: two folders up from src/base/, one from dist/. */
const serverFolder = new URL(fromSources ? '../../' : '../', import.meta.url);

/** The page's sources: the root of Vite in dev. */
export const webSources = fileURLToPath(new URL('../web/', serverFolder));

/** The built page. */
export const webDist = fileURLToPath(new URL('../web/dist/', serverFolder));

/** Tests bundle the lab's worker once per run and name the file here, because hundreds of threads start from it. */
const testWorker = process.env.OCTET_LAB_WORKER;

/** What the lab's worker threads start with: a bundle or, in dev, a small script that loads TypeScript in a thread. */
export const labWorker =
  fromSources && testWorker !== undefined
    ? pathToFileURL(testWorker)
    : new URL(fromSources ? 'src/lab/worker-dev.mjs' : 'dist/lab-worker.js', serverFolder);

/** The watchdog process, which briefly outlives the program to end its peers. */
export const peerWatchdog = fileURLToPath(
  new URL(fromSources ? 'src/lab/peers/watchdog.mjs' : 'dist/peer-watchdog.js', serverFolder),
);

/** The files of the errors lab: the page shows lines of them. */
export const labErrors = new URL('src/lab/errors/', serverFolder);

/** The version in package.json. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', serverFolder), 'utf8'));
  const found = manifest !== null && typeof manifest === 'object' && 'version' in manifest ? manifest.version : null;
  if (typeof found !== 'string') throw new Error('package.json has no version');
  return found;
}
