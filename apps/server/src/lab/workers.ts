/** The lab: its servers by their ids, ours each in a thread of its own, those of others each in a process. */

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

/** Loopback, and by number: its cookies and its site are not those of the page at `localhost`. */
const HOST = '127.0.0.1';

const TELL_MS = 50;

export interface LabOptions {
  readonly recorder: Recorder;
  /** The epoch of the recorder's clock. */
  readonly epoch: bigint;
  readonly kinds: readonly ServerKind[];
  /** The servers of others to look for; without them there are none. */
  readonly peers?: Peers;
  /** The most files this process may open; the system's limit when left out. */
  readonly openFiles?: number;
  /** How long a hold may last; in tests. */
  readonly holdTimes?: Partial<HoldTimes>;
  /** How long an accept may take before a lane is shown without it, in ms; longer in tests, which wait for the accept. */
  readonly acceptMs?: number;
}

/** Why a request about a hold never reached a gate. */
export type NoGate = 'unknown-server' | 'no-gate';
/** The servers of others. */
export interface Peers {
  /** Each with the port it has unless that is taken. */
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
    // Slot 0 is the page's clients, the last ones are the chains'.
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

  /** Of all servers to choose from; a patched one is there once somebody has asked for it. */
  infos(): ServerInfo[] {
    return [...this.#servers.values()].filter((server) => server.listed).map((server) => server.info);
  }

  has(id: string): boolean {
    return this.#servers.has(id);
  }

  /** Starts a server that does not run; without options as it ran before. */
  start(id: string, options?: ProfileOptions): void {
    // What became of it is in its state.
    this.#servers
      .get(id)
      ?.start(options)
      .catch(() => undefined);
  }

  /** Ends a server that runs, and starts it anew. */
  restart(id: string, options?: ProfileOptions): void {
    this.#servers
      .get(id)
      ?.restart(options)
      .catch(() => undefined);
  }

  /** Starts those that do not wait to be asked for, where they are stopped, and looks for the peers that were not there. */
  startAll(): void {
    for (const [id, server] of this.#servers) {
      if (server instanceof PeerServer) server.look();
      else if (!server.onDemand && server.info.state === 'stopped') this.start(id);
    }
  }

  kill(id: string): void {
    void this.#servers.get(id)?.kill('killed from the page');
  }

  /** Whether a server can be told how to read. */
  reads(id: string): boolean {
    return this.#servers.get(id)?.reads ?? false;
  }

  /** Tells a server how to read the connections it accepts from now on. False when there is none that can be told. */
  configure(id: string, reading: Reading): boolean {
    return this.#servers.get(id)?.configure(reading) ?? false;
  }

  /** Holds a lane for the page. */
  hold(lane: Lane, session: string, stops: readonly Stop[], now: boolean): HoldResult | NoGate {
    const server = this.#gated(lane.facts.server);
    return typeof server === 'string' ? server : this.holds.arm(server, lane, session, stops, now);
  }

  /** Holds whoever connects next to a server, which is started for it; null: nobody. */
  holdNext(id: string, session: string, stops: readonly Stop[] | null, now: boolean): HoldResult | NoGate {
    const server = this.#gated(id);
    if (typeof server === 'string') return server;
    if (stops === null || server.info.state === 'listening') {
      return this.holds.armNext(server, session, stops, now);
    }
    // Why it cannot start is in its state.
    server.start().then(
      () => this.holds.armNext(server, session, stops, now),
      () => undefined,
    );
    return 'done';
  }

  /** Asks something else of the gate of a lane that is held. */
  askGate(lane: Lane, request: GateRequest): HoldResult {
    return this.holds.ask(lane, request);
  }

  #gated(id: string): LabServer | NoGate {
    const server = this.#servers.get(id);
    if (server === undefined) return 'unknown-server';
    return server instanceof LabServer && server.gated ? server : 'no-gate';
  }

  /** Connects a client for the page, starting the server when it does not run. */
  connect(id: string, request: ConnectRequest): void {
    void this.#servers.get(id)?.connect(request);
  }

  /** Whether there can be a chain of this front and this back. */
  hasChain(front: string, back: BackendSpec): boolean {
    return this.#chains.has(front, back);
  }

  /** Starts a chain for one client of the page, and connects it to the front. */
  connectChain(front: string, back: BackendSpec, request: ConnectRequest): void {
    void this.#chains.connect(front, back, request);
  }

  #tell(): void {
    clearTimeout(this.#soon ?? undefined);
    this.#soon = null;
    this.onChange();
  }

  /** Connections come and go by the thousand: who serves whom is told together. */
  #tellSoon(): void {
    this.#soon ??= setTimeout(() => this.#tell(), TELL_MS);
  }

  async close(): Promise<void> {
    clearTimeout(this.#soon ?? undefined);
    this.holds.close();
    await Promise.all([this.#chains, ...this.#servers.values()].map((server) => server.close()));
  }
}
