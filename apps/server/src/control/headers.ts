/** The header fields of every response of the control server, refusals included. */
import { randomBytes } from 'node:crypto';

/** A nonce for one response. */
export const createNonce = (): string => randomBytes(16).toString('base64url');

/**
 * The Content-Security-Policy, the same in dev: Vite's inline script carries the nonce, and its style elements are
 * covered by what xterm.js 6 needs anyway. `origins`: where the page may be opened; its WebSocket connects there, and
 * older browsers do not count `ws:` as 'self'.
 */
export function contentPolicy(nonce: string, origins: readonly string[]): string {
  const sockets = origins.map((origin) => origin.replace(/^http/, 'ws'));
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src ${["'self'", ...sockets].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** All security headers for a response with this nonce. */
export function securityHeaders(nonce: string, origins: readonly string[]): [string, string][] {
  return [
    ['Content-Security-Policy', contentPolicy(nonce, origins)],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Referrer-Policy', 'no-referrer'],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
  ];
}
