/**
 * A Wire around a Wire that records what passes. Besides engine/wire.ts and clients/client.ts, no other code handles
 * socket events.
 *
 * What the server does (write, FIN, RST, close) is recorded *before* it happens; outbox.ts gives the reason. What it
 * receives is recorded before the engine sees it.
 */
import type { TimerName } from '#shared/base/options.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import type { ConnectionRecorder, Decision } from '../../engine/connection-recorder.ts';
import type { Wire, WireEvents } from '../../engine/wire.ts';
import type { ConnectionLog } from '../recording/connection-log.ts';

const at = 'server';

export class RecordingWire implements Wire, WireEvents, ConnectionRecorder {
  readonly #wire: Wire;
  readonly #log: Pick<ConnectionLog, 'append'>;
  #events: WireEvents | null = null;
  #ended = false;
  #closed = false;
  #error: string | null = null;

  constructor(wire: Wire, log: Pick<ConnectionLog, 'append'>) {
    this.#wire = wire;
    this.#log = log;
  }

  listen(events: WireEvents): void {
    this.#events = events;
    this.#wire.listen(this);
  }

  onRead(bytes: Uint8Array): void {
    // A copy of exactly these octets: the wire reuses the buffer after the call, and posting a view posts all of it.
    this.#append({ kind: 'read', at, length: bytes.length, bytes: new Uint8Array(bytes) });
    this.#events?.onRead(bytes);
  }

  onFin(): void {
    this.#append({ kind: 'fin', at, by: 'client' });
    this.#events?.onFin();
  }

  onError(code: string): void {
    this.#error = code;
    if (code === 'ECONNRESET') this.#append({ kind: 'reset', at, by: 'client' });
    this.#events?.onError(code);
  }

  onClose(): void {
    this.#close();
    this.#events?.onClose();
  }

  write(bytes: Uint8Array, done: () => void): boolean {
    this.#append({ kind: 'write', at, bytes: new Uint8Array(bytes) });
    return this.#wire.write(bytes, done);
  }

  end(): void {
    if (!this.#ended) this.#append({ kind: 'fin', at, by: 'server' });
    this.#ended = true;
    this.#wire.end();
  }

  resetAndDestroy(): void {
    this.#append({ kind: 'reset', at, by: 'server' });
    this.#wire.resetAndDestroy();
  }

  destroy(): void {
    // Now, not at the socket's own event: with octets unread, the kernel sends RST at once.
    this.#close();
    this.#wire.destroy();
  }

  pause(): void {
    this.#wire.pause();
  }

  resume(): void {
    this.#wire.resume();
  }

  timer(what: 'armed' | 'fired', name: TimerName | null, ms: number): void {
    this.#append({ kind: 'timer', at, what, name, ms });
  }

  decision(decision: Decision): void {
    this.#append({ kind: 'decision', at, ...decision });
  }

  witness(request: number, end: number, digest: number): void {
    this.#append({ kind: 'witness', at, request, end, digest });
  }

  #close(): void {
    this.#append(this.#error === null ? { kind: 'close', at } : { kind: 'close', at, error: this.#error });
    this.#closed = true;
  }

  /** The close is the last entry of this vantage. */
  #append(draft: Draft): void {
    if (!this.#closed) this.#log.append(draft);
  }
}
