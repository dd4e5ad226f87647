/** The routes with parameters, OPTIONS and HEAD of every route, and cookies, asked for over a real socket. */
import { afterEach, expect, test } from 'vitest';
import { decodeUtf8 } from '#shared/base/decode.ts';
import { fromLatin1 } from '#shared/base/octets.ts';
import { demoSite } from '../../../apps/server/src/engine/site/site.ts';
import { ask, contentOf, request, statusOf, valuesOf } from '../ask.ts';
import { TestEngine } from '../client.ts';

const engine = new TestEngine();

afterEach(() => engine.close());

const textOf = (answer: string): string => decodeUtf8(fromLatin1(contentOf(answer))) ?? 'not UTF-8';

test.each([
  ['/user/Ada', '<h1>User Ada</h1>'],
  ['/user/%D0%90%D0%B4%D0%B0', '<h1>User Ада</h1>'],
  ['/user/%3Cscript%3Ealert(1)%3C%2Fscript%3E', '<h1>User &lt;script&gt;alert(1)&lt;/script&gt;</h1>'],
  ['/user/<b>%22%27%26', '<h1>User &lt;b&gt;&quot;&#39;&amp;</h1>'],
  ['/user/%252e', '<h1>User %2e</h1>'],
  ['/post/42', '<h1>Post 42</h1>'],
  ['/path/a/b', '<h1>Subpath a/b</h1>'],
  ['/path/a%2Fb/c', '<h1>Subpath a%2Fb/c</h1>'],
  ['/path/../../etc/passwd', '<h1>Subpath ../../etc/passwd</h1>'],
])('%s answers %s', async (path, expected) => {
  const answer = await ask(engine, request(`GET ${path}`));
  expect(statusOf(answer)).toBe(200);
  expect(valuesOf(answer, 'Content-Type')).toEqual(['text/html; charset=utf-8']);
  expect(textOf(answer)).toContain(expected);
});

test.each([
  ['/user/', 404],
  ['/user/a/b', 404],
  ['/post/-1', 404],
  ['/post/+1', 404],
  ['/post/1x', 404],
  ['/post/%2B1', 404],
  ['/post/9999999999999999', 404],
  ['/path/', 404],
  ['/%2fhello', 404],
  ['/user/%ff', 400],
  ['/user/%c0%ae', 400],
  ['/user/%', 400],
  ['/post/%zz', 400],
])('%s is %i, the path named as it was sent', async (path, status) => {
  const answer = await ask(engine, request(`GET ${path}`));
  expect(statusOf(answer)).toBe(status);
  expect(contentOf(answer)).toContain(`The path is "${path}".`);
  expect(valuesOf(answer, 'Content-Type')).toEqual(['text/plain; charset=utf-8']);
});

test.each([
  ['/', 'GET, HEAD, POST, OPTIONS'],
  ['/hello', 'GET, HEAD, OPTIONS'],
  ['/echo', 'GET, HEAD, POST, OPTIONS'],
  ['/user/Ada', 'GET, HEAD, OPTIONS'],
  ['/users', 'GET, HEAD, POST, OPTIONS'],
  ['/users/7', 'GET, HEAD, PUT, DELETE, OPTIONS'],
  ['*', 'GET, HEAD, POST, PUT, DELETE, OPTIONS'],
])('OPTIONS %s allows %s, and so does a 405', async (target, allow) => {
  const options = await ask(engine, request(`OPTIONS ${target}`));
  expect(options).toMatch(/^HTTP\/1\.1 204 No Content\r\n(?![^\0]*Content-Length)[^\0]*\r\n\r\n$/);
  expect(valuesOf(options, 'Allow')).toEqual([allow]);
  if (target === '*') return;
  const refused = await ask(engine, request(`PATCH ${target}`, [], 'x'));
  expect(statusOf(refused)).toBe(405);
  expect(valuesOf(refused, 'Allow')).toEqual([allow]);
});

