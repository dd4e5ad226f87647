/** The lab: its servers by id. Octet's own run in threads, the peers in processes. */

import type { Reading } from '#shared/base/options.ts';
import type { Stop } from '#shared/hold/stops.ts';
import type { PeerId } from '#shared/servers/peers.ts';
import type { ProfileOptions } from '#shared/servers/start-options.ts';
import type { BackendSpec, ServerInfo } from '#shared/wire/messages.ts';
import { CHAIN_SLOTS, Chains } from './chain/chains.ts';
import type { ConnectRequest } from './clients/pairing.ts';
import { Descriptors } from './memory/descriptors.ts';
import { PeerServer, type Reach } from './peers/server.ts';
import type { Lane } from './recording/lane.ts';
import type { Recorder } from './recording/recorder.ts';
import { ACCEPT_MS } from './servers/connections.ts';
import { type GateRequest, type HoldResult, Holds, type HoldTimes } from './servers/holds.ts';
import { type LabContext, LabServer } from './servers/server.ts';
import type { ServerKind } from './servers/server-kind.ts';

/** Loopback, as a number: its cookies and its site differ from those of the page at `localhost`. */
const HOST = '127.0.0.1';

const TELL_MS = 50;

export interface LabOptions {
  readonly recorder: Recorder;
  /** The epoch of the recorder's clock. */
  readonly epoch: bigint;
  readonly kinds: readonly ServerKind[];
  /** The peers to look for; absent: none. */
  readonly peers?: Peers;
  /** The most files this process may open; the system's limit when omitted. */
  readonly openFiles?: number;
  /** How long a hold may last; for tests. */
  readonly holdTimes?: Partial<HoldTimes>;
  /** How long an accept may take before a lane is shown without it, in ms; longer in tests, which wait for the accept. */
  readonly acceptMs?: number;
}

/** Why a hold request never reached a gate. */
export type NoGate = 'unknown-server' | 'no-gate';
/** Servers of other projects, run as processes. */
export interface Peers {
  /** Each with the port it uses unless that is taken. */
  readonly kinds: readonly { readonly id: PeerId; readonly firstPort: number }[];
  readonly reach: Reach;
}

const NO_PEERS: Peers = { kinds: [], reach: () => Promise.reject(new Error('There are no peers')) };

export class Workers {
  /** Called when the state of a server has changed. */
  onChange: () => void = () => undefined;
  readonly descriptors: Descriptors;
  readonly holds: Holds;
  #soon: NodeJS.Timeout | null = null;
  readonly #servers: ReadonlyMap<string, LabServer | PeerServer>;
  readonly #chains: Chains;

