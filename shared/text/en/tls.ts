/** TLS under a connection: what was agreed, or why nothing was, and how to get a certificate. */
import type { TlsEntry, TlsFacts } from '../../transcript/record/entries.ts';

/** `TLS 1.3`, for OpenSSL's `TLSv1.3`. */
const version = (protocol: string): string => protocol.replace(/^TLSv/, 'TLS ');

/** Why a handshake fails, by the error codes of OpenSSL and Node; a code not listed here is quoted. */
const reasons: Readonly<Record<string, string>> = {
  ERR_SSL_HTTP_REQUEST: 'the client spoke HTTP without TLS. This port wants `https://`',
  ERR_SSL_WRONG_VERSION_NUMBER: 'what the client sent is not TLS',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'the client offers only TLS versions that are no longer safe',
  ERR_SSL_NO_SHARED_CIPHER: 'client and server have no cipher in common',
  ERR_SSL_NO_APPLICATION_PROTOCOL: 'the client does not offer `http/1.1`, the only protocol spoken here',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'the client does not know who signed the certificate. `curl -k` accepts it anyway',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
    'the client does not trust the certificate; nor do browsers until you insist',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'the client does not trust the certificate',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'client and server have no TLS version in common',
  ECONNRESET: 'the client reset the connection before the handshake was done',
};

const reasonOf = (error: string | null): string => reasons[error ?? ''] ?? `\`${error ?? ''}\``;

/** The text for a line without markup. */
const plain = (text: string): string => text.replaceAll('`', '');

const inside = ({ protocol, cipher }: TlsFacts): string => `inside ${version(protocol)}, cipher ${cipher}`;

/** A command that makes a key and a certificate for this machine. */
const make =
  'openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout key.pem -out cert.pem -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1';

export const tls = {
  version,
  inside,
  /** A word or two for the ladder. */
  label: ({ agreed }: TlsEntry) => (agreed === null ? 'no TLS' : version(agreed.protocol)),
  event: ({ agreed, error }: TlsEntry) =>
    agreed === null ? `TLS handshake failed: ${plain(reasonOf(error))}` : `what follows is ${inside(agreed)}`,
  title: ({ agreed }: TlsEntry) =>
    agreed === null ? 'The TLS handshake failed' : `Client and server agreed on ${version(agreed.protocol)}`,
  /** What it means, in a sentence or two. */
  words: ({ agreed, error }: TlsEntry) => {
    if (agreed === null)
      return `No octet of HTTP was read: ${reasonOf(error)}. ${error?.startsWith('ERR_') ? `(\`${error}\`)` : ''}`.trimEnd();
    const name = agreed.name === null ? '' : ` The client asked for the server \`${agreed.name}\` (SNI).`;
    const alpn =
      agreed.alpn === null
        ? ' It did not say which protocol it speaks inside; HTTP/1.1 is assumed.'
        : ` Inside they speak \`${agreed.alpn}\` (ALPN).`;
    return `From here every octet is **inside ${version(agreed.protocol)}**, cipher \`${agreed.cipher}\`: you see what was encrypted, not what crossed the wire.${name}${alpn} Each read is what one TLS record carried, so the boundaries between reads are those of the records.`;
  },
  /** Shown in place of the HTTPS server when it has no certificate. */
  missing: {
    brief: 'no certificate',
    title: '**Not running:** HTTPS needs a key and a certificate, and Octet ships with none.',
    make: 'This command makes a pair for this machine:',
    command: make,
    start: 'Then start Octet with it:',
    flags: 'npm run dev -- --key key.pem --cert cert.pem',
  },
} as const;
