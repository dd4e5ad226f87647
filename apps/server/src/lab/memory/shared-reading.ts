/**
 * How a server parses what it receives, in memory that its thread shares: the page's choice applies to connections
 * accepted from then on, without a message that could come too late (see marks.ts).
 */
import { REQUEST_LENIENCIES, type Reading, sortedLeniencies } from '#shared/base/options.ts';

/** The bit of mode `rfc`; those of the leniencies follow in order. */
const RFC = 1;

/** A reading as a number: 0 for DEFAULT_READING, always below 2 ** 14. */
export function bitsOfReading({ mode, leniencies }: Reading): number {
  const bits = sortedLeniencies(leniencies).map((name) => 2 << REQUEST_LENIENCIES.indexOf(name));
  return bits.reduce((sum, bit) => sum | bit, mode === 'rfc' ? RFC : 0);
}

/** The reading for which {@link bitsOfReading} returned `bits`. */
export function readingOfBits(bits: number): Reading {
  return {
    mode: (bits & RFC) === 0 ? 'hardened' : 'rfc',
    leniencies: REQUEST_LENIENCIES.filter((_, index) => (bits & (2 << index)) !== 0),
  };
}

export class SharedReading {
  readonly memory: SharedArrayBuffer;
  readonly #cell: Int32Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(4)) {
    this.memory = memory;
    this.#cell = new Int32Array(memory);
  }

  set(reading: Reading): void {
    Atomics.store(this.#cell, 0, bitsOfReading(reading));
  }

  /** DEFAULT_READING while the memory is unset. */
  get(): Reading {
    return readingOfBits(Atomics.load(this.#cell, 0));
  }
}