test.each(['/', '/hello', '/unicode', '/gzip', '/cookie', '/user/Ada', '/users', '/nowhere', '/user/%ff'])(
  'HEAD %s is the head of GET',
  async (path) => {
    const head = await ask(engine, request(`HEAD ${path}`));
    const get = await ask(engine, request(`GET ${path}`));
    expect(head).toBe(get.slice(0, get.length - contentOf(get).length));
    expect(valuesOf(head, 'Content-Length')).toEqual([String(contentOf(get).length)]);
  },
);

test('pages that never change say since when; those that do say nothing', async () => {
  const router = demoSite(undefined, Date.UTC(1994, 10, 6, 8, 49, 37));
  for (const path of ['/', '/hello', '/unicode', '/gzip']) {
    const answer = await ask(engine, request(`GET ${path}`), { router });
    expect(valuesOf(answer, 'Last-Modified')).toEqual(['Sun, 06 Nov 1994 08:49:37 GMT']);
  }
  for (const path of ['/users', '/cookie', '/echo', '/user/Ada']) {
    expect(valuesOf(await ask(engine, request(`GET ${path}`)), 'Last-Modified')).toEqual([]);
  }
});

test('cookies come back a line each, and none is nothing', async () => {
  const sent = ['Cookie: a=1; b=; c; =d', 'cookie: e="f g"; \xe9=1; \xfc'];
  const answer = await ask(engine, request('GET /cookie', sent));
  expect(contentOf(answer)).toBe('a=1\nb=\ne="f g"\n');
  expect(valuesOf(answer, 'Cache-Control')).toEqual(['no-store']);
  const none = await ask(engine, request('GET /cookie'));
  expect(none).toMatch(/^HTTP\/1\.1 200 OK\r\n[^\0]*Content-Length: 0\r\n\r\n$/);
});

test('cookies are set on lines of their own; no octet of a value can end a line', async () => {
  const answer = await ask(engine, request('GET /cookie/set?a=1&b=%0d%0aX:1;%20Domain=x&a=2'));
  expect(statusOf(answer)).toBe(200);
  expect(valuesOf(answer, 'Set-Cookie')).toEqual([
    'a=1; Path=/; HttpOnly; SameSite=Lax',
    'b=%0D%0AX:1%3B%20Domain=x; Path=/; HttpOnly; SameSite=Lax',
    'a=2; Path=/; HttpOnly; SameSite=Lax',
  ]);
});

test.each(['', '?', '?a%0d%0ab=1', '?=1', '?a=%ff', `?${'a=1&'.repeat(21)}`, `?a=${'x'.repeat(1025)}`])(
  '/cookie/set%s sets nothing',
  async (query) => {
    const answer = await ask(engine, request(`GET /cookie/set${query}`));
    expect(statusOf(answer)).toBe(400);
    expect(valuesOf(answer, 'Set-Cookie')).toEqual([]);
  },
);

test('a redirect leads on, hop by hop', async () => {
  for (const [asked, to] of [
    ['/redirect/2', '/redirect/1'],
    ['/redirect/1', '/hello'],
    ['/redirect/0', '/hello'],
  ]) {
    const answer = await ask(engine, request(`GET ${asked}`));
    expect(statusOf(answer)).toBe(302);
    expect(valuesOf(answer, 'Location')).toEqual([to]);
  }
  expect(statusOf(await ask(engine, request('GET /redirect/51')))).toBe(400);
});

test('a login gets a cookie, and a redirect to GET', async () => {
  const answer = await ask(engine, request('GET /login?user=Ada+L%3B'));
  expect(statusOf(answer)).toBe(303);
  expect(valuesOf(answer, 'Set-Cookie')).toEqual(['user=Ada%20L%3B; Path=/; HttpOnly; SameSite=Lax']);
  expect(valuesOf(answer, 'Location')).toEqual(['/cookie']);
  for (const bad of ['/login', '/login?user=', '/login?name=Ada', `/login?user=${'a'.repeat(65)}`])
    expect(statusOf(await ask(engine, request(`GET ${bad}`)))).toBe(400);
});

test('a coded text may come in chunks', async () => {
  const answer = await ask(engine, request('GET /gzip?chunked', ['Accept-Encoding: gzip']));
  expect(valuesOf(answer, 'Transfer-Encoding')).toEqual(['chunked']);
  expect(valuesOf(answer, 'Content-Encoding')).toEqual(['gzip']);
});
