/**
 * A chain: a front that forwards to a back, both started for one connection of the page and ended with it.
 *
 * Only a front that Octet wrote could tell which octets of its client reach the back on which connection. A chain
 * avoids the question: its back listens on a port that only its front was given, and its front serves one client. So
 * that client caused everything recorded at the back, whose lane names the lane in front of it. (Another program on
 * this machine that finds the ports could still interfere; its lane would be shown like the front's.)
 */
import type { BackendSpec } from '#shared/wire/messages.ts';
import type { ConnectRequest } from '../clients/pairing.ts';
import type { Behind } from '../servers/connections.ts';
import type { LabContext } from '../servers/server.ts';

/** How long the back may still read and answer after the front's client is gone. */
const SETTLE_MS = 500;

/** What a chain needs from a server. */
export interface Link {
  start(): Promise<unknown>;
  readonly info: { readonly port: number };
  connect(request: ConnectRequest): Promise<void>;
  /** Resolves once it has handled everything that has reached it; at once if Octet cannot ask it. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Creates the two servers of a chain, not yet started. */
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

  /** Starts both and connects the page's client to the front. Resolves when everything has ended. */
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

  /** Resolves once both have handled everything that has reached them. */
  async settled(): Promise<void> {
    await Promise.all([this.#front?.settled(), this.#back?.settled()]);
  }

  /** Ends the front first: the back then sees its connections end, as when a proxy is stopped. */
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
