/** Pairs the two ends of the page's connections: the client here, and what the server's thread accepted. */
import type { Clocks, Reading } from '#shared/base/options.ts';
import type { ProfileOptions } from '#shared/servers/start-options.ts';
import type { Lane } from '../recording/lane.ts';
import type { ClientEvents, LaneClient } from './lane-client.ts';

/** The page's requirements for a connection. */
export interface ConnectRequest {
  readonly session: string;
  readonly ref: number;
  readonly clocks: Clocks;
  /** How to parse this connection, for a configurable server; absent: as it parses all. */
  readonly reading?: Reading | undefined;
  /** For a profile that has to be started; absent: as it was last started. */
  readonly options?: ProfileOptions | undefined;
  readonly events: ClientEvents;
}

/** One pending connection. Either end may come first: the accept's message, or connect() returning. */
export class Pair {
  readonly request: ConnectRequest;
  #client: LaneClient | null = null;
  #lane: Lane | null = null;
  #refusedAt: number | null = null;

  constructor(request: ConnectRequest) {
    this.request = request;
  }

  get client(): LaneClient | null {
    return this.#client;
  }

  get lane(): Lane | null {
    return this.#lane;
  }

  /** connect() succeeded. */
  connected(client: LaneClient): void {
    this.#client = client;
    if (this.#refusedAt !== null) client.refuse(this.#refusedAt);
    if (this.#lane !== null) client.open(this.#lane);
  }

  /** The recorder keeps `most` lanes, and all are open. */
  refused(most: number): void {
    this.#refusedAt = most;
    this.#client?.refuse(most);
  }

  /** It has a lane from now on: the server has accepted it, or lets it wait. */
  shown(lane: Lane): void {
    this.#lane = lane;
    this.#client?.open(lane);
  }
}
