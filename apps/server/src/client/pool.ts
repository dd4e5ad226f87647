/** Kept connections by origin (RFC 9112 §9.3): an idle one is used before a new one is opened. */
import { type Origin, showOrigin } from '#shared/client/url.ts';
import { Connection } from './connection.ts';
import { dial } from './dial.ts';
import type { ClientSetup } from './setup.ts';

/** The most idle connections over all origins; the one idle for longest is closed first. */
const MOST_RESTING = 8;

export class Pool {
  readonly #setup: ClientSetup;
  readonly #open = new Set<Connection>();
  /** The one used last is at the end: it is the most likely to be alive. */
  #resting: Connection[] = [];
  #numbers = 0;

  constructor(setup: ClientSetup) {
    this.#setup = setup;
  }

  /** Those idle and alive, the one used last at the end. */
  get resting(): readonly Connection[] {
    return this.#resting.filter(({ alive }) => alive);
  }

  /** An idle connection, or null. */
  take(origin: Origin): Connection | null {
    this.#resting = this.#resting.filter(({ alive }) => alive);
    const key = showOrigin(origin);
    const found = this.#resting.filter((one) => showOrigin(one.origin) === key).at(-1) ?? null;
    if (found === null) return null;
    this.#resting = this.#resting.filter((one) => one !== found);
    this.#setup.listener.note({ what: 'reused', connection: found.number }, this.#setup.clock());
    return found;
  }

  /** Opens a new one. @throws ClientError as `dial` */
  async open(origin: Origin, signal: AbortSignal): Promise<Connection> {
    const dialled = await dial(origin, this.#setup, signal);
    const connection = new Connection(++this.#numbers, origin, dialled, this.#setup);
    this.#open.add(connection);
    connection.closed.then(() => this.#open.delete(connection));
    return connection;
  }

  keep(connection: Connection): void {
    this.#resting.push(connection);
    while (this.#resting.length > MOST_RESTING) this.#resting.shift()?.close();
  }

  /** Closes all idle connections; settles when every connection is gone. Those in use end on their own. */
  async close(): Promise<void> {
    for (const connection of this.#resting) connection.close();
    this.#resting = [];
    await Promise.all([...this.#open].map(({ closed }) => closed));
  }

  /** Ends every connection at once. */
  destroy(): void {
    for (const connection of this.#open) connection.destroy();
  }
}
