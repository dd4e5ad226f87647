/**
 * Installs the dependencies when they are missing or do not match the lockfile. Every npm script begins here, so a
 * fresh clone needs no other command.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { inRoot, isMain, root } from './paths.mjs';

const STAMP = inRoot('node_modules', '.octet-deps');
const OLDEST_NODE = [20, 19];

/** Stops with one line if this Node is too old to run anything that follows. */
function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantMajor = 0, wantMinor = 0] = OLDEST_NODE;
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return;
  console.error(`Octet needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** @param {string[]} place */
const readJson = (...place) => JSON.parse(readFileSync(inRoot(...place), 'utf8'));

/** The parts of package.json that decide which packages belong in node_modules: not scripts and descriptions. */
function declared() {
  const {
    dependencies = {},
    devDependencies = {},
    optionalDependencies = {},
    overrides = {},
  } = readJson('package.json');
  return { dependencies, devDependencies, optionalDependencies, overrides };
}

/** Changes whenever node_modules has to change. */
function fingerprint() {
  return createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .update(JSON.stringify(declared()))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
}

/**
 * True when npm's own record of what it installed matches the lockfile, and the lockfile matches package.json: the user
 * ran `npm ci`. npm writes its record last, so an interrupted install does not count.
 */
function installedByHand() {
  if (!existsSync(inRoot('node_modules', '.package-lock.json'))) return false;
  const installed = readJson('node_modules', '.package-lock.json').packages;
  const { '': project, ...wanted } = readJson('package-lock.json').packages;
  const { dependencies, devDependencies } = declared();
  return (
    isDeepStrictEqual({ ...project.dependencies }, dependencies) &&
    isDeepStrictEqual({ ...project.devDependencies }, devDependencies) &&
    Object.entries(wanted).every(
      ([name, { optional, integrity }]) => optional || installed[name]?.integrity === integrity,
    )
  );
}

/** The npm that started this script, else the one on the path. */
function npmCommand() {
  const runningNpm = process.env.npm_execpath;
  if (runningNpm && path.basename(runningNpm).startsWith('npm')) return [process.execPath, runningNpm];
  return ['npm'];
}

/**
 * Runs `npm ci` quietly; shows its output only if it fails.
 * @param {string[]} command
 */
function install([program = 'npm', ...first]) {
  // Includes development packages explicitly: NODE_ENV=production would leave out the tools that build and test.
  const args = [...first, 'ci', '--include=dev', '--no-audit', '--no-fund'];
  const done = spawnSync(program, args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  if (done.status === 0) return;
  process.stderr.write(
    `failed\n${done.stdout ?? ''}${done.stderr ?? ''}${done.error ? `${done.error.message}\n` : ''}`,
  );
  process.exit(1);
}

/** Makes node_modules match package-lock.json; takes almost no time when it already does. */
export function ensureDeps() {
  requireNode();
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  if (!installedByHand()) {
    const began = performance.now();
    process.stderr.write('Installing dependencies (npm ci) … ');
    install(npmCommand());
    process.stderr.write(`done in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  }
  writeFileSync(STAMP, wanted);
}

if (isMain(import.meta.url)) ensureDeps();
