/** The octets of files: small ones at once, others piece by piece, and always from a single state of a file. */
import { closeSync, read } from 'node:fs';
import type { Range } from '#shared/base/octets.ts';
import { type FileState, type Opened, openInside, sameState, stateOf } from './root.ts';

/** Octets per read: a slow client keeps only a few of these in memory. */
const PIECE = 64 * 1024;

/** Files up to this size are read before the response begins. */
export const SMALL = PIECE;

/** The file is no longer the one whose head was sent: the response can only be broken off. */
export class FileChanged extends Error {
  readonly code = 'FILE_CHANGED';
}

/** All of a small file, or null when it changed meanwhile. */
export async function readSmall(opened: Opened): Promise<Uint8Array | null> {
  const bytes = await readPiece(opened.fd, 0, Number(opened.state.size));
  return bytes !== null && sameState(stateOf(opened), opened.state) ? bytes : null;
}

/**
 * The octets `range` of the file at `names`, which was in `state` when its response was decided.
 *
 * The file is opened when the first octet is needed, so that a response that is never sent does not hold a descriptor.
 * The iteration throws FileChanged before the last piece if another state was read.
 */
export async function* streamFile(
  root: string,
  names: readonly string[],
  state: FileState,
  range: Range,
): AsyncGenerator<Uint8Array> {
  const opened = openInside(root, names);
  const gone = () => new FileChanged(`${names.join('/')} changed while it was sent`);
  if (opened === null) throw gone();
  try {
    if (!sameState(opened.state, state)) throw gone();
    for (let at = range.start; at < range.end; ) {
      const length = Math.min(PIECE, range.end - at);
      const piece = await readPiece(opened.fd, at, length);
      at += length;
      const last = at === range.end;
      if (piece === null || (last && !sameState(stateOf(opened), state))) throw gone();
      yield piece;
    }
  } finally {
    closeSync(opened.fd);
  }
}

/** Null when the file ends too early. */
async function readPiece(fd: number, position: number, length: number): Promise<Uint8Array | null> {
  const piece = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const octets = await readSome(fd, piece, filled, position + filled);
    if (octets === 0) return null;
    filled += octets;
  }
  return piece;
}

/** Reads from `position` into the buffer at `start`; settles with the number of octets read, 0 at the file's end. */
function readSome(fd: number, into: Buffer, start: number, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(fd, into, start, into.length - start, position, (error, octets) => {
      if (error === null) resolve(octets);
      else reject(error);
    });
  });
}
