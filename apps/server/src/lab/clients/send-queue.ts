/**
 * What a page's client has yet to write: one socket write per piece, each after the server has read the previous one
 * and then after its own pause. When the server's reads are not reported, the pause alone separates the pieces.
 */
import type { Socket } from 'node:net';
import type { Piece } from '#shared/composer/pieces.ts';

/** How long a piece waits for the server to read the previous one. */
const READ_WAIT_MS = 1000;

export interface SendEvents {
  /** These octets are being written now. */
  write(bytes: Uint8Array): void;
  /** The FIN is being sent now. */
  fin(): void;
  progressed(): void;
}

export class SendQueue {
  readonly #socket: Socket;
  readonly #recorded: boolean;
  readonly #events: SendEvents;
  #pieces: Piece[] = [];
  #queued = 0;
  #written = 0;
  #read = 0;
  #writing = false;
  /** The server has stopped reading: pieces follow each other without waiting, until it has caught up. */
  #stalled = false;
  #wait: NodeJS.Timeout | null = null;
  /** The pause of the next piece: not started, running or over. */
  #rest: NodeJS.Timeout | 'over' | null = null;
  #paused = false;
  #ending = false;
  #ended = false;

  /** `recorded`: the server's reads are reported ({@link serverHasRead}). */
  constructor(socket: Socket, recorded: boolean, events: SendEvents) {
    this.#socket = socket;
    this.#recorded = recorded;
    this.#events = events;
  }

  /** Octets not yet handed to the kernel. */
  get queued(): number {
    return this.#queued;
  }

  /** False when the FIN has been sent or queued. */
  add(pieces: readonly Piece[]): boolean {
    if (this.#ending) return false;
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.#queued += piece.bytes.length;
    }
    this.#pump();
    return true;
  }

  /** Drops what is not written yet. */
  cancel(): void {
    this.#clear();
    this.#events.progressed();
    this.#pump();
  }

  /** Sends FIN after what is queued. */
  end(): boolean {
    if (this.#ending) return false;
    this.#ending = true;
    this.#pump();
    return true;
  }

  /** Starts nothing more until it is resumed. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#pump();
  }

  /** The total number of octets the server has read so far. */
  serverHasRead(octets: number): void {
    this.#read = octets;
    if (this.#read < this.#written) return;
    this.#stalled = false;
    // Not from inside the recorder's call: what follows records its own entries.
    queueMicrotask(() => this.#pump());
  }

  /** The socket is gone. */
  stop(): void {
    clearTimeout(this.#wait ?? undefined);
    this.#clear();
    this.#ending = true;
    this.#ended = true;
    this.#queued = 0;
  }

  #clear(): void {
    for (const { bytes } of this.#pieces) this.#queued -= bytes.length;
    this.#pieces = [];
    this.#endRest();
  }

  #pump(): void {
    if (this.#writing || this.#paused || this.#ended) return;
    const piece = this.#pieces[0];
    if (piece !== undefined) {
      if (this.#recorded && this.#read < this.#written && !this.#stalled) this.#waitForRead();
      else if (piece.pauseMs > 0 && this.#rest !== 'over') this.#pause(piece.pauseMs);
      else this.#write(piece.bytes);
    } else if (this.#ending) {
      this.#ended = true;
      this.#events.fin();
      this.#socket.end();
    }
  }

  #waitForRead(): void {
    this.#wait ??= setTimeout(() => {
      this.#wait = null;
      this.#stalled = this.#read < this.#written;
      this.#pump();
    }, READ_WAIT_MS);
  }

  #pause(ms: number): void {
    this.#rest ??= setTimeout(() => {
      this.#rest = 'over';
      this.#pump();
    }, ms);
  }

  #endRest(): void {
    if (this.#rest !== 'over') clearTimeout(this.#rest ?? undefined);
    this.#rest = null;
  }

  #write(piece: Uint8Array): void {
    clearTimeout(this.#wait ?? undefined);
    this.#wait = null;
    this.#endRest();
    this.#pieces.shift();
    this.#written += piece.length;
    this.#writing = true;
    this.#events.write(piece);
    this.#socket.write(piece, () => {
      this.#writing = false;
      this.#queued = Math.max(0, this.#queued - piece.length);
      this.#events.progressed();
      this.#pump();
    });
  }
}
