import { afterEach, expect, test } from 'vitest';
import { STRICT_TIMEOUTS } from '#shared/base/options.ts';
import { Client, TestEngine } from './client.ts';

const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
const HELLO = 'GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n';
const MIB = 1024 * 1024;

const engine = new TestEngine();

afterEach(() => engine.close());

test('GET / is answered to the octet', async () => {
  const c = await engine.client();
  const text = await c.send(GET).gets(/<\/html>\n$/);
  const split = text.indexOf('\r\n\r\n') + 4;
  const etag = /ETag: ("[\w-]{22}")/.exec(text)?.[1];
  expect(text.slice(0, split)).toBe(
    'HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: text/html; charset=utf-8\r\n' +
      `ETag: ${etag}\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nAccept-Ranges: bytes\r\n` +
      `Content-Length: ${text.length - split}\r\n\r\n`,
  );
  const again = await Client.open(engine.running.port);
  expect(await again.send(GET).fin().ends()).toBe(text);
  expect(c.error).toBe(null);
  c.fin();
  again.fin();
});

test('one octet per write is the same request', async () => {
  const c = await engine.client();
  for (const octet of HELLO) {
    c.send(octet);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await c.gets(/world!\n$/)).toMatch(/^HTTP\/1.1 200 OK/);
  c.fin();
});

test('keep-alive, then pipelining on the same connection', async () => {
  const c = await engine.client();
  await c.send(HELLO).gets(/world!\n$/);
  c.send(HELLO.repeat(50));
  const one = c.text;
  await expect.poll(() => c.text).toBe(one.repeat(51));
  await c.fin().ends();
});

test('a client that half-closes gets its answer, then FIN; the connection is gone', async () => {
  const c = await engine.client();
  expect(await c.send('GET /slow?ms=50 HTTP/1.1\r\nHost: a\r\n\r\n').fin().ends()).toMatch(/took 50 ms/);
  await c.closes();
  expect(c.error).toBe(null);
  await expect.poll(() => engine.connections).toBe(0);
});

test('/stream arrives in several reads', async () => {
  const c = await engine.client();
  let reads = 0;
  c.socket.on('data', () => reads++);
  expect(await c.send('GET /stream HTTP/1.1\r\nHost: a\r\n\r\n').gets(/\r\n0\r\nOctets-Sent: \d+\r\n\r\n$/)).toContain(
    'chunked',
  );
  expect(reads).toBeGreaterThan(3);
  c.fin();
});

test('a POST of 1 MiB comes back, by length and in chunks', async () => {
  const content = Buffer.from(Array.from({ length: MIB }, (_, i) => (i * 7 + (i >> 8)) & 0xff));
  const c = await engine.client();
  c.send(`POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: ${MIB}\r\n\r\n`).send(content);
  await expect.poll(() => c.received.length, { interval: 10 }).toBeGreaterThan(MIB);
  expect(Buffer.from(c.received.subarray(-MIB)).equals(content)).toBe(true);
  const chunked = await engine.client();
  chunked.send('POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
  for (let i = 0; i < 16; i++)
    chunked
      .send('10000\r\n')
      .send(content.subarray(i * 65536, (i + 1) * 65536))
      .send('\r\n');
  chunked.send('0\r\n\r\n');
  await expect.poll(() => chunked.received.length, { interval: 10 }).toBeGreaterThan(MIB);
  expect(Buffer.from(chunked.received.subarray(-MIB)).equals(content)).toBe(true);
  c.fin();
  chunked.fin();
});

test('a request that arrived while the server was busy is answered, though its time ran out meanwhile', async () => {
  const c = await engine.client({ timeouts: { ...STRICT_TIMEOUTS, idle: 30 } });
  const one = await c.send(HELLO).gets(/world!\n$/);
  c.send(HELLO);
  // Nothing else happens in this process meanwhile: the timer fires before the request is read.
  for (const until = performance.now() + 100; performance.now() < until; );
  expect(await c.ends()).toBe(one + one);
  await c.fin().closes();
});
