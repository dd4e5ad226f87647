/** A run note fits into its frame and comes back unchanged, however long a server's words are. */
import { describe, expect, it } from 'vitest';
import type { Failure } from '#shared/client/failure.ts';
import type { Note } from '#shared/client/notes.ts';
import { buildRequest, NO_CONTENT } from '#shared/client/request.ts';
import { boundedFailure, toRunNote } from '#shared/client/run-notes.ts';
import { parseUrl } from '#shared/client/url.ts';
import type { ResponseHead } from '#shared/http1/events.ts';
import { decodeToPage, encodeToPage } from '#shared/wire/codec.ts';

/** Each of its characters takes several octets of JSON. */
const LONG = '\u0001é"\\'.repeat(20_000);
const MANY = Array.from({ length: 5000 }, () => LONG.slice(0, 3000));

const { url } = parseUrl(`http://a/${'b'.repeat(60_000)}`);
const spec = { method: 'GET', url, content: NO_CONTENT };
const request = buildRequest(spec);
const change = { what: 'percent-encoded', before: LONG, after: LONG } as const;
const framing = { by: 'none', rule: 'no-content-response' } as never;
const head = { status: 200, reason: LONG, fields: [], framing } as unknown as ResponseHead;
const system = { name: 'ECONNRESET', number: 104, call: 'read' };
const hop = { request: spec, methodChanged: true, dropped: MANY, otherOrigin: true, downgraded: true, changes: [] };

const NOTES: readonly Note[] = [
  { what: 'request', request, hop: 0, changes: Array.from({ length: 40 }, () => change) },
  { what: 'resolved', host: 'a', addresses: Array.from({ length: 3000 }, () => '192.0.2.1'), ms: 1.5 },
  { what: 'connecting', remote: '192.0.2.1:80' },
  { what: 'not-connected', remote: '192.0.2.1:80', error: system },
  { what: 'tls', connection: 1, protocol: 'TLSv1.3', cipher: 'x', subject: LONG, issuer: LONG, trusted: false },
  { what: 'reused', connection: 1 },
  { what: 'interim', connection: 1, head },
  { what: 'head', connection: 1, head },
  { what: 'complete', connection: 1, content: 5, trailers: 0 },
  { what: 'keep', connection: 1, kept: false, why: 'failed' },
  { what: 'repeat', connection: 1 },
  { what: 'redirect', status: 302, hop },
  { what: 'halt', status: 302, halt: 'many-locations', detail: LONG },
  { what: 'cookie-set', name: LONG, domain: LONG, path: LONG, removed: false },
  { what: 'cookie-refused', why: 'no-name', line: LONG },
  { what: 'coding-unknown', codings: MANY },
  { what: 'decoded', codings: MANY, before: 1, after: 2 },
];

describe('a note', () => {
  it.each(NOTES.map((note) => [note.what, note] as const))('of %s', (_, note) => {
    const message = { type: 'client-note', at: { t: 1.25, note: toRunNote(note) } } as const;
    expect(decodeToPage(encodeToPage(message))).toEqual(message);
  });
});

it('a failure', () => {
  const failure: Failure = {
    code: 'tls',
    where: LONG,
    system: { ...system, name: LONG },
    detail: LONG,
    wait: 'tls',
    limit: 5,
  };
  const end = { failure: boundedFailure(failure), halted: null, read: 0, withheld: 0, decodedWithheld: 0 };
  const message = { type: 'client-end', ref: 1, end } as const;
  expect(decodeToPage(encodeToPage(message))).toEqual(message);
});
