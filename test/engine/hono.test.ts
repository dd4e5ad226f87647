/** A Hono app, unchanged, on the engine: loaded as `octet serve --app` loads it, asked over a real socket. */
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { AppError, loadApp } from '../../apps/server/src/engine/app-module.ts';
import { fetchRouter } from '../../apps/server/src/engine/fetch-handler.ts';
import { ask, contentOf, jsonOf, request, statusOf, valuesOf } from './ask.ts';
import { TestEngine } from './client.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

const engine = new TestEngine();

afterEach(() => engine.close());

async function hono(line: string, fields: readonly string[] = [], content = ''): Promise<string> {
  const router = fetchRouter(await loadApp(fixture('hono-app.mjs')));
  return ask(engine, request(line, fields, content), { router, report: () => undefined });
}

test('routes, with parameters and queries', async () => {
  expect(contentOf(await hono('GET /'))).toBe('Hello from Hono');
  expect(jsonOf(await hono('GET /users/%D0%90'))).toEqual({ id: 'А' });
  expect(jsonOf(await hono('GET /url?q=1&q=%20'))).toEqual({
    url: 'http://a/url?q=1&q=%20',
    path: '/url',
    query: ['1', ' '],
  });
});

test('middleware', async () => {
  expect(valuesOf(await hono('GET /'), 'X-Served-By')).toEqual(['middleware']);
  const preflight = ['Origin: http://b', 'Access-Control-Request-Method: PUT'];
  const answer = await hono('OPTIONS /api/items', preflight);
  expect(statusOf(answer)).toBe(204);
  expect(valuesOf(answer, 'Access-Control-Allow-Methods')[0]).toContain('PUT');
});

test('JSON and forms', async () => {
  const json = await hono('POST /json', ['Content-Type: application/json'], '{"a":[1]}');
  expect(statusOf(json)).toBe(201);
  expect(valuesOf(json, 'Location')).toEqual(['/json/1']);
  expect(jsonOf(json)).toEqual({ got: { a: [1] } });
  const form = await hono('POST /form', ['Content-Type: application/x-www-form-urlencoded'], 'a=1&b=+');
  expect(jsonOf(form)).toEqual({ a: '1', b: ' ' });
  expect(statusOf(await hono('POST /json', ['Content-Type: application/json'], '{'))).toBe(500);
});

test('cookies, read and set, each on a line', async () => {
  const answer = await hono('GET /cookies', ['Cookie: old=1; x=%20']);
  expect(jsonOf(answer)).toEqual({ old: '1', x: ' ' });
  expect(valuesOf(answer, 'Set-Cookie')).toEqual([
    'a=1; Path=/; HttpOnly',
    'b=2; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    'old=; Max-Age=0; Path=/',
  ]);
});

test('streams, of text and of events', async () => {
  expect(await hono('GET /text-stream')).toMatch(
    /\r\nTransfer-Encoding: chunked\r\n\r\n4\r\none \r\n4\r\ntwo \r\n5\r\nthree\r\n0\r\n\r\n$/,
  );
  const events = await hono('GET /events');
  expect(valuesOf(events, 'Content-Type')).toEqual(['text/event-stream']);
  expect(valuesOf(events, 'Connection')).toEqual([]);
  expect(events).toContain('event: tick\ndata: 1\nid: 1\n\n');
});

test('HEAD, 204, a redirect, 404, an exception and an error', async () => {
  expect(await hono('HEAD /')).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:[^\r]+\r\n)+\r\n$/);
  expect(await hono('GET /empty')).toMatch(/^HTTP\/1\.1 204 No Content\r\n(?:[^\r]+\r\n)+\r\n$/);
  const moved = await hono('GET /old');
  expect([statusOf(moved), ...valuesOf(moved, 'Location')]).toEqual([301, '/']);
  const missing = await hono('GET /nope');
  expect([statusOf(missing), contentOf(missing)]).toEqual([404, 'Nothing at /nope']);
  const forbidden = await hono('GET /forbidden');
  expect([statusOf(forbidden), contentOf(forbidden)]).toEqual([403, 'Not for you']);
  const thrown = await hono('GET /throws');
  expect([statusOf(thrown), contentOf(thrown)]).toEqual([500, 'Something broke']);
});

test('large content, read, sent back, or left unread; the connection goes on', async () => {
  const content = 'x'.repeat(500_000);
  expect(jsonOf(await hono('POST /upload', [], content))).toEqual({ octets: 500_000 });
  const mirrored = await hono('POST /mirror', [], content);
  expect(mirrored.match(/x/g)?.length).toBeGreaterThanOrEqual(500_000);
  const early = await hono(`POST /early`, [], content + request('GET /'));
  expect(early).toMatch(/^HTTP\/1\.1 401 /);
});

test.each([
  ['function-app.mjs', 'a function'],
  ['object-app.mjs', 'an object, its fetch called as its method'],
])('%s: %s', async (name, says) => {
  const router = fetchRouter(await loadApp(fixture(name)));
  expect(contentOf(await ask(engine, request('GET /'), { router }))).toBe(says);
});

test.each([
  ['no-such-app.mjs', /^There is no file .*no-such-app\.mjs\.$/],
  ['throwing-app.mjs', /^.*throwing-app\.mjs cannot be loaded: no database$/],
  ['empty-app.mjs', /^.*empty-app\.mjs has no default export that is a function or an object with fetch\.$/],
])('%s is not an app, and the message says why', async (name, message) => {
  const failed = loadApp(fixture(name));
  await expect(failed).rejects.toBeInstanceOf(AppError);
  await expect(failed).rejects.toThrow(message);
});
