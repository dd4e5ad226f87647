/** The listening socket of a profile: the connections that have arrived and are not yet accepted. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Address } from '#shared/profiles/calls.ts';
import { osError } from '#shared/profiles/python/exceptions.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { formatAddress } from '../../base/address.ts';
import { listen } from '../../base/listening.ts';
import { listenForErrors } from '../../engine/wire.ts';
import type { RecvGate } from '../gate/recv-gate.ts';
import type { Descriptors } from '../memory/descriptors.ts';
import { TcpSocket } from './tcp-socket.ts';

/** Where an accepted connection is recorded, and what may hold it. */
export interface Opened {
  readonly record: (draft: Draft) => void;
  readonly gate: RecvGate;
  /** Its profile has closed it. */
  closed(): void;
}

/** Begins the record of an accepted connection. */
export type Opener = (local: string, from: Address) => Opened;

export interface ListenerSetup {
  readonly backlog: number;
  readonly descriptors: Descriptors;
  readonly slot: number;
  readonly open: Opener;
  /** A connection has arrived. */
  arrived(): void;
}

export class Listener {
  readonly #setup: ListenerSetup;
  readonly #server: Server;
  #waiting: Socket[] = [];

  constructor(setup: ListenerSetup) {
    this.#setup = setup;
    // Paused, so that Node reads nothing: whether to read is up to the profile.
    this.#server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => this.#arrived(socket));
  }

  /** Listens on the first of `ports` that is free. @returns which one */
  listen(host: string, ports: readonly number[]): Promise<number> {
    return listen(this.#server, host, ports, this.#setup.backlog);
  }

  /** It is already listening; the profile has to request the same backlog. */
  check(backlog: number): null {
    if (backlog !== this.#setup.backlog) throw new Error(`Listens with ${this.#setup.backlog}, not ${backlog}`);
    return null;
  }

  get ready(): boolean {
    return this.#waiting.length > 0;
  }

  accept(): { readonly socket: TcpSocket; readonly address: Address } | null {
    if (!this.#server.listening) throw osError('EBADF');
    const socket = this.#waiting.shift();
    if (socket === undefined) return null;
    const { address: host, port } = this.#server.address() as AddressInfo;
    // A connection reset before accept no longer has an address; but it is accepted, and the profile's recv will fail.
    const address: Address = [socket.remoteAddress ?? host, socket.remotePort ?? 0];
    const opened = this.#setup.open(formatAddress(host, port), address);
    socket.once('close', () => opened.closed());
    return { socket: new TcpSocket(socket, address, opened.record, opened.gate), address };
  }

  close(): void {
    this.#server.close();
  }

  #arrived(socket: Socket): void {
    const { descriptors, slot } = this.#setup;
    listenForErrors(socket, () => undefined);
    if (!descriptors.take(slot)) {
      socket.destroy();
      return;
    }
    socket.once('close', () => descriptors.give(slot));
    this.#waiting.push(socket);
    this.#setup.arrived();
  }
}
