/**
 * Opens files below one folder, and only there.
 *
 * Names alone prove nothing: any folder on the way may be a symbolic link, and may become one between a check and an
 * open. So the real path is found first, opened without following a link at its end, and then the descriptor itself is
 * asked where it is. Links that stay inside the folder work.
 */
import { constants, readlinkSync } from 'node:fs';
import { type FileHandle, lstat, open, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isServedName } from './path.ts';

/** What tells one state of a file from another. */
export interface FileState {
  readonly dev: bigint;
  readonly ino: bigint;
  /** Octets. */
  readonly size: bigint;
  readonly mtimeNs: bigint;
}

/** An open file or folder; whoever gets it closes it. */
export interface Opened {
  readonly kind: 'file' | 'folder';
  readonly handle: FileHandle;
  readonly state: FileState;
  /** Its real path. */
  readonly path: string;
}

/** Without O_NONBLOCK a FIFO would hold the open until somebody writes to it. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** A file that is being replaced may be missed once; one that is missed again and again is being played with. */
const TRIES = 3;

/** What the system says of a file that is not there, or that is none of the client's business. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EACCES', 'EPERM', 'ENXIO', 'ENODEV', 'EINVAL']);

/** The real path of a folder to serve. Rejects with Node's error, or with an ENOTDIR of its own. */
export async function rootOf(folder: string): Promise<string> {
  const real = await realpath(folder);
  if ((await stat(real)).isDirectory()) return real;
  throw Object.assign(new Error(`${folder} is not a folder`), { code: 'ENOTDIR' });
}

/**
 * Opens the file or folder at `names` below `root`; null when there is none to serve: absent, outside, hidden, or
 * neither a regular file nor a folder. Rejects only when the system is in trouble (EMFILE, EIO …).
 */
export async function openInside(root: string, names: readonly string[]): Promise<Opened | null> {
  for (let i = 0; i < TRIES; i++) {
    const opened = await orNull(tryOpen(root, path.join(root, ...names)));
    if (opened !== 'moved') return opened;
  }
  return null;
}

/** The state of the regular file at a real path, looked at without opening it; null when there is none. */
export async function lookAt(real: string): Promise<FileState | null> {
  const found = await orNull(lstat(real, { bigint: true }));
  return found?.isFile() ? found : null;
}

/** Whether nothing was written to a file between two looks at it. */
export function sameState(a: FileState, b: FileState): boolean {
  return a.ino === b.ino && a.dev === b.dev && a.size === b.size && a.mtimeNs === b.mtimeNs;
}

async function tryOpen(root: string, asked: string): Promise<Opened | null | 'moved'> {
  const real = await realpath(asked);
  if (!isServed(root, real)) return null;
  const handle = await open(real, FLAGS);
  try {
    const state = await handle.stat({ bigint: true });
    const kind = state.isFile() ? 'file' : state.isDirectory() ? 'folder' : null;
    const there = kind !== null && (await isAt(handle, state, asked, real));
    if (kind !== null && there) return { kind, handle, state, path: real };
    await handle.close();
    return kind === null ? null : 'moved';
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A real path strictly inside or equal to the root, no part of it hidden. */
function isServed(root: string, real: string): boolean {
  const below = path.relative(root, real);
  if (below === '') return true;
  return !path.isAbsolute(below) && below.split(path.sep).every(isServedName);
}

/** Whether the open file is the one at `real`, and nothing on the way there has become a link meanwhile. */
async function isAt(handle: FileHandle, state: FileState, asked: string, real: string): Promise<boolean> {
  const place = placeOfDescriptor(handle.fd);
  if (place !== null) return place === real;
  const now = await lstat(real, { bigint: true });
  return now.ino === state.ino && now.dev === state.dev && (await realpath(asked)) === real;
}

/** Linux knows the path of a descriptor, and answers from memory; null elsewhere. */
function placeOfDescriptor(fd: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    // No /proc here: the caller looks at the path once more instead.
    return null;
  }
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (ABSENT.has(code)) return null;
    throw error;
  }
}
