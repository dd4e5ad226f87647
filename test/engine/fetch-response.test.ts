/** What becomes of the responses of Fetch handlers, on a real socket. */
import { afterEach, describe, expect, test } from 'vitest';
import type { FetchFunction } from '../../apps/server/src/engine/fetch-handler.ts';
import { ask, request, statusOf, valuesOf } from './ask.ts';
import type { TestSetup } from './client.ts';
import { TestEngine } from './client.ts';
import { reported, serving } from './fetch.ts';

const engine = new TestEngine();

afterEach(() => engine.close());

describe('the response', () => {
  const asked = (app: FetchFunction, line = 'GET /', more?: TestSetup): Promise<string> =>
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
