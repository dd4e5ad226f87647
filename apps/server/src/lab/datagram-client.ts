/**
 * The UDP client of a run: one datagram per wish, as it comes. Nothing is accepted, answered for or finished; a socket
 * that is closed says nothing to anybody (RFC 768).
 *
 * The socket is connected, which sends nothing either: it tells the system whose datagrams to take, and so an ICMP
 * "port unreachable" comes back as ECONNREFUSED.
 */
import type { Socket } from 'node:dgram';
import type { Draft } from '../../../../shared/transcript/entries.ts';
import { MOST_DATAGRAM } from '../../../../shared/wire.ts';
import { formatAddress } from './address.ts';
import type { Lane } from './lane.ts';
import type { ClientEvents, Deed, LaneClient } from './lane-client.ts';
import type { Recorder } from './recorder.ts';

const at = 'client';

export interface DatagramSetup {
  readonly server: string;
  readonly recorder: Recorder;
  /** Takes what the server's thread has posted. */
  readonly drain: () => void;
  readonly events: ClientEvents;
}

export class DatagramClient implements LaneClient {
  readonly #socket: Socket;
  readonly #setup: DatagramSetup;
  #lane: Lane | null = null;
  #queued = 0;
  #gone = false;
  #error: string | null = null;

  /** Takes over a socket that is connected. */
  constructor(socket: Socket, setup: DatagramSetup) {
    this.#socket = socket;
    this.#setup = setup;
    socket.on('message', ({ length }) => length > 0 && this.#tell({ kind: 'read', at, length }));
    socket.on('error', (error: NodeJS.ErrnoException) => this.#fail(error.code ?? error.name));
    socket.on('close', () => this.#closed());
  }

  get gone(): boolean {
    return this.#gone;
  }

  get queued(): number {
    return this.#queued;
  }

  open(lane: Lane): void {
    this.#lane = lane;
    const { address, port } = this.#socket.address();
    const remote = this.#socket.remoteAddress();
    const { server } = this.#setup;
    const ends = { local: formatAddress(address, port), remote: formatAddress(remote.address, remote.port) };
    this.#tell({ kind: 'connect', at, ...ends, server, transport: 'udp' });
    this.#setup.events.opened(lane, this);
  }

  refuse(): void {
    this.#setup.events.failed('too-many-lanes', '');
    this.destroy();
  }

  /** The server is gone: what it had said stays, and nobody will answer. */
  serverTold(): void {
    if (this.#lane?.serverClosed) this.destroy();
  }

  send(bytes: Uint8Array): Deed {
    if (this.#gone) return 'over';
    if (bytes.length > MOST_DATAGRAM) return 'datagram-too-large';
    if (bytes.length === 0) return 'done';
    this.#tell({ kind: 'write', at, bytes });
    this.#queued += bytes.length;
    this.#socket.send(bytes, (error) => {
      this.#queued -= bytes.length;
      if (error !== null) this.#fail((error as NodeJS.ErrnoException).code ?? error.name);
      this.#setup.events.progressed();
    });
    return 'done';
  }

  end(): Deed {
    if (this.#gone) return 'over';
    this.destroy();
    return 'done';
  }

  reset(): Deed {
    return this.#gone ? 'over' : 'no-reset';
  }

  pause(): void {
    // A datagram cannot be left for later: what is not taken now is lost.
  }

  resume(): void {
    // Nothing was held.
  }

  destroy(): void {
    if (!this.#gone) this.#socket.close();
    this.#gone = true;
  }

  #fail(code: string): void {
    this.#error ??= code;
    this.destroy();
  }

  #closed(): void {
    this.#gone = true;
    this.#tell(this.#error === null ? { kind: 'close', at } : { kind: 'close', at, error: this.#error });
    this.#setup.events.closed();
  }

  #tell(draft: Draft): void {
    this.#setup.drain();
    if (this.#lane !== null) this.#setup.recorder.append(this.#lane, draft);
  }
}
