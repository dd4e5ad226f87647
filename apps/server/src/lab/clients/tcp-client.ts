/**
 * The TCP client of a run, in the control thread. It does on a real socket what the page requests, one write per
 * request, and records what it sees as the lane's `client` vantage.
 *
 * Order. Before one of its own events is recorded, the server's thread is drained (run.ts), so the write that caused a
 * read comes before it. A server's FIN or RST also has a recorded cause (its own action, or its crash); only a thread
 * that died reports it later than its sockets do, so such an end waits until its cause is known.
 *
 * A server outside Octet has no record of its own side: the lane begins with our own connect, the octets of our reads
 * are kept, and an end needs no cause.
 *
 * Writes. A deliberate write is followed by the next one only after the server has read it, so that five writes are
 * five reads; the wait is at most a second, since the server may stop reading.
 */
import type { Socket } from 'node:net';
import { type Cut, piecesOf } from '#shared/composer/pieces.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { formatAddress } from '../../base/address.ts';
import { listenForErrors } from '../../engine/wire.ts';
import type { Lane } from '../recording/lane.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { ClientEvents, LaneClient, SendResult } from './lane-client.ts';
import { SendQueue } from './send-queue.ts';

/** How long an end seen by the client waits for its cause. */
const CAUSE_MS = 1000;

/** When the server has closed and the page stays silent for this long, the client closes too, as nc does at once. */
const AFTER_FIN_MS = 60_000;

const at = 'client';

interface Seen {
  readonly draft: Draft;
  readonly t: number;
}

/** The two ends of a connection, as the client's socket names them. */
export interface Ends {
  readonly local: string;
  readonly remote: string;
}

export interface PageClientSetup {
  readonly recorder: Recorder;
  /** Takes what the server's thread has posted; null when none of our threads serves it. */
  readonly drain: (() => void) | null;
  /** The first entry to record. */
  readonly first: (ends: Ends) => Draft;
  readonly events: ClientEvents;
  /** The TCP socket below, when it uses TLS. */
  readonly transport?: Socket;
}

export class TcpLaneClient implements LaneClient {
  readonly #recorder: Recorder;
  readonly #events: ClientEvents;
  readonly #drain: (() => void) | null;
  readonly #socket: Socket;
  readonly #transport: Socket;
  readonly #sending: SendQueue;
  #lane: Lane | null = null;
  /** Events that cannot be recorded yet: the lane does not exist, or the cause of an end is unknown. */
  #held: Seen[] = [];
  #waitsForCause: NodeJS.Timeout | null = null;
  #afterFin: NodeJS.Timeout | null = null;
  #error: string | null = null;
  #refusedAt: number | null = null;
  #gone = false;

  /** Takes over a socket that has just connected. */
  constructor(socket: Socket, { recorder, drain, first, events, transport = socket }: PageClientSetup) {
    this.#socket = socket;
    this.#transport = transport;
    this.#recorder = recorder;
    this.#drain = drain;
    this.#events = events;
    this.#sending = new SendQueue(socket, drain !== null, {
      write: (bytes) => this.#tell({ kind: 'write', at, bytes }),
      fin: () => this.#tell({ kind: 'fin', at, by: 'client' }),
      progressed: () => events.progressed(),
    });
    listenForErrors(socket, (code) => this.#failed(code));
    socket.on('data', (bytes: Uint8Array) => this.#tell(this.#readOf(bytes)));
    socket.on('end', () => this.#finished());
    socket.on('close', () => this.#closed());
    const local = formatAddress(socket.localAddress ?? '', socket.localPort ?? 0);
    const remote = formatAddress(socket.remoteAddress ?? '', socket.remotePort ?? 0);
    this.#tell(first({ local, remote }));
  }

  /** A copy of exactly these octets when nothing else keeps them: the buffer may be part of a larger one. */
  #readOf(bytes: Uint8Array): Draft {
    const read = { kind: 'read', at, length: bytes.length } as const;
    return this.#drain === null ? { ...read, bytes: new Uint8Array(bytes) } : read;
  }

  open(lane: Lane): void {
    this.#lane = lane;
    // Accepted after its client had gone: the lane exists for inspection only.
    if (!this.#gone) this.#events.opened(lane, this);
    this.#release();
  }

  refuse(most: number): void {
    this.#refusedAt = most;
    this.#socket.destroy();
  }

  serverTold(): void {
    if (this.#lane === null) return;
    if (this.#lane.serverEnded) this.#release();
    this.#sending.serverHasRead(this.#lane.inbound);
  }

  send(bytes: Uint8Array, cuts: readonly Cut[] = []): SendResult {
    return !this.#gone && this.#sending.add(piecesOf(bytes, cuts)) ? 'done' : 'over';
  }

  cancel(): SendResult {
    if (this.#gone) return 'over';
    this.#sending.cancel();
    return 'done';
  }

  end(): SendResult {
    return !this.#gone && this.#sending.end() ? 'done' : 'over';
  }

  reset(): SendResult {
    if (this.#gone || this.#socket.destroyed) return 'over';
    this.#tell({ kind: 'reset', at, by: 'client' });
    this.#transport.resetAndDestroy();
    return 'done';
  }

  get gone(): boolean {
    return this.#gone;
  }

  get queued(): number {
    return this.#sending.queued;
  }

  /** TCP itself lets the server notice. */
  pause(): void {
    this.#socket.pause();
    this.#sending.pause();
  }

  resume(): void {
    this.#socket.resume();
    this.#sending.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #failed(code: string): void {
    this.#error = code;
    if (code === 'ECONNRESET') this.#tell({ kind: 'reset', at, by: 'server' });
  }

  #finished(): void {
    this.#tell({ kind: 'fin', at, by: 'server' });
    this.#afterFin = setTimeout(() => this.#sending.end(), AFTER_FIN_MS);
  }

  #closed(): void {
    this.#gone = true;
    clearTimeout(this.#afterFin ?? undefined);
    this.#sending.stop();
    this.#tell(this.#error === null ? { kind: 'close', at } : { kind: 'close', at, error: this.#error });
    if (this.#refusedAt !== null) this.#events.failed('too-many-recorded', `${this.#refusedAt}`);
    else if (this.#lane === null) this.#events.failed('connect-failed', this.#error ?? 'Closed before it was accepted');
    this.#events.closed();
  }

  #tell(draft: Draft): void {
    this.#drain?.();
    const seen = { draft, t: this.#recorder.now() };
    if (this.#lane !== null && needsCause(draft) && !this.#lane.serverEnded) this.#awaitCause();
    if (this.#lane === null || this.#waitsForCause !== null) this.#held.push(seen);
    else this.#recorder.append(this.#lane, seen.draft, seen.t);
  }

  #awaitCause(): void {
    this.#waitsForCause ??= setTimeout(() => this.#release(), CAUSE_MS);
  }

  #release(): void {
    clearTimeout(this.#waitsForCause ?? undefined);
    this.#waitsForCause = null;
    const held = this.#held;
    this.#held = [];
    for (const { draft, t } of held) {
      if (this.#lane !== null) this.#recorder.append(this.#lane, draft, t);
    }
  }
}

/** Ends that the server caused, or its death. */
function needsCause(draft: Draft): boolean {
  return (draft.kind === 'fin' || draft.kind === 'reset') && draft.by === 'server';
}
