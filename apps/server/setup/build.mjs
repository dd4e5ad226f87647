/**
 * The production build: apps/web/dist (the page), apps/server/dist/cli.js (the program, the package's bin),
 * apps/server/dist/lab-worker.js (what a worker thread of the lab runs) and apps/server/dist/peer-keeper.js (ends the
 * peers when the program is gone).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDeps } from './ensure-deps.mjs';
import { ensurePatched } from './patched.mjs';
import { inRoot, isMain, root } from './paths.mjs';

const SERVER_DIST = inRoot('apps', 'server', 'dist');
const STAMP = path.join(SERVER_DIST, '.sources');
const PRODUCTS = [
  path.join(SERVER_DIST, 'cli.js'),
  path.join(SERVER_DIST, 'lab-worker.js'),
  path.join(SERVER_DIST, 'peer-watchdog.js'),
  inRoot('apps', 'web', 'dist', 'index.html'),
];

/** Everything that goes into the build, including dependencies and this script. */
const SOURCES = ['shared', 'apps', 'package-lock.json', 'tsconfig.json'];
const NOT_SOURCES = new Set(['dist', 'node_modules']);

/**
 * The files at or below `place`, in a fixed order. A leading dot marks a file that patched.mjs is still writing.
 * @param {string} place
 * @returns {string[]}
 */
function filesBelow(place) {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .filter((name) => !NOT_SOURCES.has(name) && !name.startsWith('.'))
    .sort()
    .flatMap((name) => filesBelow(path.join(place, name)));
}

/** A digest of the sources. By content, not by time: an older checkout or a deleted file counts too. */
function digestOfSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesBelow(inRoot(source)))) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

async function buildServer() {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: {
      cli: 'apps/server/src/cli/cli.ts',
      'lab-worker': 'apps/server/src/lab/worker.ts',
      'peer-watchdog': 'apps/server/src/lab/peers/watchdog.mjs',
    },
    outdir: SERVER_DIST,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  const cli = path.join(SERVER_DIST, 'cli.js');
  const code = readFileSync(cli, 'utf8');
  writeFileSync(cli, code.startsWith('#!') ? code : `#!/usr/bin/env node\n${code}`);
  chmodSync(cli, 0o755);
}

async function buildPage() {
  const { build } = await import('vite');
  await build({ configFile: inRoot('apps', 'web', 'vite.config.ts'), logLevel: 'warn' });
}

/** Builds everything, and only then leaves the stamp that records the sources it was built from. */
export async function build() {
  const began = performance.now();
  ensurePatched();
  const sources = digestOfSources();
  rmSync(STAMP, { force: true });
  await Promise.all([buildServer(), buildPage()]);
  writeFileSync(STAMP, sources);
  process.stderr.write(`Built in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}

/**
 * Builds when there is no build, or when the sources have changed since. In a separate process, so that the bundlers do
 * not stay in the memory of what runs next.
 */
export function ensureBuilt() {
  ensurePatched();
  const fresh = existsSync(STAMP) && PRODUCTS.every(existsSync) && readFileSync(STAMP, 'utf8') === digestOfSources();
  if (fresh) return;
  const done = spawnSync(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

if (isMain(import.meta.url)) {
  ensureDeps();
  await build().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
