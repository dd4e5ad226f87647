/** An answer only to what is framed to its end, in the order of requests, and nothing after the last: on real sockets. */
import { afterEach, expect, test } from 'vitest';
import type { Router } from '../../apps/server/src/engine/handler.ts';
import { request } from './ask.ts';
import { TestEngine } from './client.ts';

const engine = new TestEngine();

afterEach(() => engine.close());

/** Answers each request with its path and notes that it was handled. */
function noting(): { router: Router; handled: string[] } {
  const handled: string[] = [];
  const router: Router = () => ({
    handler: ({ path }) => {
      handled.push(path);
      return { status: 200, fields: [['Path', path]], content: null };
    },
  });
  return { router, handled };
}

const CHUNKED = 'POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';

test.each([
  ['a chunk-size that is none', `${CHUNKED}3\r\nabc\r\nx\r\n`, 'chunk-size'],
  ['chunk data longer than its size', `${CHUNKED}3\r\nabcd\r\n0\r\n\r\n`, 'chunk-data-end'],
  ['a bare LF after the last chunk', `${CHUNKED}3\r\nabc\r\n0\n\r\n`, 'bare-lf'],
  ['a trailer that would frame', `${CHUNKED}3\r\nabc\r\n0\r\nContent-Length: 3\r\n\r\n`, 'trailer-forbidden'],
])('a late fault is still a 400: %s', async (_, octets, rule) => {
  const { router, handled } = noting();
  const client = await engine.client({ router });
  for (const octet of octets) client.send(octet);
  const answer = await client.ends();
  expect(answer).toMatch(/^HTTP\/1\.1 400 [^\0]*\r\nConnection: close\r\n/);
  expect(answer).toContain(`Rule: ${rule} `);
  expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  expect(handled).toEqual([]);
  client.fin();
});

test.each([
  ['in the method', 'PO'],
  ['in the header section', 'POST /p HTTP/1.1\r\nHost: a\r\n'],
  ['in content by length', `${request('POST /p', ['Content-Length: 5'])}abc`],
  ['in a chunk', `${CHUNKED}5\r\nabc`],
  ['before the last chunk', `${CHUNKED}3\r\nabc\r\n`],
  ['in the trailer section', `${CHUNKED}3\r\nabc\r\n0\r\nX: 1\r\n`],
])('FIN %s: 400 and no handler runs, after any earlier answer', async (_, part) => {
  const { router, handled } = noting();
  const client = await engine.client({ router });
  const answer = await client
    .send(request('GET /first') + part)
    .fin()
    .ends();
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^\0]*Path: \/first\r\n[^\0]*HTTP\/1\.1 400 [^\0]*incomplete-message/);
  expect(handled).toEqual(['/first']);
});

test('pipelined answers come in the order of their requests, whichever handler is first', async () => {
  const waits = new Map<string, () => void>();
  const router: Router = () => ({
    handler: ({ path }) =>
      new Promise((resolve) => {
        waits.set(path, () => resolve({ status: 200, fields: [['Path', path]], content: null }));
      }),
  });
  const client = await engine.client({ router });
  client.send(['/a', '/b', '/c'].map((path) => request(`GET ${path}`)).join(''));
  await expect.poll(() => waits.size).toBe(3);
  for (const path of ['/c', '/b', '/a']) waits.get(path)?.();
  const answer = await client.gets(/Path: \/c\r\n/);
  expect([...answer.matchAll(/Path: (\S+)/g)].map((match) => match[1])).toEqual(['/a', '/b', '/c']);
  client.fin();
});

test('a 100 is never ahead of an earlier answer', async () => {
  const client = await engine.client();
  client.send(request('GET /slow?ms=40') + request('POST /echo', ['Expect: 100-continue', 'Content-Length: 3']));
  const interim = await client.gets(/100 Continue\r\n\r\n$/);
  expect(interim).toMatch(/^HTTP\/1\.1 200 OK\r\n[^\0]*took 40 ms\.\nHTTP\/1\.1 100 Continue\r\n\r\n$/);
  expect(await client.send('abc').gets(/abc$/)).toMatch(/100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  client.fin();
});

test('no 100 once content has come, nor in HTTP/1.0, nor without content', async () => {
  for (const octets of [
    request('POST /echo', ['Expect: 100-continue'], 'abc'),
    'POST /echo HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc',
    request('GET /hello', ['Expect: 100-continue']),
  ]) {
    const client = await engine.client();
    expect(await client.send(octets).fin().ends()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  }
});

test.each([
  ['Connection: close', 'POST /p HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc'],
  ['HTTP/1.0', 'GET /p HTTP/1.0\r\n\r\n'],
])('nothing after a request with %s is answered or handled', async (_, last) => {
  const { router, handled } = noting();
  const client = await engine.client({ router });
  const answer = await client.send(last + request('GET /hidden')).ends();
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^\0]*\r\nConnection: close\r\n\r\n$/);
  expect(answer).not.toContain('hidden');
  client.send(request('GET /late')).fin();
  await client.closes();
  expect(client.error).toBe(null);
  expect(handled).toEqual(['/p']);
});

test.each([
  [
    'the preface of HTTP/2',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    /^HTTP\/1\.1 (?:400|505) [^\0]*\r\nConnection: close\r\n/,
  ],
  [
    'h2c',
    request('GET /p', ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AA']),
    /^HTTP\/1\.1 200 /,
  ],
  [
    'Upgrade in HTTP/1.0',
    'GET /p HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n\r\n',
    /^HTTP\/1\.1 200 /,
  ],
  [
    'Upgrade without Connection',
    request('GET /p', ['Upgrade: websocket', 'Sec-WebSocket-Version: 8']),
    /^HTTP\/1\.1 200 /,
  ],
  [
    'a WebSocket there is not',
    request('GET /p', ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13']),
    /^HTTP\/1\.1 200 /,
  ],
])('%s never makes another protocol of the connection', async (_, octets, expected) => {
  const { router } = noting();
  const client = await engine.client({ router });
  const answer = await client.send(octets).fin().ends();
  expect(answer).toMatch(expected);
  expect(answer).not.toContain('101');
  expect(answer).not.toMatch(/\r\nUpgrade:/);
});

test('Transfer-Encoding never goes to HTTP/1.0, and the end of the connection ends the content', async () => {
  const client = await engine.client();
  const answer = await client.send('GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n').ends();
  expect(answer).not.toContain('Transfer-Encoding');
  expect(answer).toMatch(/\r\nConnection: close\r\n\r\nOne chunk after another: [^\r]*\n$/);
  client.fin();
});

test('every answer has one Date in the one form, and a Content-Type where it has content', async () => {
  const client = await engine.client();
  const asked = ['GET /', 'HEAD /', 'GET /nowhere', 'PATCH /', 'BREW /', 'OPTIONS *', 'GET /user/%ff', 'GET /users'];
  const answer = await client
    .send(`${asked.map((line) => request(line)).join('')}BAD\r\n`)
    .fin()
    .ends();
  const heads = answer.match(/HTTP\/1\.1 \d{3} [^\r]*\r\n(?:[^\r]+\r\n)*\r\n/g) ?? [];
  expect(heads).toHaveLength(asked.length + 1);
  for (const head of heads) {
    expect(head.match(/\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n/g)).toHaveLength(1);
    if (/\r\nContent-Length: [1-9]/.test(head)) expect(head).toMatch(/\r\nContent-Type: \S/);
  }
});
