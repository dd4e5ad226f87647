/** The folder of one peer's instance: newly created, closed to others, with the page and the configuration. */
import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Rights } from './rights.ts';

/** The prefix of the folders' names: the watchdog removes only these (keeper.mjs). */
export const FOLDER_PREFIX = 'octet-peer-';

const PAGE = '<!doctype html>\n<title>Hello</title>\n<p>Hello, world!</p>\n';

/** A path without these characters can be quoted in every configuration. */
const PLAIN = /^[^"'`\\$%{}#\p{Cc}]+$/u;

/**
 * Creates a folder with `www/index.html`.
 * @throws Error when the name of the system's temporary folder cannot be written in a configuration
 */
export function makeFolder(rights: Rights | null): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), FOLDER_PREFIX));
  if (!PLAIN.test(folder)) {
    removeFolder(folder);
    throw new Error(`The folder for temporary files has a name that a configuration cannot hold: ${folder}`);
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
