/** Reads a private key and a certificate from the files the user named. */
import { createSecureContext, type SecureContext } from 'node:tls';
import { readBounded } from './bounded-file.ts';
import { ConfigError, reasonOf } from './config-error.ts';

/** What TLS needs, in PEM. */
export interface TlsPem {
  readonly key: string;
  readonly cert: string;
}

/** Reads both. @throws ConfigError naming the file that is unreadable, is not PEM or does not match the other one */
export function readTlsFiles(keyFile: string, certFile: string): TlsPem {
  const key = readPem('key', keyFile);
  const cert = readPem('certificate', certFile);
  // Each on its own first, so that the error names the right file.
  contextOf({ key }, `${keyFile} does not contain a PEM private key without a passphrase.`);
  contextOf({ cert }, `${certFile} does not contain a PEM certificate.`);
  contextOf({ key, cert }, `The key in ${keyFile} does not match the certificate in ${certFile}.`);
  return { key, cert };
}

function contextOf(options: Partial<TlsPem>, complaint: string): SecureContext {
  try {
    return createSecureContext(options);
  } catch (error) {
    throw new ConfigError(complaint, { cause: error });
  }
}

function readPem(what: string, file: string): string {
  try {
    return readBounded(file).toString('latin1');
  } catch (error) {
    throw new ConfigError(`Cannot read the ${what} ${file}: ${reasonOf(error)}.`);
  }
}
