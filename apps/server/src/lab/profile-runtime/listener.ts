/** The listening socket of a profile: who has come, and is not yet accepted. */
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
  /** Somebody has come. */
  arrived(): void;
}

export class Listener {
  readonly #setup: ListenerSetup;
  readonly #server: Server;
  #waiting: Socket[] = [];

  constructor(setup: ListenerSetup) {
    this.#setup = setup;
    // Paused, so that Node reads nothing: that is for the profile to do, or not to do.
    this.#server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => this.#arrived(socket));
  }

  /** On the first of `ports` that is free. @returns which */
  listen(host: string, ports: readonly number[]): Promise<number> {
    return listen(this.#server, host, ports, this.#setup.backlog);
  }

  /** It listens already; the profile must want what it was given. */
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
    // Reset before it was accepted, it has no name any more; but accepted it is, and the profile's recv will tell.
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
