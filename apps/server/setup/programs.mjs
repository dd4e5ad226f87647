/** Finds the programs that tests need: browsers. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ubuntu's `chromium-browser` may be a script that only says "install the snap", so a candidate must print its version.
 * @param {string} file
 */
export function runs(file) {
  if (!isExecutable(file)) return false;
  if (process.platform === 'win32') return true; // there, --version opens a window instead
  return spawnSync(file, ['--version'], { timeout: 15_000, stdio: 'ignore' }).status === 0;
}

/**
 * Candidate paths for programs with these names, those on the PATH first.
 * @param {readonly string[]} names
 */
export function onPath(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin', '/snap/bin');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/**
 * The program named by an environment variable; null when it is not set.
 * @param {string} variable
 * @throws when it does not run: a wrong setting must not be ignored silently.
 */
export function chosenProgram(variable) {
  const chosen = process.env[variable];
  if (!chosen) return null;
  if (runs(chosen)) return chosen;
  throw new Error(`${variable} is set to ${chosen}, which does not run.`);
}
