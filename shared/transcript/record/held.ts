/**
 * What has arrived at a held server and is not consumed: read and kept behind its gate, or seen waiting before it. Octets
 * enter as they arrive and leave as they are consumed, with the boundaries of the reads that returned them.
 */

import { concat } from '../../base/octets.ts';
import type { Entry, HoldEntry } from './entries.ts';

// A hold in the walk: consuming takes steps, and so do a few events; the rest takes none.

/** A hold's start, its end and its stops are events; the ends of the user's own steps are not. */
export function holdSteps(entry: HoldEntry): number {
  if (entry.what === 'consumed') return entry.octets;
  if (entry.what === 'held') return entry.by.kind === 'step' ? 0 : 1;
  return entry.what === 'released' || entry.what === 'fin' ? 1 : 0;
}

/** Whether it is the part of a read that a held server consumed. */
export function consumesOctets(entry: Entry): boolean {
  return entry.kind === 'hold' && entry.what === 'consumed';
}

export class Unconsumed {
  /** Octets that wait. */
  length = 0;
  /** The client's FIN waits behind them. */
  fin = false;
  #pieces: Uint8Array[] = [];

  /** Whether anything waits. */
  get pending(): boolean {
    return this.length > 0 || this.fin;
  }

  /** All of them, in order. */
  bytes(): Uint8Array {
    return concat(this.#pieces);
  }

  add(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.length += bytes.length;
  }

  /** Takes the first `count`, or as many as there are, piece by piece; `ends`: the last one of a read. */
  take(count: number, each: (bytes: Uint8Array, ends: boolean) => void): void {
    for (let wanted = count; wanted > 0; ) {
      const piece = this.#pieces[0];
      if (piece === undefined) return;
      const taken = piece.subarray(0, wanted);
      const ends = taken.length === piece.length;
      if (ends) this.#pieces.shift();
      else this.#pieces[0] = piece.subarray(taken.length);
      this.length -= taken.length;
      wanted -= taken.length;
      each(taken, ends);
    }
  }
}
