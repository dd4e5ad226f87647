/** TLS over a connected socket: what was negotiated, and with whom. */
import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { type Origin, showOrigin } from '#shared/client/url.ts';
import { listenForErrors } from '../engine/wire.ts';
import { ClientError, systemError } from './errors.ts';
import type { TlsSetup } from './setup.ts';
import { within } from './waiting.ts';

export interface TlsFacts {
  /** `TLSv1.3`. */
  readonly protocol: string;
  readonly cipher: string;
  /** Common names of the certificate's subject and issuer; empty when there are none. */
  readonly subject: string;
  readonly issuer: string;
  /** Whether the certificate is trusted for this name. */
  readonly trusted: boolean;
}

/** @throws ClientError: certificate when the peer is not who it should be, tls when the handshake failed, timeout */
export function secure(
  socket: Socket,
  origin: Origin,
  setup: TlsSetup,
  limits: Parameters<typeof within>[0],
): Promise<{ socket: TLSSocket; tls: TlsFacts }> {
  const where = showOrigin(origin);
  return within<{ socket: TLSSocket; tls: TlsFacts }>(limits, (done, fail) => {
    const secured = connect({
      socket,
      host: origin.host,
      // Names only: SNI does not allow addresses (RFC 6066 §3).
      ...(isIP(origin.host) === 0 ? { servername: origin.host } : {}),
      ...(setup.ca === null ? {} : { ca: setup.ca }),
      rejectUnauthorized: setup.verify,
      ALPNProtocols: ['http/1.1'],
    });
    listenForErrors(secured, () => undefined);
    const failed = (error: unknown) => fail(tlsError(error, secured, where));
    secured.once('error', failed);
    secured.once('secureConnect', () => {
      secured.off('error', failed);
      done({ socket: secured, tls: factsOf(secured) });
    });
    return () => secured.destroy();
  });
}

function factsOf(socket: TLSSocket): TlsFacts {
  const certificate = socket.getPeerCertificate();
  const first = (name: string | string[] | undefined) => (Array.isArray(name) ? name[0] : name) ?? '';
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    subject: first(certificate.subject?.CN),
    issuer: first(certificate.issuer?.CN),
    trusted: socket.authorized,
  };
}

/** OpenSSL's verification codes, and Node's code for a name that does not match. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|HOSTNAME_MISMATCH|CHAIN|CA_/;

function tlsError(error: unknown, socket: TLSSocket, where: string): ClientError {
  const system = systemError(error, 'TLS');
  const untrusted = socket.authorizationError !== null && socket.authorizationError !== undefined;
  const ours = CERTIFICATE.test(system.name) && !system.name.startsWith('ERR_SSL');
  return new ClientError({ code: untrusted || ours ? 'certificate' : 'tls', where, system, detail: wordsOf(error) });
}

/** OpenSSL's reason where there is one: its full message includes lines of its own source. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'reason' in error && typeof error.reason === 'string' ? error.reason : error.message;
}
