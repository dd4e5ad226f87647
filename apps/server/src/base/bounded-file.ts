/** Reads a file that is expected to be small, whatever the path turns out to be: `/dev/zero` never ends. */
import { closeSync, openSync, readSync } from 'node:fs';

/** The most octets of a settings file, a key or a certificate. */
export const SMALL_FILE = 1024 * 1024;

const PIECE = 64 * 1024;

/** The file holds more than it may. */
export class FileTooLarge extends Error {
  /** Octets. */
  readonly most: number;

  constructor(most: number) {
    super(`it holds more than ${most / 1024 / 1024} MiB`);
    this.most = most;
  }
}

/** The octets of a file, or of a pipe, to its end. @throws FileTooLarge beyond `most` octets @throws Node's error */
export function readBounded(file: string, most = SMALL_FILE): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const pieces: Buffer[] = [];
    for (let length = 0; ; ) {
      const piece = Buffer.allocUnsafe(PIECE);
      const read = readSync(descriptor, piece);
      if (read === 0) return Buffer.concat(pieces);
      length += read;
      if (length > most) throw new FileTooLarge(most);
      pieces.push(piece.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}
