/**
 * An accepted TCP connection as a profile uses it: read and written through its descriptor, call by call, so that what
 * is not requested stays in the kernel, as it does under the tutorial's own server. Never waits: the caller tries
 * again.
 *
 * What the server does is reported before it is done, and a FIN only if it will be one: when a socket is closed with
 * octets unread, the system sends RST.
 */
import { readSync, writeSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Address } from '#shared/profiles/calls.ts';
import { osError } from '#shared/profiles/python/exceptions.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { listenForErrors } from '../../engine/wire.ts';
import type { RecvGate } from '../gate/recv-gate.ts';

const at = 'server';

/** How much {@link TcpSocket.ready} reads ahead to know whether there is something: as much as the profiles request. */
const AHEAD = 4096;

const NOTHING = new Uint8Array();

interface Sending {
  readonly bytes: Uint8Array;
  sent: number;
  /** It was reported that the kernel takes no more. */
  waits: boolean;
}

export class TcpSocket {
  readonly #socket: Socket;
  readonly #fd: number;
  readonly #peer: Address;
  readonly #record: (draft: Draft) => void;
  readonly #gate: RecvGate;
  /** Read ahead and not yet requested. */
  #ahead: Uint8Array = NOTHING;
  #finSeen = false;
  #finTold = false;
  #error: string | null = null;
  #sending: Sending | null = null;
  #shut = false;
  #closed = false;

  constructor(socket: Socket, peer: Address, record: (draft: Draft) => void, gate: RecvGate) {
    this.#socket = socket;
    this.#fd = descriptorOf(socket);
    this.#peer = peer;
    this.#record = record;
    this.#gate = gate;
    listenForErrors(socket, () => undefined);
  }

  /** At most `size` octets; empty after the peer's FIN; null while there are none, or the gate lets none through. */
  recv(size: number): Uint8Array | null {
    this.#check();
    if (this.#held) return null;
    if (this.#ahead.length < size) this.#fill(size);
    const bytes = this.#ahead.slice(0, this.#gate.take(this.#ahead.slice(0, size)));
    this.#ahead = this.#ahead.slice(bytes.length);
    if (bytes.length > 0) return bytes;
    if (this.#error !== null) throw osError(this.#error);
    if (!this.#finSeen) return null;
    this.#tellFin();
    return bytes;
  }

  /** Whether recv would return without waiting. */
  get ready(): boolean {
    this.#check();
    if (this.#held) return false;
    if (this.#ahead.length === 0) this.#fill(AHEAD);
    return this.#ahead.length > 0 || this.#finSeen || this.#error !== null;
  }

  /** Whether the gate lets nothing through. What arrives is still recorded; a broken connection is no longer held. */
  get #held(): boolean {
    if (!this.#gate.holds) return false;
    if (this.#ahead.length < AHEAD) this.#fill(AHEAD);
    this.#gate.show(this.#ahead);
    if (this.#error !== null) this.#gate.release('end');
    return this.#error === null;
  }

  /** True once the kernel has taken all of `bytes`. Called again with the same bytes until then. */
  send(bytes: Uint8Array): boolean {
    this.#check();
    if (bytes.length === 0) return true;
    if (this.#sending?.bytes !== bytes) {
      this.#record({ kind: 'write', at, bytes: bytes.slice() });
      this.#sending = { bytes, sent: 0, waits: false };
    }
    const sending = this.#sending;
    const { sent } = sending;
    sending.sent += this.#try(() => writeSync(this.#fd, bytes, sent, bytes.length - sent)) ?? 0;
    if (this.#error !== null) throw osError(this.#error);
    const done = sending.sent === bytes.length;
    if (done === sending.waits)
      this.record({ kind: 'call', at, call: 'send', what: done ? 'answered' : 'waits', bytes: NOTHING });
    sending.waits = !done;
    if (done) this.#sending = null;
    return done;
  }

  /** Adds an entry to this connection's transcript. */
  record(draft: Draft): void {
    this.#record(draft);
  }

  getpeername(): Address {
    this.#check();
    if (this.#error !== null) throw osError('ENOTCONN');
    return this.#peer;
  }

  /** True once the FIN has been sent. */
  shutdown(): boolean {
    this.#check();
    if (!this.#shut) {
      this.#record({ kind: 'fin', at, by: 'server' });
      this.#socket.end();
    }
    this.#shut = true;
    return this.#socket.writableFinished || this.#socket.destroyed;
  }

  close(): void {
    if (this.#closed) return;
    this.#gate.close();
    if (this.#ahead.length === 0) this.#fill(1);
    this.#closed = true;
    const unread = this.#ahead.length > 0;
    if (this.#finSeen) this.#tellFin();
    if (this.#error === null) {
      if (unread) this.#record({ kind: 'reset', at, by: 'server' });
      else if (!this.#shut) this.#record({ kind: 'fin', at, by: 'server' });
    }
    this.#record(this.#error === null ? { kind: 'close', at } : { kind: 'close', at, error: this.#error });
    if (unread) this.#socket.resetAndDestroy();
    else this.#socket.destroy();
  }

  #check(): void {
    if (this.#closed) throw osError('EBADF');
  }

  #tellFin(): void {
    if (!this.#finTold) this.#record({ kind: 'fin', at, by: 'client' });
    this.#finTold = true;
  }

  /** Continues reading until there are `size` octets, as far as the kernel has them. */
  #fill(size: number): void {
    if (this.#finSeen || this.#error !== null) return;
    const buffer = new Uint8Array(size);
    buffer.set(this.#ahead);
    const had = this.#ahead.length;
    const length = this.#try(() => readSync(this.#fd, buffer, had, size - had, null));
    if (length === 0) this.#finSeen = true;
    if (length !== null) this.#ahead = buffer.slice(0, had + length);
  }

  /** The result of a system call; null when it would block, or when the connection broke. */
  #try(call: () => number): number | null {
    try {
      return call();
    } catch (error) {
      const { code = 'EIO' } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') return null;
      this.#error = code;
      if (code === 'ECONNRESET') this.#record({ kind: 'reset', at, by: 'client' });
      return null;
    }
  }
}

/** Node has no public API for a socket's descriptor. Windows does not have descriptors at all. */
function descriptorOf(socket: Socket): number {
  const { _handle: handle } = socket as unknown as { _handle?: { fd?: unknown } };
  if (typeof handle?.fd === 'number' && handle.fd >= 0) return handle.fd;
  throw new Error('The tutorial servers need a system where a socket has a descriptor (Linux, macOS)');
}
