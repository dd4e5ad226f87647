/**
 * The programs that tests start, each bundled once per run. A thread or process that compiles TypeScript for itself
 * takes a second of CPU time to start; from a bundle it takes a seventh of that.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = path.join(ROOT, 'node_modules', '.cache', 'octet-test');

const SOURCES = {
  cli: 'apps/server/src/cli/cli.ts',
  'lab-worker': 'apps/server/src/lab/worker.ts',
  'echo-worker': 'test/lab/echo-worker.ts',
};

const bundled = (name: keyof typeof SOURCES): string => path.join(FOLDER, `${name}.mjs`);

/** The program `octet`. */
export const CLI = bundled('cli');
/** What a thread of the lab starts with. Tests set OCTET_LAB_WORKER to it, which apps/server/src/base/paths.ts reads. */
export const LAB_WORKER = bundled('lab-worker');
/** The same for the echo server of test/lab. */
export const ECHO_WORKER = bundled('echo-worker');

/** A bundle lies elsewhere than its sources: the files that ask where they lie must get their own address. */
const ownAddresses: Plugin = {
  name: 'own-addresses',
  setup(build) {
    build.onLoad({ filter: /\.(ts|mjs)$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      if (!text.includes('import.meta.url')) return null;
      const contents = text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href));
      return { contents, loader: file.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};

/** Vitest's global setup. */
export default async function bundle(): Promise<void> {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: ROOT,
    entryPoints: SOURCES,
    outdir: FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    plugins: [ownAddresses],
    logLevel: 'warning',
  });
}
