/**
 * A request's content on its way to a handler that reads it as it arrives. What the handler has not read waits here;
 * when too much waits, the connection stops reading, and TCP's window then slows the client down.
 */

/** Octets that may wait before reading stops. */
const AHEAD = 64 * 1024;

/** The content cannot be read to its end: the request was refused, the client left or its time ran out. */
export class ContentError extends Error {
  readonly code = 'CONTENT_BROKE_OFF';
}

interface Reader {
  resolve(bytes: Uint8Array | null): void;
  reject(error: ContentError): void;
}

/** The content of one request. */
export class ContentStream {
  readonly #changed: () => void;
  #pieces: Uint8Array[] = [];
  #held = 0;
  #ended = false;
  #unread = false;
  #error: ContentError | null = null;
  #reader: Reader | null = null;

  /** @param changed called when the handler has read */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Octets that have arrived and have not been read. */
  get held(): number {
    return this.#held;
  }

  /** Whether so much is waiting that the connection should stop reading. */
  get full(): boolean {
    return this.#held >= AHEAD;
  }

  /** The next octets, null at the end. Rejects with ContentError when the end will not come. One call at a time. */
  read(): Promise<Uint8Array | null> {
    if (this.#reader !== null) throw new Error('the content is already being read');
    const piece = this.#pieces.shift();
    if (piece !== undefined) {
      this.#held -= piece.length;
      this.#changed();
      return Promise.resolve(piece);
    }
    if (this.#error !== null) return Promise.reject(this.#error);
    if (this.#ended || this.#unread) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  /** The content will not be read any further: drop what waits and what still arrives. */
  drop(): void {
    this.#unread = true;
    this.#pieces = [];
    this.#held = 0;
    this.#settle((reader) => reader.resolve(null));
    this.#changed();
  }

  /** Content has arrived. The octets must not change any more. */
  push(bytes: Uint8Array): void {
    if (this.#unread || bytes.length === 0) return;
    if (this.#settle((reader) => reader.resolve(bytes))) return;
    this.#pieces.push(bytes);
    this.#held += bytes.length;
  }

  /** The request is complete. */
  end(): void {
    this.#ended = true;
    this.#settle((reader) => reader.resolve(null));
  }

  /** The end will not come. */
  fail(reason: string): void {
    if (this.#ended || this.#error !== null) return;
    const error = new ContentError(reason);
    this.#error = error;
    this.#pieces = [];
    this.#held = 0;
    this.#settle((reader) => reader.reject(error));
  }

  #settle(tell: (reader: Reader) => void): boolean {
    const reader = this.#reader;
    if (reader === null) return false;
    this.#reader = null;
    tell(reader);
    return true;
  }
}
