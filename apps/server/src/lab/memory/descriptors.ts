/**
 * The budget of file descriptors, shared by the threads of one process.
 *
 * The labs and the page's clients together take at most 70 % of the limit, so that the control server keeps enough
 * descriptors to answer during a flood of connections to a lab. A descriptor has to be requested first; accepted
 * connections over the budget are closed at once.
 */
import { readFileSync } from 'node:fs';

const SHARE = 0.7;

/** Used when neither /proc nor the report gives a limit; the smallest default in use (macOS). */
const FALLBACK_LIMIT = 256;

/** Windows has no such limit; this one bounds the memory of sockets. */
const WINDOWS_LIMIT = 16_384;

/** Cell 0: the total; 1: its maximum; then one cell per slot. */
const TOTAL = 0;
const MOST = 1;
const FIRST_SLOT = 2;

/** The slot of the page's clients; the servers' slots follow. */
export const CLIENTS_SLOT = 0;

export class Descriptors {
  readonly memory: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.#cells = new Int32Array(memory);
  }

  /** A new budget with `slots` slots. */
  static create(slots: number, limit = openFilesLimit()): Descriptors {
    const made = new Descriptors(new SharedArrayBuffer((FIRST_SLOT + slots) * Int32Array.BYTES_PER_ELEMENT));
    Atomics.store(made.#cells, MOST, Math.floor(limit * SHARE));
    return made;
  }

  /** Takes one for `slot`; false when the budget is used up. */
  take(slot: number): boolean {
    const taken = Atomics.add(this.#cells, TOTAL, 1) + 1;
    if (taken > Atomics.load(this.#cells, MOST)) {
      Atomics.sub(this.#cells, TOTAL, 1);
      return false;
    }
    Atomics.add(this.#cells, FIRST_SLOT + slot, 1);
    return true;
  }

  give(slot: number): void {
    Atomics.sub(this.#cells, FIRST_SLOT + slot, 1);
    Atomics.sub(this.#cells, TOTAL, 1);
  }

  /** Returns all that `slot` had: its thread is gone, and so are its descriptors. */
  giveAll(slot: number): void {
    Atomics.sub(this.#cells, TOTAL, Atomics.exchange(this.#cells, FIRST_SLOT + slot, 0));
  }

  /** How many are taken now. */
  get taken(): number {
    return Atomics.load(this.#cells, TOTAL);
  }
}

/** RLIMIT_NOFILE of this process. Node raises the soft limit to the hard one when it starts. */
export function openFilesLimit(): number {
  return limitFromProc() ?? limitFromReport() ?? FALLBACK_LIMIT;
}

function limitFromProc(): number | null {
  if (process.platform !== 'linux') return null;
  const found = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
  return found ? Number(found[1]) : null;
}

function limitFromReport(): number | null {
  if (process.platform === 'win32') return WINDOWS_LIMIT;
  const report = process.report?.getReport() as { userLimits?: { open_files?: { soft?: unknown } } } | undefined;
  const soft = report?.userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : null;
}
