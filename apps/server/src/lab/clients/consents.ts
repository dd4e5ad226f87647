/** The targets to which the page of one session has consented, each with the addresses that were shown and checked. */
import { MOST_TARGETS } from '#shared/wire/messages.ts';

export class Consents {
  /** Shown, not consented to yet. */
  readonly #asked = new Map<string, readonly string[]>();
  readonly #given = new Map<string, readonly string[]>();

  /** The ids of the targets with a consent, in the order in which it was given. */
  get given(): readonly string[] {
    return [...this.#given.keys()];
  }

  /** The addresses that were consented to, or null. */
  addressesOf(server: string): readonly string[] | null {
    return this.#given.get(server) ?? null;
  }

  /** Notes that the page is shown these addresses. Drops the oldest unanswered question if there are too many. */
  ask(server: string, addresses: readonly string[]): void {
    this.#asked.delete(server);
    this.#asked.set(server, addresses);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > MOST_TARGETS && oldest !== undefined) this.#asked.delete(oldest);
  }

  /** Consents to what was shown last; null when nothing was. `full`: there is no room for another. */
  give(server: string): readonly string[] | 'full' | null {
    const addresses = this.#asked.get(server);
    if (addresses === undefined) return null;
    if (this.#given.size >= MOST_TARGETS && !this.#given.has(server)) return 'full';
    this.#asked.delete(server);
    this.#given.set(server, addresses);
    return addresses;
  }

  takeBack(server: string): void {
    this.#asked.delete(server);
    this.#given.delete(server);
  }
}
