/** `socket.makefile`: Python's buffered files over a socket, with the sizes in which they really read and write. */
import { concat, LF } from '../../base/octets.ts';
import type { Task } from '../calls.ts';
import type { Socket } from '../os.ts';

/** `io.DEFAULT_BUFFER_SIZE`. */
const BUFFER_SIZE = 8192;

const EMPTY = new Uint8Array();

/** `conn.makefile('rb')`. */
export class RFile {
  readonly #conn: Socket;
  /** Read from the socket, but not yet consumed. */
  buffer: Uint8Array = EMPTY;

  constructor(conn: Socket) {
    this.#conn = conn;
  }

  /** The octets through the next LF; fewer when `limit` or the peer's FIN comes first. */
  *readline(limit: number): Task<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for (let left = limit; left > 0; ) {
      if (this.buffer.length === 0) this.buffer = yield* this.#conn.recv(BUFFER_SIZE);
      const found = this.buffer.indexOf(LF);
      const piece = this.buffer.slice(0, Math.min(left, found < 0 ? this.buffer.length : found + 1));
      if (piece.length === 0) break;
      this.buffer = this.buffer.slice(piece.length);
      pieces.push(piece);
      left -= piece.length;
      if (piece.at(-1) === LF) break;
    }
    return concat(pieces);
  }
}

/** `conn.makefile('wb')`. */
export class WFile {
  readonly #conn: Socket;
  /** Written, but not yet sent. */
  buffer: Uint8Array = EMPTY;

  constructor(conn: Socket) {
    this.#conn = conn;
  }

  *write(bytes: Uint8Array): Task {
    if (this.buffer.length + bytes.length <= BUFFER_SIZE) {
      this.buffer = concat([this.buffer, bytes]);
      return;
    }
    yield* this.flush();
    let left = bytes;
    while (left.length > BUFFER_SIZE) left = left.slice(yield* this.#conn.send(left));
    this.buffer = left;
  }

  *flush(): Task {
    while (this.buffer.length > 0) this.buffer = this.buffer.slice(yield* this.#conn.send(this.buffer));
  }
}