  constructor({ recorder, epoch, kinds, peers = NO_PEERS, openFiles, holdTimes, acceptMs = ACCEPT_MS }: LabOptions) {
    this.holds = new Holds(holdTimes);
    const { reach } = peers;
    // Slot 0 is for the page's clients, the last ones for the chains.
    this.descriptors = Descriptors.create(1 + kinds.length + CHAIN_SLOTS, openFiles);
    const events = { changed: () => this.#tell(), moved: () => this.#tellSoon() };
    const shared = { descriptors: this.descriptors, holds: this.holds, acceptMs };
    const context: LabContext = { recorder, epoch, host: HOST, ...shared, ...events };
    this.#servers = new Map<string, LabServer | PeerServer>([
      ...kinds.map((kind, i) => [kind.id, new LabServer(kind, 1 + i, context)] as const),
      ...peers.kinds.map((kind) => [kind.id, new PeerServer({ ...kind, reach, upstream: null }, context)] as const),
    ]);
    const quiet = { ...context, changed: () => undefined };
    const peer = (id: PeerId, upstream: number) => new PeerServer({ id, firstPort: 0, upstream, reach }, quiet);
    this.#chains = new Chains({ context, slot: 1 + kinds.length, kinds, peer });
  }

  /** The servers to choose from; a patched one is included once it has been requested. */
  infos(): ServerInfo[] {
    return [...this.#servers.values()].filter((server) => server.listed).map((server) => server.info);
  }

  has(id: string): boolean {
    return this.#servers.has(id);
  }

  /** Starts a stopped server; without options, as it ran before. */
  start(id: string, options?: ProfileOptions): void {
    // The outcome is in its state.
    this.#servers
      .get(id)
      ?.start(options)
      .catch(() => undefined);
  }

  /** Stops a running server and starts it again. */
  restart(id: string, options?: ProfileOptions): void {
    this.#servers
      .get(id)
      ?.restart(options)
      .catch(() => undefined);
  }

  /** Starts the stopped servers that are not started on demand, and looks again for peers that were missing. */
  startAll(): void {
    for (const [id, server] of this.#servers) {
      if (server instanceof PeerServer) server.look();
      else if (!server.onDemand && server.info.state === 'stopped') this.start(id);
    }
  }

  kill(id: string): void {
    void this.#servers.get(id)?.kill('killed from the page');
  }

  /** Whether the way a server parses can be configured. */
  reads(id: string): boolean {
    return this.#servers.get(id)?.reads ?? false;
  }

  /** Configures how a server parses connections it accepts from now on. False when it cannot be configured. */
  configure(id: string, reading: Reading): boolean {
    return this.#servers.get(id)?.configure(reading) ?? false;
  }

  /** Holds a lane for the page. */
  hold(lane: Lane, session: string, stops: readonly Stop[], now: boolean): HoldResult | NoGate {
    const server = this.#gated(lane.facts.server);
    return typeof server === 'string' ? server : this.holds.arm(server, lane, session, stops, now);
  }

  /** Holds the next connection to a server, which is started if necessary; null: cancels that. */
  holdNext(id: string, session: string, stops: readonly Stop[] | null, now: boolean): HoldResult | NoGate {
    const server = this.#gated(id);
    if (typeof server === 'string') return server;
    if (stops === null || server.info.state === 'listening') {
      return this.holds.armNext(server, session, stops, now);
    }
    // Its state says why it cannot start.
    server.start().then(
      () => this.holds.armNext(server, session, stops, now),
      () => undefined,
    );
    return 'done';
  }

  /** Sends another command to the gate of a held lane. */
  askGate(lane: Lane, request: GateRequest): HoldResult {
    return this.holds.ask(lane, request);
  }

  #gated(id: string): LabServer | NoGate {
    const server = this.#servers.get(id);
    if (server === undefined) return 'unknown-server';
    return server instanceof LabServer && server.gated ? server : 'no-gate';
  }

  /** Connects a client for the page, starting the server if it is not running. */
  connect(id: string, request: ConnectRequest): void {
    void this.#servers.get(id)?.connect(request);
  }

  /** Whether a chain of this front and this back is possible. */
  hasChain(front: string, back: BackendSpec): boolean {
    return this.#chains.has(front, back);
  }

  /** Starts a chain for one client of the page, and connects it to the front. */
  connectChain(front: string, back: BackendSpec, request: ConnectRequest): void {
    void this.#chains.connect(front, back, request);
  }

  /**
   * Resolves once the thread behind a lane has handled everything that has reached it; at once for a server that Octet
   * does not run. A chain's servers are in no list, so any lane waits for all chains.
   */
  async settled({ facts }: Lane): Promise<void> {
    await Promise.all([this.#servers.get(facts.server)?.settled(), this.#chains.settled()]);
  }

  #tell(): void {
    clearTimeout(this.#soon ?? undefined);
    this.#soon = null;
    this.onChange();
  }

  /** Connections come and go by the thousand: changes are reported together. */
  #tellSoon(): void {
    this.#soon ??= setTimeout(() => this.#tell(), TELL_MS);
  }

  async close(): Promise<void> {
    clearTimeout(this.#soon ?? undefined);
    this.holds.close();
    await Promise.all([this.#chains, ...this.#servers.values()].map((server) => server.close()));
  }
}
