/**
 * Writes shared/profiles/patched: for each patch one file, the profile with only that patch, so that what the page
 * shows is what runs. Compares with what is there and writes only what differs, so it takes a few milliseconds.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applied, patchesIn } from './diff.mjs';
import { inRoot, isMain } from './paths.mjs';

const PROFILES = inRoot('shared', 'profiles');
const PATCHES = path.join(PROFILES, 'patches');
const PATCHED = path.join(PROFILES, 'patched');

/**
 * The files by name, as they have to be.
 * @throws {Error} naming the line of a patch that does not fit its profile
 * @returns {Map<string, string>}
 */
export function patchedFiles() {
  const names = readdirSync(PATCHES).flatMap((file) => (file.endsWith('.diff') ? [path.basename(file, '.diff')] : []));
  const patched = names.sort().flatMap((name) => {
    const source = readFileSync(path.join(PROFILES, `${name}.ts`), 'utf8');
    const patches = patchesIn(name, readFileSync(path.join(PATCHES, `${name}.diff`), 'utf8'), source);
    return patches.map((patch) => ({ patch, text: deeper(applied(source, patch.hunks)) }));
  });
  const patches = patched.map(({ patch }) => patch);
  return new Map([
    ...patched.map(({ patch, text }) => /** @type {const} */ ([patch.file, text])),
    ['patches.ts', patchesText(patches)],
    ['serves.ts', servesText(patches.map(({ file }) => file))],
  ]);
}

/**
 * A file with its imports pointing one folder further up.
 * @param {string} text
 */
function deeper(text) {
  return text.replace(/ from '\.(\.?)\//g, (_, up) => (up === '' ? " from '../" : " from '../../"));
}

const WRITTEN = '/** Written by apps/server/setup/patched.mjs, as the files beside it. */';

/** @param {readonly import('./diff.mjs').Patch[]} patches */
function patchesText(patches) {
  return `${WRITTEN}
import type { Patch } from '../patches/patch.ts';

export const PATCHES: readonly Patch[] = ${JSON.stringify(patches, null, 2)};
`;
}

/**
 * Separate from the patches: only code that runs or plays the files needs these imports.
 * @param {readonly string[]} files
 */
function servesText(files) {
  const imports = files.map((file, i) => `import { main as main${i} } from './${file}';`);
  return `${WRITTEN}
import type { Serve } from '../os.ts';
${imports.join('\n')}

export const SERVES: ReadonlyMap<string, Serve> = new Map<string, Serve>([
${files.map((file, i) => `  ['${file}', main${i}],`).join('\n')}
]);
`;
}

function writePatched() {
  const files = patchedFiles();
  mkdirSync(PATCHED, { recursive: true });
  for (const name of readdirSync(PATCHED)) {
    // A leading dot: another process is writing it.
    if (!files.has(name) && !name.startsWith('.')) rmSync(path.join(PATCHED, name), { recursive: true, force: true });
  }
  for (const [name, text] of files) put(name, text);
}

/**
 * Renamed into place: a process that reads at the same time sees the old file or the new one, never a partial one.
 * @param {string} name
 * @param {string} text
 */
function put(name, text) {
  const file = path.join(PATCHED, name);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  const draft = path.join(PATCHED, `.${name}.${process.pid}`);
  writeFileSync(draft, text);
  renameSync(draft, file);
}

/** False, with a line on stderr, when a patch does not fit its profile. */
function tryToWrite() {
  try {
    writePatched();
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

/** Brings the patched profiles up to date, or stops with one line that says why it cannot. */
export function ensurePatched() {
  if (!tryToWrite()) process.exit(1);
}

/** Repeats this whenever a profile or a patch is saved. */
export function keepPatched() {
  /** @type {NodeJS.Timeout | undefined} */
  let soon;
  for (const folder of [PROFILES, PATCHES]) {
    watch(folder, () => {
      clearTimeout(soon);
      soon = setTimeout(tryToWrite, 50);
    }).unref();
  }
}

if (isMain(import.meta.url)) ensurePatched();
