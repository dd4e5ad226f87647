/** A draft becomes octets, and octets become a draft: the same one, or none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1, utf8 } from '#shared/base/octets.ts';
import type { DraftContent } from '#shared/client/draft/content.ts';
import { type Draft, EMPTY_DRAFT, writeDraft } from '#shared/client/draft/draft.ts';
import { readDraft } from '#shared/client/draft/read.ts';
import { InputError } from '#shared/client/input.ts';

const JAR = [['sid', 'from the jar']] as const;
const context = { cookiesFor: () => JAR };
const bare = { cookiesFor: () => [] };

const ORIGIN = 'http://127.0.0.1:8100';
const draft = (change: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, url: `${ORIGIN}/`, ...change });
const octetsOf = (of: Draft, within = bare): string => latin1(writeDraft(of, within).octets);

const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/);
const characters = fc.string({ unit: 'binary', maxLength: 12 });
const value = fc.stringMatching(/^[!-~é你👋]{1,6}( [!-~é]{1,4})?$/u);
const OURS = /^(host|cookie|content-type|content-length|transfer-encoding|connection|expect|upgrade|te|trailer)$/i;
const fields = fc.array(
  fc.tuple(
    token.filter((name) => !OURS.test(name)),
    value,
  ),
  { maxLength: 4 },
);
const cookies = fc.array(fc.tuple(token, fc.stringMatching(/^[!-:<-~]{0,6}$/)), { maxLength: 3 });
const line = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[\0\r]/.test(text));
const pairs = fc.array(fc.tuple(characters, characters), { minLength: 1, maxLength: 3 });
const name = fc.stringMatching(/^[a-z"é ]{1,6}$/);
const bytes = fc.uint8Array({ maxLength: 20 });

const content: fc.Arbitrary<DraftContent> = fc.oneof(
  fc.constant<DraftContent>({ kind: 'none' }),
  fc.record({
    kind: fc.constant('text' as const),
    text: line.filter((text) => text !== ''),
    type: fc.constantFrom('', 'text/plain; charset=utf-8'),
  }),
  fc.record({
    kind: fc.constant('octets' as const),
    bytes: bytes.map((some) => Uint8Array.from([0xff, ...some])),
    type: fc.constantFrom('', 'image/png'),
  }),
  fc.record({ kind: fc.constant('json' as const), text: line.filter((text) => text !== '') }),
  fc.record({ kind: fc.constant('form' as const), pairs }),
  fc.record({
    kind: fc.constant('multipart' as const),
    boundary: fc.constantFrom('octet-1', 'a:b'),
    parts: fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('text' as const), name, text: line }),
        fc.record({
          kind: fc.constant('file' as const),
          name,
          fileName: name,
          type: fc.constantFrom('', 'image/png'),
          bytes,
        }),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);

const drafts: fc.Arbitrary<Draft> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'),
  url: fc.stringMatching(/^[a-z0-9/._~-]{0,12}$/).map((path) => `${ORIGIN}/${path}`),
  target: fc.constant(null),
  params: fc.oneof(fc.constant([]), pairs),
  fields,
  cookies,
  jar: fc.boolean(),
  exact: fc.constant(false),
  content,
});

describe('a draft', () => {
  it('comes back unchanged from its octets, with anything in the form before', () => {
    fc.assert(
      fc.property(drafts, (one) => {
        const { octets } = writeDraft(one, context);
        const blank = { ...EMPTY_DRAFT, url: `${ORIGIN}/`, jar: one.jar };
        expect(readDraft(octets, blank, context)).toEqual({ ok: true, draft: one });
        expect(readDraft(octets, one, context)).toEqual({ ok: true, draft: one });
      }),
      { numRuns: 400 },
    );
  });

  it('writes the very octets it was read from', () => {
    fc.assert(
      fc.property(drafts, drafts, (one, other) => {
        const { octets } = writeDraft(one, context);
        const read = readDraft(octets, other, context);
        expect(read.ok && latin1(writeDraft(read.draft, context).octets)).toBe(latin1(octets));
      }),
      { numRuns: 200 },
    );
  });

  it('after any change to its octets, either fails to parse or writes those octets', () => {
    fc.assert(
      fc.property(drafts, fc.nat(), fc.nat(255), (one, at, octet) => {
        const { octets } = writeDraft(one, context);
        octets[at % octets.length] = octet;
        const read = readDraft(octets, one, context);
        if (read.ok) expect(latin1(writeDraft(read.draft, context).octets)).toBe(latin1(octets));
        else expect(read.fault.at).toBeLessThanOrEqual(octets.length);
      }),
      { numRuns: 400 },
    );
  });
});

describe('octets', () => {
  const read = (text: string, before = draft({})) => readDraft(utf8(text), before, bare);

  it('may change one thing, and only that changes in the form', () => {
    const before = draft({ params: [['a', 'b c']], fields: [['Accept', '*/*']] });
    const octets = octetsOf(before);
    expect(octets).toBe('GET /?a=b+c HTTP/1.1\r\nHost: 127.0.0.1:8100\r\nAccept: */*\r\n\r\n');
    expect(read(octets.replace('*/*', 'text/html'), before)).toEqual({
      ok: true,
      draft: { ...before, fields: [['Accept', 'text/html']] },
    });
    expect(read(octets.replace('/?a=b+c', '/users?id=7'), before)).toMatchObject({
      draft: { url: `${ORIGIN}/users`, params: [['id', '7']] },
    });
  });

  it('with another Host connect where the form connects', () => {
    expect(read('GET / HTTP/1.1\r\nHost: example.org\r\n\r\n')).toMatchObject({
      draft: { url: `${ORIGIN}/`, fields: [['Host', 'example.org']], exact: false },
    });
  });

  it('in another order, or framed by hand, are read as nothing but field lines', () => {
    expect(read('GET / HTTP/1.1\r\nAccept: */*\r\nHost: 127.0.0.1:8100\r\n\r\n')).toMatchObject({
      draft: {
        exact: true,
        fields: [
          ['Accept', '*/*'],
          ['Host', '127.0.0.1:8100'],
        ],
      },
    });
    const chunked =
      'POST /echo HTTP/1.1\r\nHost: 127.0.0.1:8100\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n';
    const found = read(chunked);
    expect(found.ok && octetsOf(found.draft)).toBe(chunked);
  });

  it('keep a target that is not a path', () => {
    expect(read('OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:8100\r\n\r\n')).toMatchObject({ draft: { target: '*' } });
  });

  it.each([
    ['GET / HTTP/1.1\r\nHost : a\r\n\r\n', { why: 'verdict', at: 20 }],
    ['GET  / HTTP/1.1\r\n', { why: 'verdict', at: 4 }],
    ['GET / HTTP/1.1\r\nHost: a\r\n', { why: 'unfinished', at: 25 }],
    ['GET / HTTP/1.1\r\nHost: a\r\n\r\nGET', { why: 'more', at: 27 }],
    ['GET / HTTP/1.1\r\nHost:a\r\n\r\n', { why: 'spelling', at: 21 }],
    ['GET / HTTP/1.0\r\nHost: a\r\n\r\n', { why: 'spelling', at: 13 }],
  ])('cannot become a draft: %j', (text, fault) => {
    expect(read(text)).toMatchObject({ ok: false, fault });
  });
});

describe('a draft that cannot become a request', () => {
  it.each([
    [{ url: '' }, 'url-empty'],
    [{ method: 'G T' }, 'method'],
    [{ fields: [['X', 'a\r\nB: c']] }, 'field-value'],
    [{ cookies: [['a', 'b; c=d']] }, 'cookie'],
    [{ target: 'a b' }, 'target'],
  ] as const)('says why: %j', (change, code) => {
    expect(() => writeDraft(draft(change as Partial<Draft>), bare)).toThrow(InputError);
    expect(() => writeDraft(draft(change as Partial<Draft>), bare)).toThrow(code);
  });
});
