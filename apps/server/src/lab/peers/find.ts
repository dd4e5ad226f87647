/**
 * Finds a peer's program and reads its version. Without a shell: searches the folders of PATH, and then those where
 * systems install servers, which are seldom on a user's PATH.
 */
import { execFile } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { mayReach, type Rights } from './rights.ts';

/** Where most systems install servers, although PATH does not list these folders. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/opt/homebrew/bin', '/usr/local/bin'];

const VERSION_MS = 5000;
const VERSION_LENGTH = 80;

/** The environment of every peer: nothing from the user's own. */
export function bareEnvironment(folder: string): Record<string, string> {
  return { PATH: searchPath().join(path.delimiter), HOME: folder, TMPDIR: folder, LANG: 'C' };
}

function searchPath(): readonly string[] {
  const own = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return [...new Set([...own, ...SYSTEM_FOLDERS])];
}

/**
 * The path of the first of `commands` that is a program, or null. When Octet drops its privileges for peers, a program
 * that is accessible without them comes before one that is not.
 */
export function findProgram(commands: readonly string[], rights: Rights | null): string | null {
  const found = commands.flatMap((command) => searchPath().map((folder) => path.join(folder, command))).filter(runs);
  const reachable = rights === null ? undefined : found.find((file) => mayReach(realpathSync(file)));
  return reachable ?? found[0] ?? null;
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Missing or not executable: the next folder may have it.
    return false;
  }
}

/** The first dotted number in the program's version output; null if there is none, or none in time. */
export function readVersion(program: string, args: readonly string[]): Promise<string | null> {
  const options = { timeout: VERSION_MS, maxBuffer: 64 * 1024, env: bareEnvironment('/') };
  return new Promise((resolve) => {
    execFile(program, [...args], options, (_error, stdout, stderr) => {
      const found = /\d+\.\d+(?:\.\d+)*/.exec(`${stdout}\n${stderr}`)?.[0];
      resolve(found?.slice(0, VERSION_LENGTH) ?? null);
    });
  });
}
