/** Brings together the two ends of the page's connections: the client here, and what the server's thread accepted. */
import type { Clocks } from '../../../../shared/options.ts';
import type { ClientEvents, PageClient } from './client.ts';
import type { Lane } from './lane.ts';

/** What the page wants of a connection. */
export interface ConnectWish {
  readonly session: string;
  readonly ref: number;
  readonly clocks: Clocks;
  readonly events: ClientEvents;
}

/** One connection under way. Either end may come first: the accept's message, or connect() coming back. */
export class Pair {
  readonly wish: ConnectWish;
  #client: PageClient | null = null;
  #lane: Lane | null = null;
  #refused = false;

  constructor(wish: ConnectWish) {
    this.wish = wish;
  }

  get client(): PageClient | null {
    return this.#client;
  }

  /** connect() came back. */
  connected(client: PageClient): void {
    this.#client = client;
    if (this.#refused) client.refuse();
    if (this.#lane !== null) client.open(this.#lane);
  }

  /** The recorder has no room for it. */
  refused(): void {
    this.#refused = true;
    this.#client?.refuse();
  }

  /** The server's thread has accepted it. */
  accepted(lane: Lane): void {
    this.#lane = lane;
    this.#client?.open(lane);
  }
}
