/** A key and a certificate for tests, made anew: none lies in the tree. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Writes `NAME-key.pem` and `NAME-cert.pem` into a folder, for localhost and 127.0.0.1. */
export function makeCertificate(folder: string, name: string): { key: string; cert: string } {
  const files = { key: path.join(folder, `${name}-key.pem`), cert: path.join(folder, `${name}-cert.pem`) };
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-days', '2'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', files.key, '-out', files.cert, ...subject], {
    stdio: 'ignore',
  });
  return files;
}
