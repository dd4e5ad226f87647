/** Handlers of the Fetch API on a real socket. */
import { afterEach, describe, expect, test } from 'vitest';
import { type FetchFunction, fetchRouter } from '../../apps/server/src/engine/fetch-handler.ts';
import type { StandaloneSetup } from '../../apps/server/src/engine/standalone.ts';
import { latin1 } from '../../shared/octets.ts';
import { ask, jsonOf, request, statusOf, valuesOf } from './ask.ts';
import { TestEngine } from './client.ts';

const engine = new TestEngine();

afterEach(() => engine.close());

const reported: unknown[] = [];

const serving = (app: FetchFunction, more: StandaloneSetup = {}): StandaloneSetup => {
  reported.length = 0;
  return { router: fetchRouter(app), report: (error) => reported.push(error), ...more };
};

/** What the handler was given, as JSON. */
const describing: FetchFunction = async (given) =>
  Response.json({
    method: given.method,
    url: given.url,
    headers: [...given.headers],
    body: given.body === null ? null : await given.text(),
  });

describe('the request', () => {
  const ask1 = async (octets: string, more?: StandaloneSetup): Promise<Record<string, unknown>> =>
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

  test('has every field line, of whatever octets', async () => {
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

describe('the response', () => {
  const asked = (app: FetchFunction, line = 'GET /', more?: StandaloneSetup): Promise<string> =>
    ask(engine, request(line), serving(app, more));

  test('that is all there has a length; HEAD of it the same, HTTP/1.0 too', async () => {
    const app: FetchFunction = () => new Response('Привет');
    const get = await asked(app);
    expect(valuesOf(get, 'Content-Length')).toEqual(['12']);
    expect(valuesOf(get, 'Content-Type')).toEqual(['text/plain;charset=UTF-8']);
    const head = await asked(app, 'HEAD /');
    expect(head).toBe(get.slice(0, -12));
    const old = await ask(engine, 'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
    expect(old).toContain('\r\nConnection: keep-alive\r\n');
    expect(valuesOf(old, 'Content-Length')).toEqual(['12']);
  });

  test('that comes bit by bit is chunked, each bit at once', async () => {
    let more: () => void = () => undefined;
    const body = new ReadableStream({
      start(controller) {
        const encoder = new TextEncoder();
        controller.enqueue(encoder.encode('one'));
        more = () => {
          controller.enqueue(encoder.encode('two'));
          controller.close();
        };
      },
    });
    const client = await engine.client(serving(() => new Response(body)));
    await client.send(request('GET /')).gets(/\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n$/);
    more();
    expect(await client.gets(/two\r\n0\r\n\r\n$/)).toContain('3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n');
    client.fin();
  });

  test('has Set-Cookie lines of their own', async () => {
    const headers = new Headers([
      ['Set-Cookie', 'a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      ['Set-Cookie', 'b=2'],
      ['X-A', '1'],
      ['X-A', '2'],
    ]);
    const answer = await asked(() => new Response(null, { headers }));
    expect(valuesOf(answer, 'Set-Cookie')).toEqual(['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'b=2']);
    expect(valuesOf(answer, 'X-A')).toEqual(['1, 2']);
  });

  test('cannot say how the connection carries it', async () => {
    const headers = {
      Connection: 'close',
      'Keep-Alive': 'timeout=9',
      'Transfer-Encoding': 'gzip',
      Upgrade: 'h2c',
      TE: 'x',
    };
    const answer = await asked(() => new Response('hi', { headers }));
    expect(answer).toMatch(
      /^HTTP\/1\.1 200 OK\r\nDate: [^\r]+\r\ncontent-type: [^\r]+\r\nContent-Length: 2\r\n\r\nhi$/,
    );
  });

  test.each([
    [204, null, /\r\n\r\n$/],
    [205, null, /\r\nContent-Length: 0\r\n\r\n$/],
    [304, null, /\r\n\r\n$/],
    [200, null, /\r\nContent-Length: 0\r\n\r\n$/],
    [299, 'x', /\r\n\r\nx$/],
    [599, 'x', /\r\n\r\nx$/],
  ])('of status %i with %j', async (status, body, end) => {
    const answer = await asked(
      () => new Response(body, { status, headers: status === 204 ? { 'Content-Length': '0' } : {} }),
    );
    expect(statusOf(answer)).toBe(status);
    expect(answer).toMatch(end);
    if (status === 204) expect(valuesOf(answer, 'Content-Length')).toEqual([]);
  });

  test.each<[string, FetchFunction]>([
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
    ['rejects', () => Promise.reject(new Error('secret'))],
    ['returns nothing', () => undefined as unknown as Response],
    ['returns something else', () => ({ status: 200 }) as Response],
    ['returns an error', () => Response.error()],
    [
      'returns a used body',
      async () => {
        const used = new Response('x');
        await used.text();
        return used;
      },
    ],
    ['returns a wrong length', () => new Response('abc', { headers: { 'Content-Length': '2' } })],
    [
      'returns a body that fails before it begins',
      () => new Response(new ReadableStream({ start: (c) => c.error(new Error('secret')) })),
    ],
    [
      'returns a body of texts',
      () =>
        new Response(
          new ReadableStream({
            start: (c) => {
              c.enqueue('x');
              c.close();
            },
          }),
        ),
    ],
  ])('of a handler that %s is a 500 that says nothing of it', async (_, app) => {
    const answer = await ask(engine, request('GET /') + request('HEAD /'), serving(app));
    expect(answer).toMatch(/^HTTP\/1\.1 500 [^\0]*HTTP\/1\.1 500 [^\0]*\r\n\r\n$/);
    expect(answer).not.toContain('secret');
    expect(reported.length).toBe(2);
  });

  test('whose body fails midway, or is longer than it said, is broken off by a reset', async () => {
    const later = (act: (controller: ReadableStreamDefaultController) => void): ReadableStream =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('half'));
          setTimeout(() => act(controller), 20);
        },
      });
    const client = await engine.client(
      serving(({ url }) =>
        url.endsWith('/long')
          ? new Response(
              later((c) => c.enqueue(new Uint8Array(9))),
              { headers: { 'Content-Length': '5' } },
            )
          : new Response(later((c) => c.error(new Error('secret')))),
      ),
    );
    await client.send(request('GET /')).closes();
    expect(client.error).toBe('ECONNRESET');
    expect(client.text).toMatch(/4\r\nhalf\r\n$/);
    const long = await engine.client();
    await long.send(request('GET /long')).closes();
    expect(long.error).toBe('ECONNRESET');
    expect(long.text).toMatch(/\r\nContent-Length: 5\r\n\r\nhalf$/);
  });

  test('to a client that does not read is not made', async () => {
    let made = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          made += 65536;
          controller.enqueue(new Uint8Array(65536));
        },
      },
      { highWaterMark: 0 },
    );
    const client = await engine.client(serving(() => new Response(body)));
    client.socket.pause();
    client.send(request('GET /'));
    await expect.poll(() => made).toBeGreaterThan(65536);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const filled = made;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(made).toBe(filled);
    client.socket.destroy();
    await expect.poll(() => engine.connections).toBe(0);
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
