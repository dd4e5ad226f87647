import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { talk } from './talk.ts';

const get = (target: string, fields = '') => `GET ${target} HTTP/1.1\r\nHost: a\r\n${fields}\r\n`;
const post = (content: string, fields = '') =>
  `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${content.length}\r\n${fields}\r\n${content}`;
const contentOf = (sent: string) => sent.slice(sent.indexOf('\r\n\r\n') + 4);

test('/ is a page', () => {
  talk()
    .receives(get('/'))
    .sends(/^HTTP\/1.1 200 [\s\S]*Content-Type: text\/html; charset=utf-8\r\n[\s\S]*<!doctype html>/);
});

test('GET /echo shows the head exactly as received, in one read or many', () => {
  const head = get('/echo?a=%20b', 'x-ODD:\t v \xe9 \r\nx-ODD: 2\r\n');
  expect(contentOf(talk().receives(head).sent())).toBe(head);
  expect(contentOf(talk().drips(head).sent())).toBe(head);
  expect(
    contentOf(
      talk()
        .receives(`\r\n${get('/echo')}`)
        .sent(),
    ),
  ).toBe(get('/echo'));
  const t = talk()
    .receives(get('/hello') + head.slice(0, 9))
    .receives(head.slice(9));
  expect(t.sent().endsWith(`\r\n\r\n${head}`)).toBe(true);
  talk()
    .receives(head)
    .sends(/Content-Type: text\/plain; charset=iso-8859-1\r\nX-Content-Type-Options: nosniff\r\n/);
});

test.each([
  ['text/plain', 'text/plain'],
  ['application/json', 'application/json'],
  ['text/plain; charset=UTF-8', 'text/plain; charset=UTF-8'],
  ['text/plain; charset=utf-7', 'text/plain; charset=utf-8'],
  ['text/html', 'text/plain; charset=utf-8'],
  ['image/svg+xml', 'text/plain; charset=utf-8'],
  ['text/plain, text/html', 'text/plain; charset=utf-8'],
])('content of type %s comes back as %s', (sent, answered) => {
  talk()
    .receives(post('<b>hi', `Content-Type: ${sent}\r\n`))
    .sends(
      new RegExp(`Content-Type: ${answered.replace('/', '\\/')}\r\nX-Content-Type-Options: nosniff\r\n[^\0]*<b>hi$`),
    );
});

test('content without a type comes back as text', () => {
  talk()
    .receives(post('hi'))
    .sends(/Content-Type: text\/plain; charset=utf-8\r\n/);
});

test('/stream: chunks and a trailer', async () => {
  const t = talk().receives(get('/stream'));
  const sent = (await t.settles()).sent();
  expect(sent).toMatch(/\r\nTrailer: Octets-Sent\r\nTransfer-Encoding: chunked\r\n\r\n[0-9a-f]+\r\n/);
  expect(sent).toMatch(/\r\n0\r\nOctets-Sent: 76\r\n\r\n$/);
});

test('/slow takes 0 to 30000 ms, and names that range when it refuses', async () => {
  (await talk().receives(get('/slow?ms=30000')).settles()).sends(/took 30000 ms/);
  (await talk().receives(get('/slow')).settles()).sends(/took 1000 ms/);
  for (const ms of ['30001', '-1', '1e3', '', 'x']) {
    (
      await talk()
        .receives(get(`/slow?ms=${ms}`))
        .settles()
    ).sends(/^HTTP\/1.1 400 [\s\S]*from 0 to 30000/);
  }
});

test('/unicode counts octets, not characters', () => {
  const sent = talk().receives(get('/unicode')).sent();
  const content = contentOf(sent);
  const text = new TextDecoder().decode(fromLatin1(content));
  expect(text).toContain('Привет');
  expect(text).toContain('你好');
  expect(text).toContain('👋');
  expect(sent).toContain(`\r\nContent-Length: ${content.length}\r\n`);
  expect(content.length).toBeGreaterThan(text.length);
});

test('/gzip is coded unless the client does not take it', () => {
  const coded = talk().receives(get('/gzip', 'Accept-Encoding: br, gzip;q=0.5\r\n')).sent();
  expect(coded).toMatch(/\r\nVary: Accept-Encoding\r\nContent-Encoding: gzip\r\n/);
  expect(gunzipSync(fromLatin1(contentOf(coded))).toString()).toMatch(/^Line 1: /);
  for (const taken of ['', 'Accept-Encoding: *\r\n', 'Accept-Encoding: x-gzip\r\n']) {
    talk()
      .receives(get('/gzip', taken))
      .sends(/Content-Encoding: gzip/);
  }
  for (const refused of ['identity', 'gzip;q=0', 'gzip;q=0.000, *', 'br', '*;q=0', '']) {
    talk()
      .receives(get('/gzip', `Accept-Encoding: ${refused}\r\n`))
      .sends(/^(?![\s\S]*Content-Encoding)[\s\S]*Vary: Accept-Encoding[\s\S]*Line 1: /);
  }
});

test('a path spelled with needless percent-encoding is the same path', () => {
  talk()
    .receives(get('/h%65llo'))
    .sends(/Hello, world/);
  talk()
    .receives(get('/%2fhello'))
    .sends(/^HTTP\/1.1 404 /);
});

test.each([
  '/',
  '/hello',
  '/unicode',
  '/gzip',
  '/upload',
  '/nowhere',
  '/user/%ff',
  '/users',
  '/users/9',
  '/cookie',
  '/post/x',
])('HEAD %s says what GET says, and sends nothing behind it (RFC 9110 §9.3.2)', async (target) => {
  const head = async (method: string) => {
    const sent = talk().receives(`${method} ${target} HTTP/1.1\r\nHost: a\r\n\r\n`).sent();
    return [sent.slice(0, sent.indexOf('\r\n\r\n') + 4).replace(/Date: .*\r\n/, ''), contentOf(sent)] as const;
  };
  const [[gets], [heads, content]] = [await head('GET'), await head('HEAD')];
  expect(heads).toBe(gets);
  expect(content).toBe('');
});
