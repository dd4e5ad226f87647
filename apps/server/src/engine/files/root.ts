/**
 * Opens files below one folder, and only there.
 *
 * Names alone prove nothing: any folder on the way may be a symbolic link, and may become one between a check and an
 * open. So the real path is found first, opened without following a link at its end, and then the descriptor itself is
 * asked for its path. Links that stay inside the folder work.
 *
 * All of this is synchronous, not through the thread pool: the answers are nearly always in the system's memory, the
 * round trip to the pool costs more than the call, and nothing can happen in between on our side. The pool reads the
 * content, which may have to come from a disk (content.ts).
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isServedName } from './path.ts';

/** Distinguishes one state of a file from another. */
export interface FileState {
  readonly dev: bigint;
  readonly ino: bigint;
  /** Octets. */
  readonly size: bigint;
  readonly mtimeNs: bigint;
}

/** An open file or folder; the caller has to close it. */
export interface Opened {
  readonly kind: 'file' | 'folder';
  /** The descriptor. */
  readonly fd: number;
  readonly state: FileState;
  /** Its real path. */
  readonly path: string;
}

/** Without O_NONBLOCK, opening a FIFO would block until there is a writer. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** A file that is being replaced may be missed once; one that is missed repeatedly is being tampered with. */
const TRIES = 3;

/** Errors for a file that does not exist, or that the client must not learn about. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EACCES', 'EPERM', 'ENXIO', 'ENODEV', 'EINVAL']);

/** The real path of a folder to serve. @throws Node's error, or an ENOTDIR of its own */
export function rootOf(folder: string): string {
  const real = realpathSync.native(folder);
  if (statSync(real).isDirectory()) return real;
  throw Object.assign(new Error(`${folder} is not a folder`), { code: 'ENOTDIR' });
}

/**
 * Opens the file or folder at `names` below `root`; null when it cannot be served: absent, outside, hidden, or neither
 * a regular file nor a folder.
 * @throws Node's error only for a problem of the system (EMFILE, EIO …)
 */
export function openInside(root: string, names: readonly string[]): Opened | null {
  const asked = path.join(root, ...names);
  for (let i = 0; i < TRIES; i++) {
    const opened = orNull(() => tryOpen(root, asked));
    if (opened !== 'moved') return opened;
  }
  return null;
}

/** The state of the regular file at a real path, without opening it; null when there is none. */
export function lookAt(real: string): FileState | null {
  // No exception in the usual case, a missing file.
  const found = orNull(() => lstatSync(real, { bigint: true, throwIfNoEntry: false }));
  return found?.isFile() ? found : null;
}

/** The current state of an open file. */
export function stateOf({ fd }: Opened): FileState {
  return fstatSync(fd, { bigint: true });
}

/** Whether a file was left unchanged between two looks at it. */
export function sameState(a: FileState, b: FileState): boolean {
  return a.ino === b.ino && a.dev === b.dev && a.size === b.size && a.mtimeNs === b.mtimeNs;
}

function tryOpen(root: string, asked: string): Opened | null | 'moved' {
  const real = realpathSync.native(asked);
  if (!isServed(root, real)) return null;
  const fd = openSync(real, FLAGS);
  try {
    const state = fstatSync(fd, { bigint: true });
    const kind = state.isFile() ? 'file' : state.isDirectory() ? 'folder' : null;
    if (kind !== null && isAt(fd, state, asked, real)) return { kind, fd, state, path: real };
    closeSync(fd);
    return kind === null ? null : 'moved';
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** A real path equal to the root or inside it, with no hidden part. */
function isServed(root: string, real: string): boolean {
  const below = path.relative(root, real);
  if (below === '') return true;
  return !path.isAbsolute(below) && below.split(path.sep).every(isServedName);
}

/** Whether the open file is the one at `real`, and nothing on the way there has become a link meanwhile. */
function isAt(fd: number, state: FileState, asked: string, real: string): boolean {
  const place = placeOfDescriptor(fd);
  if (place !== null) return place === real;
  const now = lstatSync(real, { bigint: true });
  return now.ino === state.ino && now.dev === state.dev && realpathSync.native(asked) === real;
}

/** Linux knows a descriptor's path and answers from memory; null elsewhere. */
function placeOfDescriptor(fd: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    // No /proc here: the caller checks the path once more instead.
    return null;
  }
}

function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (ABSENT.has(code)) return null;
    throw error;
  }
}
