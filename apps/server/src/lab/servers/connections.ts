/**
 * The open connections of one server: what its thread saw goes into their lanes, and their clients hear of it.
 *
 * A client of the page that is connected but not accepted waits in the kernel's backlog. It gets its lane all the same,
 * filled from the client's side alone; the accept joins it later. An accept that nothing keeps from happening comes
 * within {@link ACCEPT_MS}: so long a lane is held back, so that its first entry is the accept and nothing flickers.
 *
 * Over UDP nothing is accepted and nothing ends: a client has its lane at once and until it closes its socket, however
 * often the server's side forgets a silent sender and meets it anew.
 */
import type { Draft, OpenEntry } from '#shared/transcript/record/entries.ts';
import { portOf } from '../../base/address.ts';
import type { LaneClient } from '../clients/lane-client.ts';
import type { Pair } from '../clients/pairing.ts';
import type { Observation } from '../memory/messages.ts';
import type { Lane } from '../recording/lane.ts';
import type { Recorder } from '../recording/recorder.ts';

/** How long a lane waits for the accept that is its first entry; a busy machine may be later. In ms. */
export const ACCEPT_MS = 40;

/** How long what a UDP client sent last may take to be read. */
const LAST_MS = 1000;

interface Connection {
  readonly lane: Lane;
  readonly pair: Pair | null;
}

export interface ConnectionsSetup {
  readonly server: string;
  readonly transport: 'tcp' | 'udp';
  readonly recorder: Recorder;
  /** How long an accept may take before a lane is shown without it, in ms. */
  readonly acceptMs: number;
  /** For the back of a chain: the lane in front of it, and its session. */
  readonly behind?: () => Behind | null;
  /** Somebody has come, been accepted, or left. */
  changed(): void;
  /** The thread told this of a lane it has, which is recorded. */
  told(lane: Lane, draft: Draft): void;
}

/** Whose octets reach the back of a chain. */
export interface Behind {
  readonly behind: number;
  readonly session: string;
}

export class Connections {
  readonly #setup: ConnectionsSetup;
  /** By the thread's own number. A connection for which there was no room is not among them. */
  readonly #open = new Map<number, Connection>();
  /** Clients of the page by their local port: over TCP until the thread has accepted them, over UDP for good. */
  readonly #expected = new Map<number, Pair>();
  #busy: number | null = null;

  constructor(setup: ConnectionsSetup) {
    this.#setup = setup;
  }

