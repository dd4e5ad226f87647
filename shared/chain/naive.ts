/**
 * How the naive proxy extracts a request from what its client sent. The proxy runs this code, and so does the page to
 * show the proxy's request boundaries. It is wrong on purpose, the way small proxies are:
 *
 * - the header section ends at the first CR LF CR LF, so a line that ends with LF alone does not count as a line;
 * - the first `Content-Length` gives the length of the content, and `Transfer-Encoding` is ignored (RFC 9112 §6.3 has
 *   it the other way round);
 * - white space around a field name is stripped, so a folded line (RFC 9112 §5.2) counts as a field of its own;
 * - a malformed length counts up to its first invalid character, or as 0.
 */
import { latin1 } from '../base/octets.ts';

/** What the naive proxy gets wrong; t.peers.naive has a sentence for each. */
export const NAIVE_SHORTCOMINGS = [
  'length-only',
  'first-length',
  'lf-alone',
  'folded-length',
  'forwards-all',
  'shared-back',
] as const;

export type NaiveShortcoming = (typeof NAIVE_SHORTCOMINGS)[number];

const CR = 13;
const LF = 10;

/** A request as the naive proxy delimits it: octets `[start, end)` of the connection; its content is at `content`. */
export interface NaiveRequest {
  readonly start: number;
  readonly content: number;
  readonly end: number;
  /** The first word of its first line: the response to HEAD has no content. */
  readonly method: string;
}

/** The request that begins at `start`; null while its header section is incomplete. `end` may lie beyond the octets. */
export function naiveRequest(octets: Uint8Array, start: number): NaiveRequest | null {
  const content = headEnd(octets, start);
  if (content === null) return null;
  const lines = latin1(octets, start, content).split('\r\n');
  const method = lines[0]?.split(' ')[0] ?? '';
  return { start, content, end: content + lengthIn(lines.slice(1)), method };
}

/** All requests with a complete header section; the last one may be incomplete. */
export function naiveRequests(octets: Uint8Array): readonly NaiveRequest[] {
  const found: NaiveRequest[] = [];
  for (let at = 0; at < octets.length; ) {
    const request = naiveRequest(octets, at);
    if (request === null) break;
    found.push(request);
    at = request.end;
  }
  return found;
}

function headEnd(octets: Uint8Array, start: number): number | null {
  for (let at = octets.indexOf(CR, start); at >= 0; at = octets.indexOf(CR, at + 1)) {
    if (octets[at + 1] === LF && octets[at + 2] === CR && octets[at + 3] === LF) return at + 4;
  }
  return null;
}

function lengthIn(lines: readonly string[]): number {
  const line = lines.find((one) => one.split(':')[0]?.trim().toLowerCase() === 'content-length');
  const length = Number.parseInt(line?.split(':')[1] ?? '', 10);
  return Number.isSafeInteger(length) && length > 0 ? length : 0;
}
