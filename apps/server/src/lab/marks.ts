/**
 * How a lab knows, at accept, that a connection was made by the page.
 *
 * The clocks of a connection (patient or strict) are fixed at accept, so the engine must know right then whose client it
 * is. A message would come too late: connect() on loopback returns when the kernel has queued the connection, and the
 * lab's thread may accept it before the client's thread has looked at its own port. So the client chooses its local
 * port itself, marks it here, in memory both threads see, and only then connects: the mark is there before the SYN.
 * The lab takes the mark off at accept, so a later stranger on the same port finds none.
 */
import type { Clocks } from '../../../../shared/options.ts';

const PORTS = 65_536;
const CLOCKS: readonly Clocks[] = ['patient', 'strict'];

export class PortMarks {
  readonly memory: SharedArrayBuffer;
  readonly #cells: Uint8Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(PORTS)) {
    this.memory = memory;
    this.#cells = new Uint8Array(memory);
  }

  /** The connection that will come from `port` is the page's. */
  mark(port: number, clocks: Clocks): void {
    Atomics.store(this.#cells, port, CLOCKS.indexOf(clocks) + 1);
  }

  /** It will not come after all. */
  unmark(port: number): void {
    Atomics.store(this.#cells, port, 0);
  }

  /** The clocks the page wants for a connection from `port`; null when the page did not make it. Takes the mark off. */
  take(port: number): Clocks | null {
    return CLOCKS[Atomics.exchange(this.#cells, port, 0) - 1] ?? null;
  }
}
