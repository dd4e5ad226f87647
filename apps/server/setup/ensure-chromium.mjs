/** Finds the Chromium for the end-to-end tests, and installs one where that needs no confirmation. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isMain } from './paths.mjs';
import { chosenProgram, onPath, runs } from './programs.mjs';

const INSTALL_COMMAND = 'npx playwright-core install chromium';

/** Chromium without its own windows: the same pages in about 60 % of the CPU time, where it is packaged. */
const SHELL = 'chromium-headless-shell';

const NAMES_ON_PATH = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const WELL_KNOWN = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map((variable) =>
    path.join(process.env[variable] ?? 'C:\\', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  ),
};

/** Where a playwright build keeps the program, below its `chromium-REVISION` folder. */
const IN_PLAYWRIGHT_BUILD = [
  ['chrome-linux64', 'chrome'],
  ['chrome-linux', 'chrome'],
  ['chrome-mac-arm64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
  ['chrome-mac-x64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
  ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
  ['chrome-win64', 'chrome.exe'],
  ['chrome-win', 'chrome.exe'],
];

function onSystem() {
  const { platform } = process;
  return platform === 'darwin' || platform === 'win32' ? WELL_KNOWN[platform] : onPath(NAMES_ON_PATH);
}

function playwrightCache() {
  const chosen = process.env.PLAYWRIGHT_BROWSERS_PATH;
  if (chosen && chosen !== '0') return chosen;
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'ms-playwright');
  if (process.platform === 'win32') return path.join(process.env.LOCALAPPDATA ?? os.homedir(), 'ms-playwright');
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'ms-playwright');
}

/** Programs in playwright's cache, newest revision first. */
function inPlaywrightCache() {
  const cache = playwrightCache();
  if (!existsSync(cache)) return [];
  const builds = readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  return builds.flatMap((build) => IN_PLAYWRIGHT_BUILD.map((parts) => path.join(cache, build, ...parts)));
}

/**
 * The program to test with: OCTET_CHROMIUM if set, else the system's, else playwright's own; null when there is none.
 * @returns {string | null}
 */
export function findChromium() {
  return chosenProgram('OCTET_CHROMIUM') ?? [...onSystem(), ...inPlaywrightCache()].find(runs) ?? null;
}

function isRootOnDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  // Debian only: Ubuntu's package of that name just installs a snap, which does not work in a container.
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {string[]} args */
function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-qq', ...args], { env, encoding: 'utf8' });
}

/** Installs the first of the packages that this Debian has. */
function installWithApt() {
  process.stderr.write('Installing Chromium (apt-get install) …\n');
  let done = apt('update');
  for (const name of [SHELL, 'chromium']) {
    done = apt('install', '-y', '--no-install-recommends', name);
    if (done.status === 0) return;
  }
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`);
}

/**
 * Like {@link findChromium}, but installs one when run as root on Debian, and otherwise stops with the command to run.
 * @returns {string}
 */
export function ensureChromium() {
  try {
    const present = findChromium();
    if (present) return present;
    if (isRootOnDebian()) installWithApt();
    const installed = findChromium();
    if (installed) return installed;
    console.error(`The tests need Chromium. Run: ${INSTALL_COMMAND}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  process.exit(1);
}

if (isMain(import.meta.url)) console.log(ensureChromium());
