/** Content between the socket and its reader: pieces in order, for one reader, with a callback when it wants more. */

export class Pieces implements AsyncIterable<Uint8Array> {
  readonly #hungry: () => void;
  readonly #left: () => void;
  #pieces: Uint8Array[] = [];
  #ended = false;
  #error: Error | null = null;
  #wake: (() => void) | null = null;

  /** `hungry`: nothing is left to read, and the reader wants more. `left`: the reader stopped before the end. */
  constructor(hungry: () => void, left: () => void) {
    this.#hungry = hungry;
    this.#left = left;
  }

  get waiting(): number {
    return this.#pieces.length;
  }

  push(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#awake();
  }

  end(): void {
    this.#ended = true;
    this.#awake();
  }

  /** The reader gets what came before the error, then the error. */
  fail(error: Error): void {
    this.#error ??= error;
    this.#awake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    let done = false;
    try {
      for (;;) {
        const piece = this.#pieces.shift();
        if (piece !== undefined) yield piece;
        else if (this.#error !== null || this.#ended) break;
        else await this.#more();
      }
      done = true;
      if (this.#error !== null) throw this.#error;
    } finally {
      if (!done) this.#left();
    }
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#hungry();
    });
  }

  #awake(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
