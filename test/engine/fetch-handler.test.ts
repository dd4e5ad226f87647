/** Handlers of the Fetch API on a real socket. */
import { afterEach, describe, expect, test } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import type { FetchFunction } from '../../apps/server/src/engine/fetch-handler.ts';
import { ask, jsonOf, request, statusOf } from './ask.ts';
import type { TestSetup } from './client.ts';
import { TestEngine } from './client.ts';
import { reported, serving } from './fetch.ts';

const engine = new TestEngine();

afterEach(() => engine.close());

/** What the handler was given, as JSON. */
const describing: FetchFunction = async (given) =>
  Response.json({
    method: given.method,
    url: given.url,
    headers: [...given.headers],
    body: given.body === null ? null : await given.text(),
  });

describe('the request', () => {
  const ask1 = async (octets: string, more?: TestSetup): Promise<Record<string, unknown>> =>
    jsonOf(await ask(engine, octets, serving(describing, more))) as Record<string, unknown>;

  test.each([
    ['origin-form', request('GET /a/b?x=1&y'), 'http://a/a/b?x=1&y'],
    ['absolute-form', 'GET http://b:81/c HTTP/1.1\r\nHost: b:81\r\n\r\n', 'http://b:81/c'],
    ['two slashes', request('GET //evil/x'), 'http://a//evil/x'],
    ['HTTP/1.0 without Host', 'GET /x HTTP/1.0\r\n\r\n', 'http://localhost/x'],
    ['an address of IPv6', 'GET /x HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n', 'http://[::1]:8080/x'],
    ['an underscore', 'GET / HTTP/1.1\r\nHost: my_app\r\n\r\n', 'http://my_app/'],
  ])('has the URL of %s', async (_, octets, url) => {
    expect((await ask1(octets)).url).toBe(url);
  });

  test('has every field line, with any octets', async () => {
    const fields = ['X-A: 1', 'x-a: 2', 'X-L: \xe9', 'Cookie: a=1', 'Cookie: b=2', 'User-Agent: me'];
    expect((await ask1(request('GET /', fields))).headers).toEqual([
      ['cookie', 'a=1; b=2'],
      ['host', 'a'],
      ['user-agent', 'me'],
      ['x-a', '1, 2'],
      ['x-l', '\xe9'],
    ]);
  });

  test.each([
    ['by length', request('POST /', [], 'hello')],
    [
      'in chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\nX: 1\r\n\r\n',
    ],
  ])('has the content that came %s', async (_, octets) => {
    expect((await ask1(octets)).body).toBe('hello');
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'brew'])(
    'of %s reaches the handler',
    async (method) => {
      expect((await ask1(request(`${method} /`))).method).toBe(method);
    },
  );

  test('of GET has no body, although content came', async () => {
    expect(await ask1(request('GET /', [], 'hello'))).toMatchObject({ method: 'GET', body: null });
  });

  test.each([
    ['TRACE', request('TRACE /', ['Cookie: secret']), 405],
    ['OPTIONS *', request('OPTIONS *'), 204],
    ['get', request('get /'), 501],
    ['tRaCe', request('tRaCe /', ['Cookie: secret']), 501],
    ['connect', request('connect /'), 501],
    ['a host that no URL has', 'GET / HTTP/1.1\r\nHost: 999.1.1.1\r\n\r\n', 400],
  ])('%s never reaches the handler', async (_, octets, status) => {
    let called = false;
    const answer = await ask(
      engine,
      octets,
      serving(() => {
        called = true;
        return new Response();
      }),
    );
    expect(statusOf(answer)).toBe(status);
    expect(answer).not.toContain('secret');
    expect(called).toBe(false);
  });

  test('has a signal that is aborted when the client leaves, and its answer’s body is cancelled', async () => {
    const log: string[] = [];
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('first')),
      cancel: () => void log.push('cancelled'),
    });
    const client = await engine.client(
      serving((given) => {
        given.signal.addEventListener('abort', () => log.push('aborted'));
        return new Response(body);
      }),
    );
    await client.send(request('GET /')).gets(/first/);
    client.socket.resetAndDestroy();
    await expect.poll(() => [...log].sort()).toEqual(['aborted', 'cancelled']);
    await expect.poll(() => engine.connections).toBe(0);
    expect(reported).toEqual([]);
  });
});

test('large content is read as it comes, and sent back as it is read', async () => {
  const content = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * 31 + (i >> 9)) & 0xff));
  const client = await engine.client(serving(({ body }) => new Response(body)));
  client
    .send(`POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${content.length}\r\n\r\n`)
    .send(content);
  await client.ends();
  const octets = latin1(client.received);
  const chunks = octets.slice(octets.indexOf('\r\n\r\n') + 4);
  let at = 0;
  const pieces: string[] = [];
  for (;;) {
    const end = chunks.indexOf('\r\n', at);
    const size = Number.parseInt(chunks.slice(at, end), 16);
    if (size === 0) break;
    pieces.push(chunks.slice(end + 2, end + 2 + size));
    at = end + 4 + size;
  }
  expect(Buffer.from(pieces.join(''), 'latin1').equals(content)).toBe(true);
  client.fin();
});
