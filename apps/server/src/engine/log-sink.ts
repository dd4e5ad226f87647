/**
 * Writes log lines to a stream that may be slower than the server: in batches, with bounded memory. A log must neither
 * stop the server nor fill its memory, so lines that do not fit are dropped and counted.
 */
import type { Writable } from 'node:stream';

/** Octets that may wait for the stream. */
const MOST = 1024 * 1024;

/** Buffers lines in front of a stream. */
export class LogSink {
  readonly #stream: Writable;
  #waiting = '';
  #lost = 0;
  #busy = false;
  #scheduled = false;
  #gone = false;

  /** The sink handles the stream's errors: a closed pipe ends the log, not the server. */
  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', () => {
      this.#gone = true;
      this.#waiting = '';
    });
  }

  /** Adds a line, given without its line end. */
  line(text: string): void {
    if (this.#gone) return;
    if (this.#waiting.length + text.length >= MOST) {
      this.#lost++;
      return;
    }
    this.#waiting += `${text}\n`;
    if (this.#busy || this.#scheduled) return;
    this.#scheduled = true;
    // One write for all the lines of this turn of the event loop.
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  /** Settles when everything has been passed on, or cannot be. */
  end(): Promise<void> {
    if (this.#gone) return Promise.resolve();
    const rest = this.#take();
    return new Promise((resolve) => {
      this.#stream.once('error', () => resolve());
      this.#stream.write(rest, () => resolve());
    });
  }

  #flush(): void {
    if (this.#busy || this.#gone || (this.#waiting === '' && this.#lost === 0)) return;
    this.#busy = true;
    this.#stream.write(this.#take(), () => {
      this.#busy = false;
      this.#flush();
    });
  }

  #take(): string {
    const text = this.#waiting + (this.#lost === 0 ? '' : `# ${this.#lost} lines lost: the log was read too slowly\n`);
    this.#waiting = '';
    this.#lost = 0;
    return text;
  }
}
