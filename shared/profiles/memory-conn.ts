/** The server's end of one visitor's connection, in memory. */
import type { Address } from './calls.ts';
import type { Seen, Visitor } from './memory-types.ts';
import { osError } from './python/exceptions.ts';

export class Conn {
  readonly seen: Seen = { accepted: false, sent: [], end: 'open' };
  readonly #after: Visitor['after'];
  readonly #paced: boolean;
  #unread: Uint8Array[];
  /** Whether octets of the first unread piece have reached the kernel. */
  #arrived = true;
  #reset = false;

  constructor({ reads, after, paced = false }: Visitor) {
    this.#unread = [...reads];
    this.#after = after;
    this.#paced = paced;
  }

  get #resets(): boolean {
    return this.#unread.length === 0 && this.#after === 'reset';
  }

  get ready(): boolean {
    return this.#unread.length > 0 || this.#after !== 'stays';
  }

  recv(size: number): Uint8Array | undefined {
    this.#check();
    if (this.#resets) {
      this.#reset = true;
      throw osError('ECONNRESET');
    }
    const [next] = this.#unread;
    if (next === undefined) return this.#after === 'fin' ? new Uint8Array() : undefined;
    this.#arrived = next.length > size || !this.#paced;
    if (next.length > size) this.#unread[0] = next.subarray(size);
    else this.#unread.shift();
    return next.slice(0, size);
  }

  send(bytes: Uint8Array): number {
    this.#check();
    if (this.#reset) throw osError('EPIPE');
    this.seen.sent.push(bytes);
    return bytes.length;
  }

  getpeername(): Address {
    this.#check();
    if (this.#resets) throw osError('ENOTCONN');
    return ['127.0.0.1', 50_000];
  }

  close(): null {
    const unread = this.#unread.length > 0 && this.#arrived;
    if (this.seen.end === 'open') this.seen.end = unread ? 'reset' : 'fin';
    return null;
  }

  #check(): void {
    if (this.seen.end !== 'open') throw osError('EBADF');
  }
}
