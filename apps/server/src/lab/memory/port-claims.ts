/**
 * How a lab knows, at accept, that the page made a connection, and with which conditions.
 *
 * The conditions of a connection (clocks, and how it is parsed) are fixed at accept, so the engine must know right then
 * whose client it is. A message would come too late: connect() on loopback returns when the kernel has queued the
 * connection, and the lab's thread may accept it before the client's thread has looked at its own port. So the client
 * chooses its local port itself, marks it here, in memory both threads share, and only then connects: the mark is there
 * before the SYN. The lab removes the mark at accept, so a later stranger on the same port does not find one.
 */
import type { Clocks, Reading } from '#shared/base/options.ts';
import { bitsOfReading, readingOfBits } from './shared-reading.ts';

const PORTS = 65_536;
const CLOCKS: readonly Clocks[] = ['patient', 'strict'];

/** A cell: these bits, then those of the reading (shared-reading.ts). */
const CLAIMED = 1;
const CLOCKS_SHIFT = 1;
const WITH_READING = 4;
const READING_SHIFT = 3;

/** The page's conditions for a connection. */
export interface PortClaim {
  readonly clocks: Clocks;
  /** How this connection is parsed; null: as the server parses all. */
  readonly reading: Reading | null;
}

export class PortClaims {
  readonly memory: SharedArrayBuffer;
  readonly #cells: Uint32Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(PORTS * Uint32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#cells = new Uint32Array(memory);
  }

  /** The page's connection will come from `port`. */
  claim(port: number, { clocks, reading }: PortClaim): void {
    const read = reading === null ? 0 : WITH_READING | (bitsOfReading(reading) << READING_SHIFT);
    Atomics.store(this.#cells, port, CLAIMED | (CLOCKS.indexOf(clocks) << CLOCKS_SHIFT) | read);
  }

  /** The connection will not come after all. */
  release(port: number): void {
    Atomics.store(this.#cells, port, 0);
  }

  /** The page's conditions for a connection from `port`; null when the page did not make it. Removes the mark. */
  take(port: number): PortClaim | null {
    const cell = Atomics.exchange(this.#cells, port, 0);
    const clocks = CLOCKS[(cell >> CLOCKS_SHIFT) & 1];
    if ((cell & CLAIMED) === 0 || clocks === undefined) return null;
    return { clocks, reading: (cell & WITH_READING) === 0 ? null : readingOfBits(cell >> READING_SHIFT) };
  }
}
