/**
 * How a server reads what it is sent, in memory that its thread sees: what the page chooses holds for the connections
 * accepted from then on, without a message that could come too late (marks.ts says why).
 */
import { REQUEST_LENIENCIES, type Reading, sortedLeniencies } from '../../../../shared/options.ts';

/** The bit of mode `rfc`; those of the leniencies follow in their order. */
const RFC = 1;

export class ReadingCell {
  readonly memory: SharedArrayBuffer;
  readonly #cell: Int32Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(4)) {
    this.memory = memory;
    this.#cell = new Int32Array(memory);
  }

  set({ mode, leniencies }: Reading): void {
    const bits = sortedLeniencies(leniencies).map((name) => 2 << REQUEST_LENIENCIES.indexOf(name));
    Atomics.store(
      this.#cell,
      0,
      bits.reduce((sum, bit) => sum | bit, mode === 'rfc' ? RFC : 0),
    );
  }

  /** DEFAULT_READING in memory that nobody has set. */
  get(): Reading {
    const bits = Atomics.load(this.#cell, 0);
    return {
      mode: (bits & RFC) === 0 ? 'hardened' : 'rfc',
      leniencies: REQUEST_LENIENCIES.filter((_, index) => (bits & (2 << index)) !== 0),
    };
  }
}
