/** What a page's requests keep in memory until they are answered. */

/** What a request weighs besides its content, in octets. */
const WEIGHT = 1024;

export class Outstanding {
  /** Octets kept. */
  octets = 0;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Counts a request until it is answered. `content`: octets of its content. */
  async add(answered: Promise<void>, content = 0): Promise<void> {
    this.#count(WEIGHT + content);
    await answered;
    this.#count(-WEIGHT - content);
  }

  #count(octets: number): void {
    this.octets += octets;
    this.#changed();
  }
}
