/** The catalogue against what the profiles do: every claimed shortcoming shows itself with the octets that are named. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { RULES } from '#shared/http1/rules.ts';
import { PROFILES } from '#shared/profiles/index.ts';
import { backlogOf, type Visitor } from '#shared/profiles/memory.ts';
import { REFERENCES } from '#shared/servers/names.ts';
import { profileTexts } from '#shared/text/en/profiles.ts';
import { diedOf, ends, playProfile, sent, waitsFor } from './play.ts';

/** First line of the answer, what became of the connection, then what the server waits for or died of. */
const OUTCOMES: Record<string, string> = {
  'web-server-1.0 full-read': '- open, recv',
  'web-server-1.0 two-reads': 'HTTP/1.1 200 OK reset, accept',
  'web-server-1.0 anything': 'HTTP/1.1 200 OK fin, accept',
  'web-server-1.0 serial': '- open, recv',
  'one-page not-utf8': '- open, UnicodeDecodeError',
  'one-page two-reads': 'HTTP/1.1 404 Not Found reset, accept',
  'one-page any-method': 'HTTP/1.1 200 OK fin, accept',
  'one-page any-version': 'HTTP/1.1 200 OK fin, accept',
  'one-page unchecked': 'HTTP/1.1 200 OK fin, accept',
  'one-page absolute-form': 'HTTP/1.1 404 Not Found fin, accept',
  'one-page serial': '- open, recv',
  'static-threads characters': 'HTTP/1.1 200 OK fin, accept',
  'static-threads traversal': 'HTTP/1.1 200 OK fin, accept',
  'static-threads binary': 'HTTP/1.1 500 Error fin, accept',
  'static-threads two-reads': '- reset, accept',
  'static-threads cut': 'HTTP/1.1 404 Not Found reset, accept',
  'static-threads no-allow': 'HTTP/1.1 405 Method Not Allowed fin, accept',
  'static-threads one-word': '- fin, accept',
  'static-threads unchecked': 'HTTP/1.1 200 OK fin, accept',
  'static-threads absolute-form': 'HTTP/1.1 404 Not Found fin, accept',
  'static-threads not-utf8': 'HTTP/1.1 500 Error fin, accept',
  'static-threads race': 'HTTP/1.1 200 OK fin, accept',
  'users-api no-accept': "HTTP/1.1 500 b'Internal Server Error' fin, accept",
  'users-api any-type': 'HTTP/1.1 406 Not Acceptable fin, accept',
  'users-api left-open': 'HTTP/1.1 505 HTTP Version Not Supported open, accept',
  'users-api pipelined': 'HTTP/1.1 200 OK fin, accept',
  'users-api any-method': 'HTTP/1.1 404 Not found fin, accept',
  'users-api host-case': 'HTTP/1.1 404 Not found open, accept',
  'users-api stored-xss': 'HTTP/1.1 204 Created fin, accept',
  'users-api no-age': "HTTP/1.1 500 b'Internal Server Error' fin, accept",
  'users-api bare-lf': 'HTTP/1.1 200 OK fin, accept',
  'users-api mail-headers': 'HTTP/1.1 200 OK fin, accept',
  'users-api minor-version': 'HTTP/1.1 505 HTTP Version Not Supported open, accept',
  'users-api two-hosts': 'HTTP/1.1 200 OK fin, accept',
  'users-api absolute-form': 'HTTP/1.1 404 Not found open, accept',
  'users-api framing': 'HTTP/1.1 200 OK fin, accept',
  'users-api serial': '- open, recv',
  'echo not-utf8': '- open, UnicodeDecodeError',
  'echo cut': `${'x'.repeat(4096)} reset, accept`,
  'echo serial': '- open, recv',
  'tcp-upper not-utf8': '- fin, UnicodeDecodeError',
  'tcp-upper ascii': '\xd0\xb6 open, recv',
  'tcp-upper serial': '- open, recv',
  'tcp-upper-select not-utf8': '- open, UnicodeDecodeError',
  'tcp-upper-select ascii': '\xd0\xb6 open, select',
  'tcp-upper-select reset': '- open, OSError',
  'tcp-upper-tasks not-utf8': '- fin, accept',
  'tcp-upper-tasks blank': '- fin, accept',
  'three-answers one-word': '- open, ValueError',
  'three-answers not-utf8': '- open, UnicodeDecodeError',
  'three-answers empty': '- open, ValueError',
  'three-answers left-open': 'HTTP/1.1 200 OK open, accept',
  'three-answers two-reads': '- open, ValueError',
  'three-answers any-method': 'HTTP/1.1 200 OK open, accept',
  'three-answers unchecked': 'HTTP/1.1 200 OK open, accept',
  'three-answers absolute-form': 'HTTP/1.1 404 Not Found open, accept',
};

const rows = PROFILES.flatMap((profile) => profile.shortcomings.map((shortcoming) => ({ profile, shortcoming })));
const tcp = rows.filter(({ profile }) => profile.transport === 'tcp');

describe('a shortcoming', () => {
  it.each(tcp.map((row) => ({ ...row, name: `${row.profile.id} ${row.shortcoming.id}` })))(
    'shows itself: $name',
    ({ profile, shortcoming, name }) => {
      const visitor: Visitor = { reads: shortcoming.writes.map(fromLatin1), after: shortcoming.after };
      const played = playProfile(profile.id, [visitor]);
      const [line = ''] = (sent(played)[0] ?? '').split('\r\n');
      const now = diedOf(played)?.split(':', 1)[0] ?? waitsFor(played);
      expect(`${line || '-'} ${ends(played)[0]}, ${now}`).toBe(OUTCOMES[name]);
    },
  );

  it('has a row here for each, and a rule that exists', () => {
    expect(tcp.map(({ profile, shortcoming }) => `${profile.id} ${shortcoming.id}`)).toEqual(Object.keys(OUTCOMES));
    for (const { rule } of rows.map(({ shortcoming }) => shortcoming))
      if (rule !== null) expect(RULES).toHaveProperty(rule);
  });

  it('has a note each, and no note is left over', () => {
    for (const { id, shortcomings } of PROFILES) {
      expect(Object.keys(profileTexts[id].notes)).toEqual(shortcomings.map((one) => one.id));
    }
  });
});

it('has its own port, a text and a file for every server', () => {
  const ports = [...PROFILES, ...REFERENCES].map(({ port }) => port);
  expect(new Set(ports).size).toBe(ports.length);
  expect([...PROFILES, ...REFERENCES].map(({ id }) => id).sort()).toEqual(Object.keys(profileTexts).sort());
});

it.each(PROFILES.map(({ id, file }) => ({ id, file })))('keeps $id short enough to be read', ({ id, file }) => {
  const source = readFileSync(new URL(`../../shared/profiles/${file}`, import.meta.url), 'utf8');
  expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(id === 'users-api' ? 200 : 80);
});

it('knows how long each one’s queue is', () => {
  expect(PROFILES.map(({ id, serve }) => [id, backlogOf(serve)])).toEqual([
    ['web-server-1.0', 1],
    ['one-page', 1],
    ['static-threads', 5],
    ['users-api', 128],
    ['echo', 128],
    ['tcp-upper', 128],
    ['tcp-upper-select', 128],
    ['tcp-upper-tasks', 5],
    ['udp-upper', null],
    ['three-answers', 128],
  ]);
});
