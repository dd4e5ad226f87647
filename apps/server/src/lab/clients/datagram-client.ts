/**
 * The UDP client of a run: one datagram per piece, after its pause. There is no accept, no acknowledgement and no end;
 * closing a socket sends nothing (RFC 768).
 *
 * The socket is connected, which sends nothing either: it tells the system whose datagrams to accept, so an ICMP "port
 * unreachable" comes back as ECONNREFUSED.
 */
import type { Socket } from 'node:dgram';
import { type Cut, type Piece, piecesOf } from '#shared/composer/pieces.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { MOST_DATAGRAM } from '#shared/wire/messages.ts';
import { formatAddress } from '../../base/address.ts';
import type { Lane } from '../recording/lane.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { ClientEvents, LaneClient, SendResult } from './lane-client.ts';

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
  /** Datagrams still to be sent; the first one's pause is running. */
  #pieces: Piece[] = [];
  #rest: NodeJS.Timeout | undefined;
  #gone = false;
  #error: string | null = null;

  /** Takes over a connected socket. */
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

  refuse(most: number): void {
    this.#setup.events.failed('too-many-recorded', `${most}`);
    this.destroy();
  }

  /** The server is gone: what it has reported stays, and no answer will come. */
  serverTold(): void {
    if (this.#lane?.serverClosed) this.destroy();
  }

  send(bytes: Uint8Array, cuts: readonly Cut[] = []): SendResult {
    if (this.#gone) return 'over';
    const pieces = piecesOf(bytes, cuts);
    if (pieces.some(({ bytes }) => bytes.length > MOST_DATAGRAM)) return 'datagram-too-large';
    this.#queued += bytes.length;
    this.#pieces.push(...pieces);
    this.#pump();
    return 'done';
  }

  cancel(): SendResult {
    if (this.#gone) return 'over';
    this.#drop();
    this.#setup.events.progressed();
    return 'done';
  }

  #drop(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    for (const { bytes } of this.#pieces) this.#queued -= bytes.length;
    this.#pieces = [];
  }

  /** Sends pieces up to the next one with a pause. */
  #pump(): void {
    while (this.#rest === undefined) {
      const piece = this.#pieces[0];
      if (piece === undefined) return;
      if (piece.pauseMs === 0) this.#write(piece);
      else this.#rest = setTimeout(() => this.#afterPause(piece), piece.pauseMs);
    }
  }

  #afterPause(piece: Piece): void {
    this.#rest = undefined;
    this.#write(piece);
    this.#pump();
  }

  #write({ bytes }: Piece): void {
    this.#pieces.shift();
    this.#tell({ kind: 'write', at, bytes });
    this.#socket.send(bytes, (error) => {
      this.#queued -= bytes.length;
      if (error !== null) this.#fail((error as NodeJS.ErrnoException).code ?? error.name);
      this.#setup.events.progressed();
    });
  }

  end(): SendResult {
    if (this.#gone) return 'over';
    this.destroy();
    return 'done';
  }

  reset(): SendResult {
    return this.#gone ? 'over' : 'no-reset';
  }

  pause(): void {
    // A datagram cannot be postponed: what is not taken now is lost.
  }

  resume(): void {
    // Nothing was held.
  }

  destroy(): void {
    this.#drop();
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
