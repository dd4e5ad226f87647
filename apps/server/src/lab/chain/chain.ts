/**
 * A chain: a front that forwards to a back, both started for one connection of the page and ended with it.
 *
 * Which octets of the front's client reach the back on which connection, only a front of our own could tell. A chain does
 * not need to be told: its back listens on a port of its own that nobody but its front was given, and its front serves
 * one client. So that client caused everything recorded at the back, whose lane names the lane in front of it.
 * (Another program of this machine that finds the ports could still meddle; its lane is shown as the front's are.)
 */
import type { BackendSpec } from '#shared/wire/messages.ts';
import type { ConnectRequest } from '../clients/pairing.ts';
import type { Behind } from '../servers/connections.ts';
import type { LabContext } from '../servers/server.ts';

/** What the back may still have to read and answer when the front's client is gone. */
const SETTLE_MS = 500;

/** A server as a chain needs it. */
export interface Link {
  start(): Promise<unknown>;
  readonly info: { readonly port: number };
  connect(request: ConnectRequest): Promise<void>;
  close(): Promise<void>;
}

/** Makes the two servers of a chain, not started. */
export interface Links {
  back(request: BackendSpec, context: LabContext): Link;
  front(id: string, upstream: number): Link;
}

export class Chain {
  readonly #links: Links;
  readonly #context: LabContext;
  #front: Link | null = null;
  #back: Link | null = null;
  #behind: Behind | null = null;
  #closing: Promise<void> | null = null;

  constructor(links: Links, context: LabContext) {
    this.#links = links;
    this.#context = context;
  }

  /** Starts both and connects the page's client to the front. Resolves when all of it is over. */
  async serve(front: string, back: BackendSpec, request: ConnectRequest): Promise<void> {
    const over = new Promise<void>((resolve) => {
      this.#run(front, back, { ...request, events: this.#follow(request, resolve) }).catch((error: Error) => {
        request.events.failed('connect-failed', error.message);
        resolve();
      });
    });
    await over;
    await this.close();
  }

  /** Ends the front first: then the back sees its connections end, as when a proxy is stopped. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #run(front: string, back: BackendSpec, request: ConnectRequest): Promise<void> {
    this.#back = this.#links.back(back, { ...this.#context, behind: () => this.#behind });
    await this.#back.start();
    this.#front = this.#links.front(front, this.#back.info.port);
    await this.#front.connect(request);
  }

  #follow({ events, session }: ConnectRequest, over: () => void): ConnectRequest['events'] {
    return {
      opened: (lane, client) => {
        this.#behind = { behind: lane.facts.number, session };
        events.opened(lane, client);
      },
      failed: (code, detail) => {
        events.failed(code, detail);
        over();
      },
      progressed: () => events.progressed(),
      closed: () => {
        events.closed();
        setTimeout(over, SETTLE_MS);
      },
    };
  }

  async #close(): Promise<void> {
    await this.#front?.close();
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    await this.#back?.close();
  }
}
