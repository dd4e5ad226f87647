/**
 * A wire: the little that the engine needs from a TCP socket, and its implementation over net.Socket.
 *
 * The lab wraps a Wire to record every read and write at the socket's edge, and wraps that in a gate to hold octets
 * back.
 */
import type { Socket } from 'node:net';

/** What a wire reports. All calls come from the event loop, never from inside a call made on the wire. */
export interface WireEvents {
  /** One read. The wire reuses the buffer after the call: keep a copy, never a view. */
  onRead(bytes: Uint8Array): void;
  /** The peer's FIN. Writing is still possible. */
  onFin(): void;
  /** The socket failed (ECONNRESET, EPIPE …); onClose follows. */
  onError(code: string): void;
  /** Closed in both directions. Nothing follows. */
  onClose(): void;
}

/** A socket as the engine sees it: half-closable, one write at a time. */
export interface Wire {
  /** Starts reading. Called once. */
  listen(events: WireEvents): void;
  /**
   * Passes octets to the kernel. True when it took them all at once; otherwise false, and `done` is called when it has.
   * Until then the caller neither changes `bytes` nor writes again.
   */
  write(bytes: Uint8Array, done: () => void): boolean;
  /** Sends FIN after what was written. */
  end(): void;
  /** Sends RST. */
  resetAndDestroy(): void;
  /** Closes without waiting for the peer. */
  destroy(): void;
  /** Stops reading: what arrives waits in the kernel, and TCP's window slows the peer down. */
  pause(): void;
  resume(): void;
}

/** The only place that adds an `error` listener: a socket without one would end the process. */
export function listenForErrors(socket: Socket, onError: (code: string) => void): void {
  socket.on('error', (error: NodeJS.ErrnoException) => onError(error.code ?? error.message));
}

/**
 * Whether the connection below a socket that has ended no longer exists because it was reset. A reset noticed together
 * with the last octets before it is reported like a FIN (libuv takes a hang-up after a short read for the end), and so
 * is a reset whose error went to a write of TLS itself, after which TLS never finishes another. But only a live
 * connection has a peer. Node caches the address once it has been read, hence the handle; where that does not work as
 * expected, a FIN is taken as a FIN.
 */
function isGone(socket: Socket): boolean {
  const { _handle: handle } = socket as { readonly _handle?: { getpeername?: (out: object) => number } | null };
  return typeof handle?.getpeername === 'function' && handle.getpeername({}) !== 0;
}

/** A wire over a net.Socket made with `allowHalfOpen: true`, or over a tls.TLSSocket around one. */
export class SocketWire implements Wire {
  readonly #socket: Socket;
  readonly #transport: Socket;

  /** @param transport the TCP socket below: TLS does not have its own RST */
  constructor(socket: Socket, transport = socket) {
    this.#socket = socket;
    this.#transport = transport;
  }

  listen(events: WireEvents): void {
    listenForErrors(this.#socket, (code) => events.onError(code));
    this.#socket.on('data', (bytes: Uint8Array) => events.onRead(bytes));
    this.#socket.on('end', () => {
      // After our own FIN, the peer's ends the connection (TIME-WAIT, RFC 9293 §3.6): it is gone, and all is well.
      if (this.#socket.writableFinished || !isGone(this.#transport)) return events.onFin();
      events.onError('ECONNRESET');
      this.#socket.destroy();
    });
    this.#socket.on('close', () => events.onClose());
  }

  write(bytes: Uint8Array, done: () => void): boolean {
    let waiting = false;
    this.#socket.write(bytes, (error) => {
      // A failed write does not need `done`: onError and onClose report it.
      if (waiting && !error) done();
    });
    // Node decrements synchronously when the kernel took everything; a broken socket takes nothing.
    waiting = this.#socket.writableLength > 0 || !this.#socket.writable;
    return !waiting;
  }

  end(): void {
    this.#socket.end();
  }

  resetAndDestroy(): void {
    this.#transport.resetAndDestroy();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }
}
