/** The octets of an answer's head, kept until it is complete: what was received, not what was understood. */
import { concat } from '#shared/base/octets.ts';

export class HeadOctets {
  #reads: Uint8Array[] = [];
  /** Offset of the first octet kept. */
  #start = 0;

  /** What one read carried; the buffer may be used anew afterwards. */
  add(bytes: Uint8Array): void {
    this.#reads.push(bytes.slice());
  }

  /** The octets `[start, end)`; those before `end` are forgotten. */
  take(start: number, end: number): Uint8Array {
    const all = concat(this.#reads);
    const head = all.slice(start - this.#start, end - this.#start);
    this.#reads = [all.slice(end - this.#start)];
    this.#start = end;
    return head;
  }
}
