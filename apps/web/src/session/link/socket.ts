/**
 * The WebSocket to the control server: says hello, hands over messages, comes back after a loss.
 *
 * Nothing is queued while the link is down: what the user sends is either sent now or refused.
 */

import { decodeToPage, encodeToServer } from '#shared/wire/codec.ts';
import { CLOSE, type ToPage, type ToServer } from '#shared/wire/messages.ts';
import type { Link } from '../state/store.ts';

export const SOCKET_PATH = '/ws';

const FIRST_DELAY_MS = 300;
const MAX_DELAY_MS = 5000;
/** A link that lasted this long was good: the next loss starts again with the first delay. */
const STEADY_MS = 3000;
/** The server has this long to send its welcome. */
const WELCOME_MS = 8000;

export interface SocketOwner {
  /** A hello that says what the page has now. */
  hello(): ToServer;
  onLink(link: Link): void;
  onMessage(message: ToPage): void;
  /** The hello was refused. True if the owner reloads the page. */
  onRefused(): boolean;
}

export class Socket {
  readonly #url: string;
  readonly #owner: SocketOwner;
  #ws: WebSocket | null = null;
  #welcomedAt: number | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, owner: SocketOwner) {
    this.#url = url;
    this.#owner = owner;
  }

  start(): void {
    this.#open();
    window.addEventListener('online', () => this.retry());
  }

  /** False if the link is not open: nothing was sent. */
  send(message: ToServer): boolean {
    if (this.#ws === null || this.#welcomedAt === null || this.#ws.readyState !== WebSocket.OPEN) return false;
    this.#ws.send(encodeToServer(message) as Uint8Array<ArrayBuffer>);
    return true;
  }

  /** Drops the link and reconnects with what the page has: after a gap, or an invalid frame. */
  resync(): void {
    const ws = this.#ws;
    if (ws === null) return;
    this.#ws = null;
    ws.close();
    this.#lost();
  }

  /** Retries now instead of at the end of the delay. */
  retry(): void {
    if (this.#ws === null) this.#open();
  }

  #open(): void {
    clearTimeout(this.#timer);
    const ws = new WebSocket(this.#url);
    ws.binaryType = 'arraybuffer';
    this.#ws = ws;
    this.#welcomedAt = null;
    this.#timer = setTimeout(() => this.resync(), WELCOME_MS);
    ws.onopen = () => ws.send(encodeToServer(this.#owner.hello()) as Uint8Array<ArrayBuffer>);
    ws.onmessage = ({ data }) => this.#ws === ws && this.#take(data);
    ws.onclose = ({ code }) => this.#ws === ws && this.#closed(code);
  }

  #take(data: unknown): void {
    const message = data instanceof ArrayBuffer ? decodeToPage(new Uint8Array(data)) : null;
    if (message === null) {
      this.resync();
      return;
    }
    if (message.type === 'welcome') {
      clearTimeout(this.#timer);
      this.#welcomedAt = performance.now();
      const { engineVersion, newest } = message;
      this.#owner.onLink({ state: 'open', engineVersion, newest });
    }
    this.#owner.onMessage(message);
  }

  #closed(code: number): void {
    clearTimeout(this.#timer);
    this.#ws = null;
    const helloRefused = this.#welcomedAt === null && (code === CLOSE.unauthorised || code === CLOSE.protocol);
    if (!helloRefused) this.#lost();
    else if (!this.#owner.onRefused()) {
      this.#owner.onLink({ state: 'refused', why: code === CLOSE.unauthorised ? 'token' : 'protocol' });
    }
  }

  #lost(): void {
    clearTimeout(this.#timer);
    const steady = this.#welcomedAt !== null && performance.now() - this.#welcomedAt > STEADY_MS;
    this.#welcomedAt = null;
    this.#failures = steady ? 0 : this.#failures + 1;
    const delay = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, this.#failures - 1));
    this.#owner.onLink({ state: 'lost', retryAt: performance.now() + delay });
    this.#timer = setTimeout(() => this.#open(), delay);
  }
}
