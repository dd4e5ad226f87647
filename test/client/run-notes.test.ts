/** What a run tells fits into its frame and comes back as it was, however long a server's words are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cookie } from '#shared/client/cookie.ts';
import type { Failure } from '#shared/client/failure.ts';
import type { Note } from '#shared/client/notes.ts';
import { buildRequest, NO_CONTENT } from '#shared/client/request.ts';
import { boundedFailure, boundedMemory, toRunNote } from '#shared/client/run-notes.ts';
import { parseUrl } from '#shared/client/url.ts';
import type { ResponseHead } from '#shared/http1/events.ts';
import { decodeToPage, encodeToPage } from '#shared/wire/codec.ts';

/** Each of its characters is several octets of JSON. */
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

/** Any text a server can make us keep: quotes and controls take several octets of JSON each. */
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4096 }),
  fc.tuple(fc.constantFrom('"', '\u0001', 'é', '\u{1f600}', '\ud800'), fc.nat(60_000)).map(([one, n]) => one.repeat(n)),
);

describe('whatever the words are,', () => {
  it('a note fits', () => {
    const told = fc.oneof(
      fc
        .record({ name: words, domain: words, path: words })
        .map((of) => ({ what: 'cookie-set', removed: false, ...of })),
      words.map((line) => ({ what: 'cookie-refused', why: 'prefix', line })),
      fc.array(words, { maxLength: 40 }).map((codings) => ({ what: 'decoded', before: 1, after: 2, codings })),
      words.map((detail) => ({ what: 'halt', status: 302, halt: 'bad-location', detail })),
      fc
        .array(words, { maxLength: 40 })
        .map((dropped) => ({ what: 'redirect', status: 302, hop: { ...hop, dropped } })),
      words.map((host) => ({ what: 'resolved', host, addresses: MANY.map(() => '2001:db8::1'), ms: 1 })),
    ) as fc.Arbitrary<Note>;
    fc.assert(
      fc.property(told, (note) => {
        const message = { type: 'client-note', at: { t: 1.25, note: toRunNote(note) } } as const;
        expect(decodeToPage(encodeToPage(message))).not.toBeNull();
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('what a client keeps fits, the newest first, and the rest is counted', () => {
    const cookie = fc.record({
      name: words,
      value: words,
      domain: words,
      path: words,
      hostOnly: fc.boolean(),
      secure: fc.boolean(),
      httpOnly: fc.boolean(),
      expires: fc.constantFrom(null, 0, Number.POSITIVE_INFINITY),
    });
    const cookies = fc.array(
      cookie.map((one) => cutCookie(one)),
      { maxLength: 300, size: 'max' },
    );
    const resting = fc.array(fc.record({ connection: fc.nat(), origin: words }), { maxLength: 40 });
    fc.assert(
      fc.property(cookies, resting, (all, idle) => {
        const kept = boundedMemory(all, idle);
        expect(decodeToPage(encodeToPage({ type: 'client-kept', kept }))).not.toBeNull();
        expect(kept.cookies).toEqual(all.slice(kept.withheld));
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});

/** A jar keeps names and values of 4,096 octets together; its paths are as long as a field line. */
function cutCookie(cookie: Cookie): Cookie {
  const { name, value, domain } = cookie;
  return { ...cookie, name: name.slice(0, 2048), value: value.slice(0, 2048), domain: domain.slice(0, 255) };
}
