/** The octets of files: small ones at once, others piece by piece, and never more than one state of a file. */
import type { FileHandle } from 'node:fs/promises';
import type { Range } from '../../../../../shared/octets.ts';
import { type FileState, type Opened, openInside, sameState } from './root.ts';

/** Octets per read: a slow client keeps no more than a few of these in memory. */
const PIECE = 64 * 1024;

/** Files up to this size are read before they are answered with. */
export const SMALL = PIECE;

/** The file is no longer the one whose head was sent: all that is left is to break the answer off. */
export class FileChanged extends Error {
  readonly code = 'FILE_CHANGED';
}

/** All of a small file, or null when it was written to meanwhile. */
export async function readSmall({ handle, state }: Opened): Promise<Uint8Array | null> {
  const bytes = await readPiece(handle, 0, Number(state.size));
  return bytes !== null && (await isUnchanged(handle, state)) ? bytes : null;
}

/**
 * The octets `range` of the file at `names`, which was in `state` when its answer was decided.
 *
 * The file is opened when the first octet is asked for, so that an answer that is never sent holds no descriptor. The
 * iteration throws FileChanged before the last piece when another state was read.
 */
export async function* streamFile(
  root: string,
  names: readonly string[],
  state: FileState,
  range: Range,
): AsyncGenerator<Uint8Array> {
  const opened = await openInside(root, names);
  const gone = () => new FileChanged(`${names.join('/')} changed while it was sent`);
  if (opened === null) throw gone();
  try {
    if (!sameState(opened.state, state)) throw gone();
    for (let at = range.start; at < range.end; ) {
      const length = Math.min(PIECE, range.end - at);
      const piece = await readPiece(opened.handle, at, length);
      at += length;
      const last = at === range.end;
      if (piece === null || (last && !(await isUnchanged(opened.handle, state)))) throw gone();
      yield piece;
    }
  } finally {
    await opened.handle.close();
  }
}

/** Null when the file ends too early. */
async function readPiece(handle: FileHandle, position: number, length: number): Promise<Uint8Array | null> {
  const piece = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(piece, filled, length - filled, position + filled);
    if (bytesRead === 0) return null;
    filled += bytesRead;
  }
  return piece;
}

async function isUnchanged(handle: FileHandle, state: FileState): Promise<boolean> {
  return sameState(await handle.stat({ bigint: true }), state);
}
