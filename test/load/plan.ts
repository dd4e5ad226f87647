/** What a fuzzed connection sends, how it is cut, and how it ends: all of it from one seed. */
import { fromLatin1 } from '#shared/base/octets.ts';
import { loadCases } from '../cases/load.ts';
import { mutationsOf } from '../http1/llhttp/mutations.ts';
import { randomFrom } from '../random.ts';

/** fin: half-closes and reads on · rst: resets · silence: says nothing more, and waits for the server to end it. */
export type PlannedEnd = 'fin' | 'rst' | 'silence';

export interface Plan {
  readonly octets: Uint8Array;
  /** Offsets in order: a write ends at each, and one at the end. */
  readonly cuts: readonly number[];
  readonly end: PlannedEnd;
}

/** Requests that reach the demo site's handlers, which the wire cases seldom name. */
const REACHING = [
  'GET /hello HTTP/1.1\r\nHost: a\r\nIf-None-Match: "x", W/"y"\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-4,9-,-3\r\nAccept-Encoding: br;q=0, gzip\r\n\r\n',
  'GET /users?page=2&limit=5 HTTP/1.1\r\nHost: a\r\nAccept: application/json;q=0.5, text/html\r\n\r\n',
  'POST /users HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 17\r\n\r\nname=Ann%3C&age=5',
  'POST /users HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n{"name":"Bo","age":12}',
  'GET /user/%D0%98%20x HTTP/1.1\r\nHost: a\r\nCookie: a=b; c="d"\r\n\r\n',
  'GET /post/7 HTTP/1.1\r\nHost: a\r\n\r\nGET /path/a/b/../c HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET /gzip HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\nHEAD /unicode HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET /cookie/set?a=b&c=d HTTP/1.1\r\nHost: a\r\n\r\nGET /cookie HTTP/1.1\r\nHost: a\r\nCookie: x=y\r\n\r\n',
  'PUT /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a="b"\r\nabcde\r\n0\r\nX: y\r\n\r\n',
  'GET /slow?ms=5 HTTP/1.1\r\nHost: a\r\n\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc',
  'GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc',
  'GET /echo HTTP/1.1\r\nHost: a\r\nX-Obs: \xff\xfe\r\n\r\nOPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
].map(fromLatin1);

/** Writes a connection is cut into at most. */
const MOST_CUTS = 6;

/** Of a hundred connections, so many end in a FIN, so many in a RST; the others fall silent. */
const FINS = 70;
const RSTS = 20;

/** Gives plans without end, the same ones for the same seed. */
export function* plansOf(seed: number): Generator<Plan> {
  const random = randomFrom(seed);
  const requests = loadCases().flatMap(({ kind, octets }) => (kind === 'request' ? [octets] : []));
  // As often as the cases together: half of what is sent should get beyond the parser.
  const reaching = Array.from(requests, (_, at) => REACHING[at % REACHING.length] as Uint8Array);
  const below = (most: number): number => Math.floor(random() * most);
  for (const octets of mutationsOf([...requests, ...reaching], seed)) {
    const cuts = Array.from({ length: below(MOST_CUTS + 1) }, () => below(octets.length + 1));
    const chance = below(100);
    const end = chance < FINS ? 'fin' : chance < FINS + RSTS ? 'rst' : 'silence';
    // A reset in mid-message is the interesting one: what is sent stops anywhere.
    const sent = end === 'fin' ? octets : octets.subarray(0, below(octets.length + 1));
    yield { octets: sent, cuts: cuts.filter((cut) => cut < sent.length).sort((a, b) => a - b), end };
  }
}
