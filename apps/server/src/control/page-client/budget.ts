/** Limits what one run sends to the page: so many octets and entries; the rest is counted. */
import type { Entry } from '#shared/transcript/record/entries.ts';

/** The limit for octets read, and for octets of decoded content, each. */
export const MOST_SENT = 8 * 1024 * 1024;
/** A server may send octet by octet. */
const MOST_ENTRIES = 20_000;

export class Budget {
  /** Octets read. */
  read = 0;
  /** How many of them were not sent to the page. */
  withheld = 0;
  decodedWithheld = 0;
  #left = MOST_SENT;
  #decodedLeft = MOST_SENT;
  #entries = MOST_ENTRIES;

  /** The entry to send to the page; null when it is over the budget. */
  entry(entry: Entry): Entry | null {
    if (entry.kind === 'write') return this.#fits(entry.bytes.length) ? entry : null;
    if (entry.kind !== 'read') return this.#entries-- > 0 ? entry : null;
    this.read += entry.length;
    if (this.#fits(entry.length)) return entry;
    this.withheld += entry.length;
    return null;
  }

  /** After a gap, the rest would be misread: once one piece does not fit, none does. */
  #fits(length: number): boolean {
    const fits = length <= this.#left && this.#entries-- > 0;
    this.#left = fits ? this.#left - length : 0;
    return fits;
  }

  /** The part of a piece of content that is sent to the page. */
  content(piece: Uint8Array): Uint8Array {
    const sent = piece.subarray(0, this.#decodedLeft);
    this.#decodedLeft -= sent.length;
    this.decodedWithheld += piece.length - sent.length;
    return sent;
  }
}
