/**
 * What has arrived at a held server and is not consumed: read and kept behind its gate, or seen waiting before it. Octets
 * come in as they arrived and leave as they are consumed, with the boundaries of the reads that brought them.
 */
import { concat } from '../../base/octets.ts';

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

  /** Takes the first `count`, as far as there are so many, piece by piece; `ends`: the last of what one read brought. */
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
