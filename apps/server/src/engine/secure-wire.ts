/** A wire inside TLS: it reads and writes the plaintext. */
import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { TlsFacts } from '#shared/transcript/record/entries.ts';
import type { TlsPem } from '../base/tls-files.ts';
import { listenForErrors, SocketWire } from './wire.ts';

/** How a handshake ended. One of the two is null. */
export interface Handshake {
  readonly agreed: TlsFacts | null;
  /** OpenSSL's or the system's name for the error. */
  readonly error: string | null;
}

/** What a server needs for TLS, made once for all its connections. */
export class ServerTls {
  readonly #context: SecureContext;

  constructor({ key, cert }: TlsPem) {
    // Each renegotiation costs the server a handshake, and Node limits them only on the sockets of a tls.Server. OpenSSL
    // answers with the alert no_renegotiation (RFC 5246 §7.2.2); TLS 1.3 has none.
    this.#context = createSecureContext({ key, cert, secureOptions: constants.SSL_OP_NO_RENEGOTIATION });
  }

  over(socket: Socket): TLSSocket {
    return new TLSSocket(socket, { isServer: true, secureContext: this.#context, ALPNProtocols: ['http/1.1'] });
  }
}

/**
 * The plaintext of TLS over an accepted TCP socket. The handshake counts towards the time for the first header section.
 * @param ended called once with how the handshake ended, before anything that follows from it; not called for a client
 * that sends FIN first, which is not an error
 */
export function secureWire(
  socket: Socket,
  tls: ServerTls,
  ended: (handshake: Handshake) => void = () => undefined,
): SocketWire {
  // The TLS socket reports what matters; without a listener, an error of the socket below would end the process.
  listenForErrors(socket, () => undefined);
  const secure = tls.over(socket);
  let over = false;
  const end = (handshake: Handshake): void => {
    if (!over) ended(handshake);
    over = true;
  };
  secure.once('secure', () => end({ agreed: factsOf(secure), error: null }));
  listenForErrors(secure, (error) => end({ agreed: null, error }));
  return new SocketWire(secure, socket);
}

function factsOf(socket: TLSSocket): TlsFacts {
  // On a server's socket, Node puts the requested server name here, or false.
  const { servername } = socket as TLSSocket & { readonly servername?: string | false | null };
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    alpn: socket.alpnProtocol || null,
    name: servername || null,
  };
}
