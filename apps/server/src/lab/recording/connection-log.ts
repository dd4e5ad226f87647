/**
 * The record of one connection at the server's edge. The recording wire appends what crosses the socket, the gate
 * reports how many octets the server has consumed, and both reach the transcript in causal order: what the server does
 * in the middle of a read (a response, a decision) comes after the octet that caused it.
 */
import type { Draft } from '#shared/transcript/record/entries.ts';

export class ConnectionLog {
  readonly #put: (draft: Draft) => void;
  /** Octets consumed since the last entry that records consumption. */
  #uncounted = 0;
  /** Clocks that started while octets were uncounted: they belong after the whole read. */
  #late: Draft[] = [];

  /** @param put adds an entry to the transcript */
  constructor(put: (draft: Draft) => void) {
    this.#put = put;
  }

  /** Records an entry after the octets consumed so far. */
  append(draft: Draft): void {
    if (this.#uncounted > 0 && draft.kind === 'timer' && draft.what === 'armed') {
      this.#late.push(draft);
      return;
    }
    this.settle();
    this.#put(draft);
  }

  /** Counts octets that a gate passes to the server. They are recorded with the next entry, or by settle(). */
  consumed(octets: number): void {
    this.#uncounted += octets;
  }

  /** Records the octets counted so far, and the clocks that waited for them. */
  settle(): void {
    const octets = this.#uncounted;
    if (octets === 0) return;
    this.#uncounted = 0;
    this.#put({ kind: 'hold', at: 'server', what: 'consumed', octets });
    for (const draft of this.#late.splice(0)) this.#put(draft);
  }
}