  /** Lanes accepted and not closed, ascending. */
  get serving(): number[] {
    return [...this.#open.values()].map(({ lane }) => lane.facts.number).sort((a, b) => a - b);
  }

  /** The lane on which a serial server waits. */
  get busy(): number | null {
    return this.#busy === null ? null : (this.#open.get(this.#busy)?.lane.facts.number ?? null);
  }

  /** Lanes that wait to be accepted, in the order they came. */
  get backlog(): number[] {
    if (this.#setup.transport === 'udp') return [];
    return [...this.#expected.values()].flatMap(({ lane }) =>
      lane === null || lane.clientClosed ? [] : [lane.facts.number],
    );
  }

  /** The number the thread knows a lane by that it has accepted and not closed. */
  numberOf(lane: Lane): number | null {
    for (const [connection, one] of this.#open) if (one.lane === lane) return connection;
    return null;
  }

  expect(localPort: number, pair: Pair): void {
    this.#expected.set(localPort, pair);
  }

  /** It was not connected after all. */
  withdraw(localPort: number): void {
    this.#expected.delete(localPort);
  }

  /** connect() came back. */
  connected(localPort: number, pair: Pair, client: LaneClient): void {
    pair.connected(client);
    if (this.#setup.transport === 'udp') this.#show(localPort, pair);
    else setTimeout(() => this.#show(localPort, pair), this.#setup.acceptMs).unref();
  }

  /** The client's socket is closed. */
  left(localPort: number, pair: Pair): void {
    if (this.#setup.transport === 'udp') {
      for (const [connection, one] of this.#open) if (one.pair === pair) this.#open.delete(connection);
      // What it sent last may not have been read yet.
      setTimeout(() => this.#expected.get(localPort) === pair && this.#expected.delete(localPort), LAST_MS).unref();
    }
    this.#setup.changed();
  }

  take(observations: readonly Observation[]): void {
    for (const { connection, t, draft } of observations) {
      if (draft.kind === 'open') this.#accepted(connection, draft, t);
      const found = this.#open.get(connection);
      if (found === undefined) continue;
      const silent = draft.kind === 'close' && this.#setup.transport === 'udp' && found.pair !== null;
      if (draft.kind !== 'open' && !silent) {
        this.#setup.recorder.append(found.lane, draft, t);
        found.pair?.client?.serverTold();
        this.#setup.told(found.lane, draft);
      }
      if (draft.kind === 'close') this.#forget(connection);
    }
  }

  /** On which connection the thread waits and accepts nobody; null: on none. */
  waitsOn(connection: number | null): void {
    this.#busy = connection;
    this.#setup.changed();
  }

  /** The thread is dead: every lane it had open or in its backlog says so. */
  crashed(message: string): void {
    this.#end((lane) => this.#setup.recorder.append(lane, { kind: 'crash', at: 'server', message }));
  }

  /** The thread has ended by itself, and the system has closed what it left open, reset what it had not accepted. */
  ended(): void {
    this.#end((lane, accepted) =>
      this.#setup.recorder.append(lane, { kind: accepted ? 'fin' : 'reset', at: 'server', by: 'server' }),
    );
  }

  #end(tell: (lane: Lane, accepted: boolean) => void): void {
    const accepted = [...this.#open.values()].map((one) => ({ ...one, accepted: true }));
    const waiting = [...this.#expected.values()].flatMap((pair) => {
      const { lane } = pair;
      return lane === null || lane.serverClosed ? [] : [{ lane, pair, accepted: false }];
    });
    this.#open.clear();
    this.#expected.clear();
    this.#busy = null;
    for (const one of [...accepted, ...waiting]) {
      if (one.lane.serverClosed) continue;
      tell(one.lane, one.accepted);
      this.#setup.recorder.append(one.lane, { kind: 'close', at: 'server' });
      one.pair?.client?.serverTold();
    }
  }

  #forget(connection: number): void {
    this.#open.delete(connection);
    if (this.#busy === connection) this.#busy = null;
    this.#setup.changed();
  }

  /** Still not accepted: its lane is shown without. */
  #show(localPort: number, pair: Pair): void {
    if (pair.lane !== null || pair.client?.gone || this.#expected.get(localPort) !== pair) return;
    const lane = this.#add(pair);
    if (lane === null) this.#expected.delete(localPort);
    this.#setup.changed();
  }

  #accepted(connection: number, open: Omit<OpenEntry, 'seq' | 't'>, t: number): void {
    const localPort = portOf(open.remote);
    const pair = this.#expected.get(localPort) ?? null;
    if (this.#setup.transport === 'tcp') this.#expected.delete(localPort);
    const known = pair?.lane ?? null;
    const lane = known ?? this.#lane(pair, open);
    if (lane === null) {
      pair?.refused();
      return;
    }
    this.#open.set(connection, { lane, pair });
    // A sender met before.
    if (!lane.accepted) this.#setup.recorder.append(lane, open, t);
    if (known === null) pair?.shown(lane);
    else pair?.client?.serverTold();
    this.#setup.changed();
  }

  #add(pair: Pair): Lane | null {
    const { session, ref } = pair.request;
    const lane = this.#setup.recorder.add({ server: this.#setup.server, origin: 'page', session, ref });
    if (lane === null) pair.refused();
    else pair.shown(lane);
    return lane;
  }

  /** A lane that begins with its accept. */
  #lane(pair: Pair | null, { options }: Pick<OpenEntry, 'options'>): Lane | null {
    const { session = null, ref = null } = pair?.request ?? {};
    const behind = pair === null ? this.#setup.behind?.() : null;
    return this.#setup.recorder.add({ server: this.#setup.server, origin: options.origin, session, ref, ...behind });
  }
}
