/** The open connections of one server: what its thread saw goes into their lanes, and their clients hear of it. */
import type { OpenEntry } from '../../../../shared/transcript/entries.ts';
import { portOf } from './address.ts';
import type { Lane } from './lane.ts';
import type { Sighting } from './messages.ts';
import type { Pair } from './pairing.ts';
import type { Recorder } from './recorder.ts';

interface Connection {
  readonly lane: Lane;
  readonly pair: Pair | null;
}

export class Connections {
  readonly #server: string;
  readonly #recorder: Recorder;
  /** By the thread's own number. A connection for which there was no room is not among them. */
  readonly #open = new Map<number, Connection>();
  /** Connections of the page, by the client's local port, until the thread has accepted them. */
  readonly #expected = new Map<number, Pair>();

  constructor(server: string, recorder: Recorder) {
    this.#server = server;
    this.#recorder = recorder;
  }

  expect(localPort: number, pair: Pair): void {
    this.#expected.set(localPort, pair);
  }

  /** It was not connected after all. */
  withdraw(localPort: number): void {
    this.#expected.delete(localPort);
  }

  take(sightings: readonly Sighting[]): void {
    for (const { connection, t, draft } of sightings) {
      if (draft.kind === 'open') this.#accepted(connection, draft);
      const found = this.#open.get(connection);
      if (found === undefined) continue;
      this.#recorder.append(found.lane, draft, t);
      if (draft.kind === 'open') found.pair?.accepted(found.lane);
      else found.pair?.client?.serverTold();
      if (draft.kind === 'close') this.#open.delete(connection);
    }
  }

  /** The thread is dead: every lane it had open says so. */
  crashed(message: string): void {
    for (const { lane, pair } of this.#open.values()) {
      this.#recorder.append(lane, { kind: 'crash', at: 'server', message });
      this.#recorder.append(lane, { kind: 'close', at: 'server' });
      pair?.client?.serverTold();
    }
    this.#open.clear();
    this.#expected.clear();
  }

  #accepted(connection: number, open: Omit<OpenEntry, 'seq' | 't'>): void {
    const { origin } = open.options;
    const localPort = portOf(open.remote);
    const pair = origin === 'page' ? (this.#expected.get(localPort) ?? null) : null;
    this.#expected.delete(localPort);
    const { session = null, ref = null } = pair?.wish ?? {};
    const lane = this.#recorder.add({ server: this.#server, origin, session, ref });
    if (lane === null) pair?.refused();
    else this.#open.set(connection, { lane, pair });
  }
}
