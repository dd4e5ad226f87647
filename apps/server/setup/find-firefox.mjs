/** Finds the Firefox for the end-to-end tests. Unlike Chromium, it is not installed: the tests run without it. */
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { chosenProgram, onPath, runs } from './programs.mjs';

const WELL_KNOWN = {
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: ['ProgramFiles', 'ProgramFiles(x86)'].map((variable) =>
    path.join(process.env[variable] ?? 'C:\\', 'Mozilla Firefox', 'firefox.exe'),
  ),
};

function onSystem() {
  const { platform } = process;
  return platform === 'darwin' || platform === 'win32'
    ? WELL_KNOWN[platform]
    : onPath(['firefox-esr', 'firefox']).filter((file) => !isSnap(file));
}

/**
 * A snap cannot read the profile that a test creates in the temporary folder. Ubuntu's `firefox` is a snap, or a script
 * that runs one.
 * @param {string} file
 */
function isSnap(file) {
  try {
    const program = realpathSync(file);
    const start = readFileSync(program, 'latin1').slice(0, 4096);
    return path.basename(program) === 'snap' || (start.startsWith('#!') && start.includes('/snap/'));
  } catch {
    return false; // not there: not a snap either
  }
}

/**
 * The Firefox to test with: OCTET_FIREFOX if set, else the system's; null when there is none.
 * @returns {string | null}
 */
export function findFirefox() {
  return chosenProgram('OCTET_FIREFOX') ?? onSystem().find(runs) ?? null;
}
