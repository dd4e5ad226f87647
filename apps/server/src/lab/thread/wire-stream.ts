/** A wire as a Duplex, for servers that need a stream: what they read and write is recorded as on any wire. */
import { Duplex } from 'node:stream';
import type { Wire } from '../../engine/wire.ts';

export class WireStream extends Duplex {
  readonly #wire: Wire;
  #idle: NodeJS.Timeout | null = null;
  #idleMs = 0;

  constructor(wire: Wire) {
    super({ allowHalfOpen: true });
    this.#wire = wire;
    wire.listen({
      onRead: (bytes) => {
        this.#refresh();
        if (!this.push(Buffer.from(bytes))) wire.pause();
      },
      onFin: () => this.push(null),
      onError: (code) => this.destroy(Object.assign(new Error(code), { code })),
      onClose: () => this.destroy(),
    });
  }

  /** As in net.Socket: emits `timeout` after this long without a read or a write; 0 for never. */
  setTimeout(ms: number, listener?: () => void): this {
    this.#idleMs = ms;
    if (listener !== undefined) this.once('timeout', listener);
    this.#refresh();
    return this;
  }

  /** As in net.Socket: destroys the stream once everything is written. Node's server ends its connections this way. */
  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  override _read(): void {
    this.#wire.resume();
  }

  override _write(bytes: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
    this.#refresh();
    // A wire is given a buffer it may keep until it has written it; a stream's buffer stays unchanged until `done`.
    if (this.#wire.write(bytes, done)) done();
  }

  override _final(done: () => void): void {
    this.#wire.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#idle ?? undefined);
    this.#wire.destroy();
    done(error);
  }

  #refresh(): void {
    clearTimeout(this.#idle ?? undefined);
    this.#idle = this.#idleMs > 0 ? setTimeout(() => this.emit('timeout'), this.#idleMs) : null;
  }
}
