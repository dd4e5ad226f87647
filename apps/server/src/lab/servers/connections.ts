/**
 * The open connections of one server: adds what its thread saw to their lanes, and notifies their clients.
 *
 * A client of the page that is connected but not accepted waits in the kernel's backlog. It still gets its lane, filled
 * from the client's side alone; the accept joins it later. An accept normally arrives within {@link ACCEPT_MS}: the
 * lane is held back that long, so that its first entry is the accept and the display does not flicker.
 *
 * Over UDP there is neither an accept nor an end: a client has its lane at once and until it closes its socket, however
 * often the server's side forgets a silent sender and meets it again.
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

/** How long the server may take to read what a UDP client sent last. */
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
  /** A connection has arrived, been accepted or ended. */
  changed(): void;
  /** The thread reported this for one of its lanes; it is recorded. */
  told(lane: Lane, draft: Draft): void;
}

/** The lane whose octets reach the back of a chain. */
export interface Behind {
  readonly behind: number;
  readonly session: string;
}

export class Connections {
  readonly #setup: ConnectionsSetup;
  /** By the thread's own number. Connections for which there was no room are not included. */
  readonly #open = new Map<number, Connection>();
  /** Clients of the page by their local port: over TCP until the thread has accepted them, over UDP permanently. */
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

  /** Lanes waiting to be accepted, in order of arrival. */
  get backlog(): number[] {
    if (this.#setup.transport === 'udp') return [];
    return [...this.#expected.values()].flatMap(({ lane }) =>
      lane === null || lane.clientClosed ? [] : [lane.facts.number],
    );
  }

  /** The number by which the thread knows a lane that it has accepted and not closed. */
  numberOf(lane: Lane): number | null {
    for (const [connection, one] of this.#open) if (one.lane === lane) return connection;
    return null;
  }

  expect(localPort: number, pair: Pair): void {
    this.#expected.set(localPort, pair);
  }

  /** The connection failed after all. */
  withdraw(localPort: number): void {
    this.#expected.delete(localPort);
  }

  /** connect() succeeded. */
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

  /** The connection on which the thread waits without accepting others; null: none. */
  waitsOn(connection: number | null): void {
    this.#busy = connection;
    this.#setup.changed();
  }

  /** The thread has died: every lane it had open or in its backlog records that. */
  crashed(message: string): void {
    this.#end((lane) => this.#setup.recorder.append(lane, { kind: 'crash', at: 'server', message }));
  }

  /** The thread has ended on its own; the system has closed what it left open and reset what it had not accepted. */
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

  /** Still not accepted: its lane is shown without the accept. */
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
      pair?.refused(this.#setup.recorder.mostLanes);
      return;
    }
    this.#open.set(connection, { lane, pair });
    // A known sender.
    if (!lane.accepted) this.#setup.recorder.append(lane, open, t);
    if (known === null) pair?.shown(lane);
    else pair?.client?.serverTold();
    this.#setup.changed();
  }

  #add(pair: Pair): Lane | null {
    const { session, ref } = pair.request;
    const lane = this.#setup.recorder.add({ server: this.#setup.server, origin: 'page', session, ref });
    if (lane === null) pair.refused(this.#setup.recorder.mostLanes);
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
