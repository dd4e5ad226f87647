/**
 * Connections of the page's client to servers that Octet does not record, shown from the client's side alone, so that
 * they can be inspected like any other. The lab's connections are already recorded at the server's end; over TLS, what
 * we write is not what crosses the wire.
 */
import type { ConnectionOptions, Entry } from '#shared/transcript/record/entries.ts';
import type { Lane } from '../../lab/recording/lane.ts';
import type { Recorder } from '../../lab/recording/recorder.ts';

export interface ClientLanesSetup {
  readonly recorder: Recorder;
  /** The session whose page sees them. */
  readonly session: string;
  /** Whether one of our own servers records this `host:port`. */
  readonly recorded: (remote: string) => boolean;
  readonly conditions: (server: string) => ConnectionOptions;
}

type Connect = Extract<Entry, { kind: 'connect' }>;

export class ClientLanes {
  readonly #setup: ClientLanesSetup;
  /** Connected, nothing written yet: TLS, if any, is reported in between. */
  readonly #fresh = new Map<number, Connect>();
  readonly #lanes = new Map<number, Lane>();

  constructor(setup: ClientLanesSetup) {
    this.#setup = setup;
  }

  entry(connection: number, entry: Entry): void {
    if (entry.kind === 'connect') {
      this.#lanes.delete(connection);
      if (!this.#setup.recorded(entry.remote)) this.#fresh.set(connection, entry);
      return;
    }
    const lane = this.#lanes.get(connection) ?? this.#open(connection);
    if (lane !== null) this.#setup.recorder.append(lane, entry, entry.t);
    if (entry.kind !== 'close') return;
    this.#lanes.delete(connection);
  }

  /** It uses TLS: its octets are not those on the wire. */
  encrypted(connection: number): void {
    this.#fresh.delete(connection);
  }

  #open(connection: number): Lane | null {
    const connected = this.#fresh.get(connection);
    if (connected === undefined) return null;
    this.#fresh.delete(connection);
    const { recorder, session, conditions } = this.#setup;
    const { local, remote, t } = connected;
    const lane = recorder.add({ server: remote, origin: 'page', session, ref: null });
    if (lane === null) return null;
    this.#lanes.set(connection, lane);
    recorder.append(lane, { kind: 'open', at: 'client', local, remote, options: conditions(remote) }, t);
    return lane;
  }
}
