/** Octets that are ready to send but not yet taken by the wire, in order. One write is in flight at a time. */
import type { Allocate } from '#shared/http1/writer.ts';

/** Octets per write: what a slow reader must take within the write time-out. */
const WRITE = 64 * 1024;

/** A queue of octets in front of a wire. */
export class WriteQueue {
  readonly #write: (bytes: Uint8Array) => boolean;
  readonly #allocate: Allocate;
  #pieces: Uint8Array[] = [];
  #waiting = 0;
  #inFlight = 0;
  /** Counts writes: each is progress. */
  writes = 0;

  /** @param write as Effects.write */
  constructor(write: (bytes: Uint8Array) => boolean, allocate: Allocate = (length) => new Uint8Array(length)) {
    this.#write = write;
    this.#allocate = allocate;
  }

  /** Octets the wire has not taken yet. */
  get size(): number {
    return this.#waiting + this.#inFlight;
  }

  /** Whether the last write is still in flight. */
  get writing(): boolean {
    return this.#inFlight > 0;
  }

  /** Appends octets, which must not change any more. */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#pieces.push(bytes);
    this.#waiting += bytes.length;
  }

  /** Writes until the wire takes no more for now. */
  flush(): void {
    while (this.#inFlight === 0 && this.#waiting > 0) {
      const bytes = this.#take();
      this.writes++;
      if (!this.#write(bytes)) this.#inFlight = bytes.length;
    }
  }

  /** The wire has taken the write in flight. */
  drained(): void {
    this.#inFlight = 0;
  }

  clear(): void {
    this.#pieces = [];
    this.#waiting = 0;
    this.#inFlight = 0;
  }

  /** Removes the octets of one write: small pieces joined, a large one without copying. */
  #take(): Uint8Array {
    const only = this.#pieces[0] as Uint8Array;
    if (this.#pieces.length === 1 && only.length <= WRITE) {
      this.#pieces.pop();
      this.#waiting = 0;
      return only;
    }
    const taken: Uint8Array[] = [];
    let room = WRITE;
    for (const piece of this.#pieces) {
      if (piece.length > room) break;
      taken.push(piece);
      room -= piece.length;
    }
    this.#pieces.splice(0, taken.length);
    const next = this.#pieces[0];
    if (next !== undefined && room > 0) {
      taken.push(next.subarray(0, room));
      this.#pieces[0] = next.subarray(room);
    }
    const bytes = taken.length === 1 ? (taken[0] as Uint8Array) : this.#join(taken);
    this.#waiting -= bytes.length;
    return bytes;
  }
  #join(pieces: readonly Uint8Array[]): Uint8Array {
    let length = 0;
    for (const piece of pieces) length += piece.length;
    const bytes = this.#allocate(length);
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }
}
