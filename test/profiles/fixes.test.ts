/** The fixes: each shortcoming has one or a reason why not, and what runs fixes what it says. */
import { describe, expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { fixOf, patchesOf } from '#shared/profiles/fixes.ts';
import { PROFILES } from '#shared/profiles/index.ts';
import type { Played } from '#shared/profiles/memory.ts';
import { PATCHED, runnableOf } from '#shared/profiles/patched-profiles.ts';
import { proofOf } from '#shared/profiles/proof.ts';
import type { ProfileId } from '#shared/servers/names.ts';
import { fixes, fixNotes, unfixed } from '#shared/text/en/fixes.ts';
import { diedOf, ends, sent, waitsFor } from './play.ts';

it('has a fix or a reason why not for every shortcoming, and neither for anything else', () => {
  for (const profile of PROFILES) {
    const { id, shortcomings } = profile;
    const fixed = patchesOf(profile).flatMap((patch) => patch.fixes);
    const known = shortcomings.map((one) => one.id);
    expect([...fixed, ...Object.keys(unfixed[id] ?? {})].sort(), id).toEqual([...known].sort());
    expect(Object.keys(fixNotes[id]).sort(), id).toEqual([...fixed].sort());
    for (const one of known) {
      const isFixed = fixOf(id, one) !== null;
      expect([fixes.note(id, one) !== '', fixes.whyNone(id, one) !== ''], `${id} ${one}`).toEqual([isFixed, !isFixed]);
    }
  }
});

it('runs under its kind, with its own ports', () => {
  const kinds = PROFILES.flatMap(({ id, shortcomings }) =>
    shortcomings.flatMap((one) => fixOf(id, one.id)?.kind ?? []),
  );
  expect([...new Set(kinds)].sort()).toEqual(PATCHED.map(({ id }) => id).sort());
  for (const kind of kinds) expect(runnableOf(kind)).toMatchObject({ id: kind });
  expect(runnableOf('users-api')?.file).toBe('users-api.ts');
  expect(new Set([...PROFILES, ...PATCHED].map(({ port }) => port)).size).toBe(PROFILES.length + PATCHED.length);
});

/** For each connection the first line that was sent and what became of it; then what the server waits for or died of. */
function summary(played: Played): string {
  const connections = sent(played).map(
    (text, i) => `${text.split('\r\n', 1)[0]?.slice(0, 40) || '-'} ${ends(played)[i]}`,
  );
  const datagrams = played.datagrams.map(({ bytes }) => `${bytes.length} octets`);
  return [...connections, ...datagrams, diedOf(played)?.split(':', 1)[0] ?? waitsFor(played)].join(', ');
}

const ROWS: Record<string, [original: string, patched: string]> = {
  'web-server-1.0 full-read': ['- open, recv', 'HTTP/1.1 200 OK fin, accept'],
  'web-server-1.0 two-reads': ['HTTP/1.1 200 OK reset, accept', 'HTTP/1.1 200 OK fin, accept'],
  'web-server-1.0 anything': ['HTTP/1.1 200 OK fin, accept', 'HTTP/1.1 400 Bad Request fin, accept'],
  'one-page not-utf8': ['- open, UnicodeDecodeError', 'HTTP/1.1 404 Not Found fin, accept'],
  'one-page two-reads': ['HTTP/1.1 404 Not Found reset, accept', 'HTTP/1.1 200 OK fin, accept'],
  'one-page any-method': ['HTTP/1.1 200 OK fin, accept', 'HTTP/1.1 405 Method Not Allowed fin, accept'],
  'one-page any-version': ['HTTP/1.1 200 OK fin, accept', 'HTTP/1.1 400 Bad Request fin, accept'],
  'one-page absolute-form': ['HTTP/1.1 404 Not Found fin, accept', 'HTTP/1.1 200 OK fin, accept'],
  'static-threads characters': ['HTTP/1.1 200 OK fin, accept', 'HTTP/1.1 200 OK fin, accept'],
  'static-threads traversal': ['HTTP/1.1 200 OK fin, accept', 'HTTP/1.1 404 Not Found fin, accept'],
  'static-threads binary': ['HTTP/1.1 500 Error fin, accept', 'HTTP/1.1 200 OK fin, accept'],
  'static-threads two-reads': ['- reset, accept', 'HTTP/1.1 200 OK fin, accept'],
  'static-threads cut': ['HTTP/1.1 404 Not Found reset, accept', 'HTTP/1.1 404 Not Found fin, accept'],
  'static-threads no-allow': [
    'HTTP/1.1 405 Method Not Allowed fin, accept',
    'HTTP/1.1 405 Method Not Allowed fin, accept',
  ],
  'static-threads one-word': ['- fin, accept', 'HTTP/1.1 400 Bad Request fin, accept'],
  'static-threads absolute-form': ['HTTP/1.1 404 Not Found fin, accept', 'HTTP/1.1 200 OK fin, accept'],
  'static-threads not-utf8': ['HTTP/1.1 500 Error fin, accept', 'HTTP/1.1 200 OK fin, accept'],
  'static-threads race': [
    'HTTP/1.1 200 OK fin, HTTP/1.1 200 OK fin, accept',
    'HTTP/1.1 200 OK fin, HTTP/1.1 200 OK fin, accept',
  ],
  'users-api no-accept': ["HTTP/1.1 500 b'Internal Server Error' fin, accept", 'HTTP/1.1 200 OK fin, accept'],
  'users-api any-type': ['HTTP/1.1 406 Not Acceptable fin, accept', 'HTTP/1.1 200 OK fin, accept'],
  'users-api left-open': [
    'HTTP/1.1 505 HTTP Version Not Supported open, accept',
    'HTTP/1.1 505 HTTP Version Not Supported fin, accept',
  ],
  'users-api any-method': [
    'HTTP/1.1 204 Created fin, HTTP/1.1 200 OK fin, accept',
    'HTTP/1.1 204 Created fin, HTTP/1.1 405 Method Not Allowed fin, accept',
  ],
  'users-api host-case': ['HTTP/1.1 404 Not found open, accept', 'HTTP/1.1 200 OK fin, accept'],
  'users-api stored-xss': [
    'HTTP/1.1 204 Created fin, HTTP/1.1 200 OK fin, accept',
    'HTTP/1.1 204 Created fin, HTTP/1.1 200 OK fin, accept',
  ],
  'users-api no-age': ["HTTP/1.1 500 b'Internal Server Error' fin, accept", 'HTTP/1.1 400 Bad request fin, accept'],
  'users-api bare-lf': ['HTTP/1.1 200 OK fin, accept', 'HTTP/1.1 400 Bad request open, accept'],
  'users-api mail-headers': ['HTTP/1.1 200 OK fin, accept', 'HTTP/1.1 400 Bad request open, accept'],
  'users-api minor-version': ['HTTP/1.1 505 HTTP Version Not Supported open, accept', 'HTTP/1.1 200 OK fin, accept'],
  'users-api two-hosts': ['HTTP/1.1 200 OK fin, accept', 'HTTP/1.1 400 Bad request open, accept'],
  'users-api absolute-form': ['HTTP/1.1 404 Not found open, accept', 'HTTP/1.1 200 OK fin, accept'],
  'users-api framing': ['HTTP/1.1 200 OK fin, accept', 'HTTP/1.1 400 Bad request open, accept'],
  'echo not-utf8': ['- open, UnicodeDecodeError', '\xff fin, accept'],
  'echo cut': [
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx reset, accept',
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx open, recv',
  ],
  'tcp-upper not-utf8': ['- fin, UnicodeDecodeError', '\xff open, recv'],
  'tcp-upper ascii': ['\xd0\xb6 open, recv', '\xd0\x96 open, recv'],
  'tcp-upper-select not-utf8': ['- open, UnicodeDecodeError', '\xff open, select'],
  'tcp-upper-select ascii': ['\xd0\xb6 open, select', '\xd0\x96 open, select'],
  'tcp-upper-select reset': ['- open, OSError', '- fin, select'],
  'tcp-upper-tasks not-utf8': ['- fin, accept', '\xef\xbf\xbd open, accept'],
  'tcp-upper-tasks blank': ['- fin, accept', '- open, accept'],
  'udp-upper not-utf8': ['UnicodeDecodeError', '3 octets, recvfrom'],
  'udp-upper cut': ['2048 octets, recvfrom', '2049 octets, recvfrom'],
  'three-answers one-word': ['- open, ValueError', 'HTTP/1.1 400 Bad Request open, accept'],
  'three-answers not-utf8': ['- open, UnicodeDecodeError', 'HTTP/1.1 404 Not Found open, accept'],
  'three-answers empty': ['- open, ValueError', 'HTTP/1.1 400 Bad Request open, accept'],
  'three-answers left-open': ['HTTP/1.1 200 OK open, accept', 'HTTP/1.1 200 OK fin, accept'],
  'three-answers two-reads': ['- open, ValueError', 'HTTP/1.1 200 OK open, accept'],
  'three-answers any-method': ['HTTP/1.1 200 OK open, accept', 'HTTP/1.1 405 Method Not Allowed open, accept'],
  'three-answers absolute-form': ['HTTP/1.1 404 Not Found open, accept', 'HTTP/1.1 200 OK open, accept'],
};

const cases = PROFILES.flatMap(({ id, shortcomings }) =>
  shortcomings.filter((one) => fixOf(id, one.id) !== null).map((one) => ({ name: `${id} ${one.id}`, id, one: one.id })),
);

describe('the proof', () => {
  it.each(cases)('of $name', ({ id, one, name }) => {
    const proof = proofOf(id, one)!;
    expect([summary(proof.original), summary(proof.patched)]).toEqual(ROWS[name]);
  });

  it('exists for each, except those without a fix', () => {
    expect(Object.keys(ROWS)).toEqual(cases.map(({ name }) => name));
    expect(proofOf('web-server-1.0', 'serial')).toBeNull();
    expect(proofOf('echo', 'nothing')).toBeNull();
  });
});

describe('what the first lines do not show', () => {
  const both = (id: ProfileId, shortcoming: string): [original: string, patched: string] => {
    const { original, patched, script } = proofOf(id, shortcoming)!;
    return [sent(original)[script.shows] ?? '', sent(patched)[script.shows] ?? ''];
  };
  const lengths = (text: string): boolean => {
    const [head = '', body = ''] = text.split('\r\n\r\n');
    return head.includes(`Content-Length: ${body.length}\r\n`);
  };

  it('counts octets', () => {
    expect(both('static-threads', 'characters').map(lengths)).toEqual([false, true]);
  });

  it('sends a picture’s octets', () => {
    const [, patched] = both('static-threads', 'binary');
    expect(lengths(patched)).toBe(true);
    expect(patched.endsWith('\x89PNG\r\n\x1a\n')).toBe(true);
  });

  it('counts every visit', () => {
    const visits = both('static-threads', 'race').map((text) => /Visits: (\d+)/.exec(text)?.[1]);
    expect(visits).toEqual(['1', '2']);
  });

  it('escapes names', () => {
    const [original, patched] = both('users-api', 'stored-xss');
    expect([original.includes('<script>'), patched.includes('<script>')]).toEqual([true, false]);
    expect(patched).toContain('<li>#1 &lt;script&gt;, 1</li>');
  });

  it.each<[ProfileId, string, string]>([
    ['one-page', 'any-method', 'Allow: GET, HEAD'],
    ['static-threads', 'no-allow', 'Allow: GET'],
    ['users-api', 'any-method', 'Allow: GET'],
    ['three-answers', 'any-method', 'Allow: GET'],
  ])('says in Allow which methods there are: %s %s', (id, shortcoming, field) => {
    const answers = both(id, shortcoming).map((text) => text.split('\r\n').includes(field));
    expect(answers).toEqual([false, true]);
  });

  it('sends all a client said', () => {
    const { patched } = proofOf('echo', 'cut')!;
    expect(patched.visitors[0]!.sent.map((bytes) => latin1(bytes)).join('').length).toBe(4097);
  });
});
