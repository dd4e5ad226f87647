/**
 * Finds a peer's program and reads its version. No shell is asked: the folders of PATH are looked through, and those
 * where systems keep servers besides, since they are seldom on a user's PATH.
 */
import { execFile } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { mayReach, type Rights } from './rights.ts';

/** Where servers are, on most systems, although PATH does not say so. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/opt/homebrew/bin', '/usr/local/bin'];

const VERSION_MS = 5000;
const VERSION_LENGTH = 80;

/** The environment every peer gets: nothing of the user's own. */
export function bareEnvironment(folder: string): Record<string, string> {
  return { PATH: searchPath().join(path.delimiter), HOME: folder, TMPDIR: folder, LANG: 'C' };
}

function searchPath(): readonly string[] {
  const own = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return [...new Set([...own, ...SYSTEM_FOLDERS])];
}

/**
 * The path of the first of `commands` that is a program, or null. Where Octet gives rights up for its peers, one that
 * can be reached without them goes before one that cannot.
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
    // Not there, or not ours to run: the next folder may have it.
    return false;
  }
}

/** The first numbers with dots in what a program says of itself; null when it says none, or nothing in time. */
export function readVersion(program: string, args: readonly string[]): Promise<string | null> {
  const options = { timeout: VERSION_MS, maxBuffer: 64 * 1024, env: bareEnvironment('/') };
  return new Promise((resolve) => {
    execFile(program, [...args], options, (_error, stdout, stderr) => {
      const found = /\d+\.\d+(?:\.\d+)*/.exec(`${stdout}\n${stderr}`)?.[0];
      resolve(found?.slice(0, VERSION_LENGTH) ?? null);
    });
  });
}
