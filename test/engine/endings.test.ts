import { afterEach, expect, test } from 'vitest';
import { STRICT_TIMEOUTS } from '#shared/base/options.ts';
import { servedDemoSite } from '../../apps/server/src/engine/site/site.ts';
import { startEngine } from '../../apps/server/src/engine/standalone.ts';
import { TestEngine } from './client.ts';

const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
const HELLO = 'GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n';
const MIB = 1024 * 1024;

const engine = new TestEngine();

const short = (timeouts: Partial<typeof STRICT_TIMEOUTS>) => ({ timeouts: { ...STRICT_TIMEOUTS, ...timeouts } });

afterEach(() => engine.close());

test('time-outs: 408 for an unfinished request, a bare FIN for an idle connection', async () => {
  const c = await engine.client(short({ header: 60, idle: 60, body: 60 }));
  const idle = await engine.client();
  const kept = await engine.client();
  const body = await engine.client();
  kept.send(HELLO);
  c.send('GET / HT');
  body.send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc');
  expect(await c.ends()).toMatch(/^HTTP\/1.1 408 [\s\S]*Refused at octet 8\./);
  expect(await body.ends()).toMatch(/^HTTP\/1.1 408 /);
  expect(await idle.ends()).toBe('');
  expect(await kept.ends()).toMatch(/world!\n$/);
  for (const each of [c, idle, kept, body]) each.fin();
  await expect.poll(() => engine.connections).toBe(0);
});

test('a client that keeps sending after a refusal still reads the answer, and sees no RST', async () => {
  const c = await engine.client();
  c.send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n');
  for (let i = 0; i < 24; i++) {
    c.send(Buffer.alloc(128 * 1024));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(await c.ends()).toMatch(/^HTTP\/1.1 413 [\s\S]*Limit: 10485760 octets/);
  await c.fin().closes();
  expect(c.error).toBe(null);
});

test('a client that never stops is dropped after the linger clock', async () => {
  const c = await engine.client(short({ linger: 80 }));
  const started = performance.now();
  await c.send('BAD\r\n').ends();
  await expect.poll(() => engine.connections, { interval: 10 }).toBe(0);
  expect(performance.now() - started).toBeGreaterThan(70);
  c.socket.destroy();
});

test('a slow reader slows a stream down and memory stays flat', async () => {
  let made = 0;
  async function* endless() {
    for (;;) {
      made += 65536;
      yield new Uint8Array(65536);
    }
  }
  const c = await engine.client({
    router: () => ({ handler: () => ({ status: 200, fields: [], content: endless() }) }),
  });
  c.socket.pause();
  c.send(GET);
  await expect.poll(() => made).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const filled = made;
  await new Promise((resolve) => setTimeout(resolve, 300));
  // What the kernel's buffers take, and no more.
  expect(made).toBe(filled);
  expect(made).toBeLessThan(32 * MIB);
  c.socket.destroy();
  await expect.poll(() => engine.connections).toBe(0);
});

test('a client that asks for much and reads nothing is not read from, and let go', async () => {
  let handled = 0;
  const content = new Uint8Array(MIB);
  const c = await engine.client({
    ...short({ write: 200 }),
    router: () => ({
      handler: () => {
        handled++;
        return { status: 200, fields: [], content };
      },
    }),
  });
  c.socket.pause();
  c.send(GET.repeat(200));
  await expect.poll(() => engine.connections, { timeout: 4000 }).toBe(0);
  // The kernel's buffers take some MiB; beyond them one answer waits, and nothing is handled any more.
  expect(handled).toBeLessThan(20);
  c.socket.destroy();
});

test('a stream that fails midway ends in a reset, not in a last chunk', async () => {
  async function* failing() {
    yield Buffer.from('half');
    await new Promise((resolve) => setTimeout(resolve, 30));
    throw new Error('secret');
  }
  const reported: unknown[] = [];
  const c = await engine.client({
    report: (error) => reported.push(error),
    router: () => ({ handler: () => ({ status: 200, fields: [], content: failing() }) }),
  });
  await c.send(GET).closes();
  expect(c.error).toBe('ECONNRESET');
  expect(c.text).toMatch(/4\r\nhalf\r\n$/);
  expect(reported).toEqual([new Error('secret')]);
});

test('a bug ends its connection, not the server', async () => {
  const reported: unknown[] = [];
  const c = await engine.client({
    report: (error) => reported.push(error),
    router: () => {
      throw new Error('bug');
    },
  });
  await c.send(GET).closes();
  expect(c.error).toBe('ECONNRESET');
  expect(reported).toEqual([new Error('bug')]);
  await expect.poll(() => engine.connections).toBe(0);
  const next = await engine.client();
  expect(await next.send('BAD\r\n').ends()).toMatch(/^HTTP\/1.1 400 /);
  next.fin();
});

test('a client that resets in the middle of anything leaves nothing behind', async () => {
  for (const part of [
    '',
    'GET /',
    HELLO,
    GET + HELLO,
    'GET /slow?ms=60 HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /stream HTTP/1.1\r\nHost: a\r\n\r\n',
    'BAD\r\n',
  ]) {
    const c = await engine.client();
    c.send(part);
    await new Promise((resolve) => setTimeout(resolve, 15));
    c.socket.resetAndDestroy();
  }
  await expect.poll(() => engine.connections).toBe(0);
  const c = await engine.client();
  await c.send(HELLO).gets(/world!/);
  c.fin();
});

test('closing: an idle connection ends at once, a working one after its answer', async () => {
  const idle = await engine.client();
  await idle.send(HELLO).gets(/world!/);
  const working = await engine.client();
  working.send('GET /slow?ms=100 HTTP/1.1\r\nHost: a\r\n\r\n');
  await new Promise((resolve) => setTimeout(resolve, 30));
  const closed = engine.close();
  await idle.ends();
  idle.fin();
  expect(await working.ends()).toMatch(/\r\nConnection: close\r\n[\s\S]*took 100 ms/);
  working.fin();
  await closed;
});

test('a taken port is reported by its code', async () => {
  (await engine.client()).fin();
  const { port } = engine.running;
  await expect(startEngine({ port, host: '127.0.0.1' }, { router: servedDemoSite() })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port,
  });
});
