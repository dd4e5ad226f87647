/**
 * The tap: a Wire around a Wire that tells the recorder what passes. With engine/wire.ts and client.ts, the only code
 * that knows socket events.
 *
 * What the server does is told *before* it is done (write, FIN, RST, close): see outbox.ts for why. What it receives is
 * told before the engine hears of it.
 */
import type { TimerName } from '#shared/base/options.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import type { ConnectionRecorder, Decision } from '../../engine/recorder.ts';
import type { Wire, WireEvents } from '../../engine/wire.ts';

const at = 'server';

export class Tap implements Wire, WireEvents, ConnectionRecorder {
  readonly #wire: Wire;
  readonly #record: (draft: Draft) => void;
  #events: WireEvents | null = null;
  #ended = false;
  #closed = false;
  #error: string | null = null;

  constructor(wire: Wire, record: (draft: Draft) => void) {
    this.#wire = wire;
    this.#record = record;
  }

  listen(events: WireEvents): void {
    this.#events = events;
    this.#wire.listen(this);
  }

  onRead(bytes: Uint8Array): void {
    // A copy of exactly these octets: the buffer is the wire's again after the call, and posting a view posts all of it.
    this.#tell({ kind: 'read', at, length: bytes.length, bytes: new Uint8Array(bytes) });
    this.#events?.onRead(bytes);
  }

  onFin(): void {
    this.#tell({ kind: 'fin', at, by: 'client' });
    this.#events?.onFin();
  }

  onError(code: string): void {
    this.#error = code;
    if (code === 'ECONNRESET') this.#tell({ kind: 'reset', at, by: 'client' });
    this.#events?.onError(code);
  }

  onClose(): void {
    this.#close();
    this.#events?.onClose();
  }

  write(bytes: Uint8Array, done: () => void): boolean {
    this.#tell({ kind: 'write', at, bytes: new Uint8Array(bytes) });
    return this.#wire.write(bytes, done);
  }

  end(): void {
    if (!this.#ended) this.#tell({ kind: 'fin', at, by: 'server' });
    this.#ended = true;
    this.#wire.end();
  }

  resetAndDestroy(): void {
    this.#tell({ kind: 'reset', at, by: 'server' });
    this.#wire.resetAndDestroy();
  }

  destroy(): void {
    // Now, not at the socket's own event: with octets unread the kernel sends RST at once.
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
    this.#tell({ kind: 'timer', at, what, name, ms });
  }

  decision(decision: Decision): void {
    this.#tell({ kind: 'decision', at, ...decision });
  }

  witness(request: number, end: number, digest: number): void {
    this.#tell({ kind: 'witness', at, request, end, digest });
  }

  #close(): void {
    this.#tell(this.#error === null ? { kind: 'close', at } : { kind: 'close', at, error: this.#error });
    this.#closed = true;
  }

  /** The close is the last entry of this vantage. */
  #tell(draft: Draft): void {
    if (!this.#closed) this.#record(draft);
  }
}
