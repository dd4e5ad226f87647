/** A wire inside TLS: it reads and writes the plaintext. */
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { TlsFacts } from '#shared/transcript/record/entries.ts';
import { listenForErrors, SocketWire } from './wire.ts';

/** How a handshake ended. One of the two is null. */
export interface Handshake {
  readonly agreed: TlsFacts | null;
  /** OpenSSL's or the system's name for the error. */
  readonly error: string | null;
}

/**
 * The plaintext of TLS over an accepted TCP socket. The handshake counts towards the time for the first header section.
 * @param ended called once with how the handshake ended, before anything that follows from it; not called for a client
 * that sends FIN first, which is not an error
 */
export function secureWire(
  socket: Socket,
  secureContext: SecureContext,
  ended: (handshake: Handshake) => void = () => undefined,
): SocketWire {
  // The TLS socket reports what matters; without a listener, an error of the socket below would end the process.
  listenForErrors(socket, () => undefined);
  const secure = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] });
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
