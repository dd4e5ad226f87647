/**
 * One connection of a client: its socket, recorded at its edge as the `client` vantage. Together with engine/wire.ts
 * and the lab's wires, this is the only code that handles socket events. Over TLS, reads and writes are the plaintext.
 */

import type { Socket } from 'node:net';
import type { SystemError } from '#shared/client/failure.ts';
import type { Origin } from '#shared/client/url.ts';
import type { Draft, Entry } from '#shared/transcript/record/entries.ts';
import type { Dialled } from './dial.ts';
import { systemError } from './errors.ts';
import type { ClientSetup } from './setup.ts';

const at = 'client';

/** How long the peer has to send its FIN after ours, in ms. */
const LINGER = 500;

/** The current user of the connection. */
export interface User {
  onRead(bytes: Uint8Array): void;
  /** The peer sent FIN. */
  onFin(): void;
  /** The connection is gone, with the system's error if there was one. Nothing follows. */
  onClose(error: SystemError | null): void;
}

export class Connection {
  readonly number: number;
  readonly origin: Origin;
  readonly remote: string;
  /** Settles when the socket is closed. Never rejects. */
  readonly closed: Promise<void>;
  /** Octets read so far. */
  received = 0;
  readonly #socket: Socket;
  readonly #setup: ClientSetup;
  #user: User | null = null;
  #seq = 0;
  #alive = true;
  #finSent = false;
  #error: SystemError | null = null;
  #call = 'read';

  constructor(number: number, origin: Origin, dialled: Dialled, setup: ClientSetup) {
    this.number = number;
    this.origin = origin;
    this.remote = dialled.remote;
    this.#socket = dialled.socket;
    this.#setup = setup;
    const { local, remote, tls } = dialled;
    this.#record({ kind: 'connect', at, local, remote }, dialled.connectedAt);
    if (tls !== null) setup.listener.note({ what: 'tls', connection: number, ...tls }, setup.clock());
    this.closed = new Promise((resolve) => this.#socket.once('close', () => resolve()));
    this.#listen();
  }

  /** Whether it can be used for another request. */
  get alive(): boolean {
    return this.#alive;
  }

  use(user: User): void {
    this.#user = user;
    this.#socket.resume();
  }

  /** Idle from now on: any event on its socket ends it. */
  release(): void {
    this.#user = null;
    this.#socket.resume();
  }

  /** One write. Settles when the kernel has taken it. Never rejects: onClose reports the error. */
  write(bytes: Uint8Array): Promise<void> {
    if (!this.#alive) return Promise.resolve();
    this.#record({ kind: 'write', at, bytes });
    this.#call = 'write';
    return new Promise((resolve) => {
      const done = (): void => {
        this.#call = 'read';
        this.#socket.off('close', done);
        resolve();
      };
      this.#socket.once('close', done);
      this.#socket.write(bytes, done);
    });
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Sends FIN: nothing more is written. */
  end(): void {
    if (this.#finSent || !this.#alive) return;
    this.#finSent = true;
    this.#record({ kind: 'fin', at, by: 'client' });
    this.#socket.end();
  }

  /** Sends FIN, then discards what arrives until the peer closes too or the linger time is over. */
  close(): void {
    if (!this.#alive) return;
    this.#user = null;
    this.end();
    this.#alive = false;
    this.#socket.resume();
    const late = setTimeout(() => this.#socket.destroy(), LINGER);
    this.#socket.once('close', () => clearTimeout(late));
  }

  /** Closes at once, whatever is in progress. */
  destroy(): void {
    this.#user = null;
    this.#alive = false;
    this.#socket.destroy();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('error', (error) => {
      this.#error = systemError(error, this.#call);
      if (this.#error.name === 'ECONNRESET') this.#record({ kind: 'reset', at, by: 'server' });
    });
    socket.on('data', (bytes: Uint8Array) => {
      this.#record({ kind: 'read', at, length: bytes.length, bytes: new Uint8Array(bytes) });
      if (this.#user === null) this.close();
      else this.#user.onRead(bytes);
      this.received += bytes.length;
    });
    socket.on('end', () => {
      this.#record({ kind: 'fin', at, by: 'server' });
      if (this.#user === null) this.close();
      else this.#user.onFin();
    });
    socket.on('close', () => {
      this.#alive = false;
      const entry = { kind: 'close', at } as const;
      this.#record(this.#error === null ? entry : { ...entry, error: this.#error.name });
      this.#user?.onClose(this.#error);
    });
  }

  #record(draft: Draft, t = this.#setup.clock()): void {
    const entry: Entry = { ...draft, seq: this.#seq++, t };
    this.#setup.listener.entry(this.number, entry);
  }
}
