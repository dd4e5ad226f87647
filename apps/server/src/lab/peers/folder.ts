/** The folder of one peer's instance: made fresh, closed to others, with the page and the configuration in it. */
import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Rights } from './rights.ts';

/** How the folders' names begin: the watchdog removes no other (watchdog.mjs). */
export const FOLDER_PREFIX = 'octet-peer-';

const PAGE = '<!doctype html>\n<title>Hello</title>\n<p>Hello, world!</p>\n';

/** Without these a path can stand between quotes in every configuration. */
const PLAIN = /^[^"'`\\$%{}#\p{Cc}]+$/u;

/**
 * A new folder with `www/index.html`.
 * @throws Error when the system's folder for temporary files has a name that no configuration could hold
 */
export function makeFolder(rights: Rights | null): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), FOLDER_PREFIX));
  if (!PLAIN.test(folder)) {
    removeFolder(folder);
    throw new Error(`The folder for temporary files has a name that cannot be configured: ${folder}`);
  }
  chmodSync(folder, 0o700);
  mkdirSync(path.join(folder, 'www'));
  writeInto(folder, { 'www/index.html': PAGE });
  if (rights !== null) for (const name of ['.', 'www']) chownSync(path.join(folder, name), rights.uid, rights.gid);
  return folder;
}

export function writeInto(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text, { mode: 0o644 });
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
