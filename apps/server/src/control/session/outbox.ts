/**
 * What is on its way to one page: bounded, however little of it the page takes.
 *
 * While much is queued, the page's requests are not read, so that a page that reads is never disconnected for what it
 * asked. What comes without being asked for is stopped by the bound: the page is disconnected, to reconnect and resume.
 */
import type { WebSocket } from 'ws';
import { decodeToPage, encodeToPage } from '#shared/wire/codec.ts';
import { CLOSE, type ToPage } from '#shared/wire/messages.ts';

/** With more octets queued than this it is full; entries alone, of which a viewer queues about 1 MiB, never fill it … */
const FULL_ABOVE = 4 * 1024 * 1024;
/** … until there are fewer than this. */
const FULL_BELOW = FULL_ABOVE / 2;
/** The bound. A run of the page's client sends up to 16 MiB of content unasked. */
const MOST_QUEUED = 32 * 1024 * 1024;

export interface OutboxSetup {
  readonly ws: WebSocket;
  /** Whether it is full; called on each change. */
  setFull(full: boolean): void;
}

export class Outbox {
  /** Some of it has been taken. */
  onTaken: () => void = () => undefined;
  readonly #ws: WebSocket;
  readonly #setFull: (full: boolean) => void;
  #full = false;
  #awaitingRoom: (() => void)[] = [];

  constructor({ ws, setFull }: OutboxSetup) {
    this.#ws = ws;
    this.#setFull = setFull;
  }

  /** Octets queued. */
  get queued(): number {
    return this.#ws.bufferedAmount;
  }

  /** False once the page is gone or disconnected: then nothing is sent. */
  get open(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  /** Disconnects the page, which reconnects and resumes. */
  disconnect(why: string): void {
    this.#ws.close(CLOSE.tooSlow, why);
  }

  /**
   * Sends a message. One that the page could not decode is not sent, since the page would reconnect, and be sent the
   * same again; a question is refused instead.
   */
  send(message: ToPage): void {
    if (!this.open) return;
    const frame = encodeToPage(message);
    if (decodeToPage(frame) === null) {
      this.#refuse(message, frame.length);
      return;
    }
    this.#ws.send(frame, this.#taken);
    if (this.queued > MOST_QUEUED) this.disconnect('too much unread');
    else if (this.queued > FULL_ABOVE) this.#change(true);
  }

  #refuse(message: ToPage, octets: number): void {
    console.error(`Octet did not send a “${message.type}” of ${octets} octets: the page could not decode it.`);
    if ('ref' in message && message.type !== 'refused')
      this.send({ type: 'refused', ref: message.ref, code: 'answer-too-large', detail: message.type });
  }

  /** Resolves when it is not full, or the page is gone. */
  room(): Promise<void> {
    return this.#full ? new Promise((resolve) => this.#awaitingRoom.push(resolve)) : Promise.resolve();
  }

  /**
   * One function for all messages: many may be queued. Node calls it for each, also for those that are lost with the
   * socket.
   */
  readonly #taken = (): void => {
    if (this.queued < FULL_BELOW) this.#change(false);
    this.onTaken();
  };

  #change(full: boolean): void {
    if (this.#full === full) return;
    this.#full = full;
    this.#setFull(full);
    if (full) return;
    const waiting = this.#awaitingRoom;
    this.#awaitingRoom = [];
    for (const resolve of waiting) resolve();
  }
}
