/** Servers that are not ours, on real sockets: consent is kept by the server, and their lanes are seen from our side alone. */
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Replay } from '#shared/transcript/replay/replay.ts';
import type { RefusalCode, ToPage } from '#shared/wire/messages.ts';
import { MOST_TARGETS } from '#shared/wire/messages.ts';
import { lines, listening, until } from '../lab/harness.ts';
import { type ControlSettings, startControl, type TestControl, TestPage } from './harness.ts';

type Of<T extends ToPage['type']> = Extract<ToPage, { type: T }>;

const GET = 'GET /learn HTTP/1.1\r\nHost: x\r\n\r\n';

/** A server of somebody’s own. Its port. */
async function ownServer(server: net.Server = http.createServer((_req, res) => res.end('mine'))): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    socket.on('error', () => undefined);
    sockets.add(socket);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A server that accepts nobody, its backlog full: the kernel answers no further SYN. Its port. */
async function fullServer(): Promise<number> {
  const block =
    'parentPort.postMessage(server.address().port); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)';
  const code = `const { parentPort } = require('node:worker_threads');
    const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => { ${block} });`;
  const worker = new Worker(code, { eval: true });
  onTestFinished(() => void worker.terminate());
  const [port] = (await once(worker, 'message')) as [number];
  // Linux queues one more than the backlog says.
  for (let at = 0; at < 2; at++) {
    const socket = net.connect({ port, host: '127.0.0.1' });
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
  }
  return port;
}

const answerTo = <T extends ToPage['type']>(page: TestPage, type: T, ref: number): Promise<Of<T>> =>
  until(() => page.messages.find((one): one is Of<T> => one.type === type && 'ref' in one && one.ref === ref));

let refs = 100;

async function refusalOf(
  page: TestPage,
  message: { type: 'ask-target' | 'allow-target'; server: string },
): Promise<Of<'refused'>> {
  const ref = ++refs;
  page.say({ ...message, ref });
  return answerTo(page, 'refused', ref);
}

async function consent(page: TestPage, server: string): Promise<Of<'target'>> {
  const [asked, given] = [++refs, ++refs];
  page.say({ type: 'ask-target', ref: asked, server });
  await answerTo(page, 'target', asked);
  page.say({ type: 'allow-target', ref: given, server });
  return answerTo(page, 'target', given);
}

async function refusedConnect(page: TestPage, server: string): Promise<Of<'refused'>> {
  const ref = ++refs;
  page.say({ type: 'connect', ref, server, clocks: 'patient' });
  return answerTo(page, 'refused', ref);
}

const opened = async (settings: ControlSettings = {}): Promise<[TestPage, TestControl]> => {
  const control = await startControl(settings);
  return [await TestPage.open(control), control];
};

describe('a connection to your own server', () => {
  it('has a lane seen from the client, with the octets of both directions, that replays', async () => {
    const port = await ownServer();
    const [page] = await opened();
    await consent(page, `127.0.0.1:${port}`);
    const lane = await page.connect(1, `127.0.0.1:${port}`);
    page.send(lane, GET);
    await until(() => page.entries(lane).some(({ kind }) => kind === 'read'));
    page.say({ type: 'end', lane });
    await until(() => page.entries(lane).some(({ kind }) => kind === 'close'));
    const entries = page.entries(lane);
    expect(entries[0]).toMatchObject({
      kind: 'open',
      at: 'client',
      remote: `127.0.0.1:${port}`,
      options: { server: `127.0.0.1:${port}`, origin: 'page' },
    });
    expect(entries.every(({ at }) => at === 'client')).toBe(true);
    const replay = new Replay();
    replay.append(entries);
    expect(replay.request.log.messages[0]?.head).toMatchObject({ method: 'GET', target: '/learn' });
    expect(replay.response.log.messages[0]?.head).toMatchObject({ status: 200 });
    expect(Buffer.from(replay.response.bytes()).toString()).toContain('mine');
    expect(page.lanes.get(lane)?.info).toMatchObject({ server: `127.0.0.1:${port}`, origin: 'page', ref: 1 });
  });

  it('resets, ends and is reset like any other', async () => {
    const port = await ownServer(net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
    const [page] = await opened();
    const server = `127.0.0.1:${port}`;
    await consent(page, server);
    const theirs = await page.connect(1, server);
    page.send(theirs, 'x');
    await until(() => lines(page.entries(theirs)).includes('client close'));
    expect(lines(page.entries(theirs)).slice(0, 2)).toEqual(['client open', 'client write 1']);
    expect(lines(page.entries(theirs))).toContain('client reset by server');
    const own = await page.connect(2, server);
    page.say({ type: 'reset', lane: own });
    await until(() => lines(page.entries(own)).includes('client close'));
    expect(lines(page.entries(own))).toContain('client reset by client');
  });

  it('writes the pieces of a cut in order, without waiting for reads it cannot see', async () => {
    // It reads nothing at all.
    const port = await ownServer(net.createServer({ pauseOnConnect: true }));
    const [page] = await opened();
    const server = `127.0.0.1:${port}`;
    await consent(page, server);
    const lane = await page.connect(1, server);
    const bytes = new Uint8Array(Buffer.from('abcdef'));
    page.say({
      type: 'send',
      lane,
      bytes,
      cuts: [
        { at: 2, pauseMs: 120 },
        { at: 4, pauseMs: 0 },
      ],
    });
    await until(() => lines(page.entries(lane)).filter((line) => line === 'client write 2').length === 3);
    const times = page.entries(lane).flatMap((entry) => (entry.kind === 'write' ? [entry.t] : []));
    // The pause at least; far from the second that a recorded server gets for each read.
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(119);
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeLessThan(900);
  });

  it('may be one of our own labs: then there are two lanes, one from each side', async () => {
    const [page, control] = await opened();
    const server = `127.0.0.1:${await listening(control)}`;
    await consent(page, server);
    const lane = await page.connect(1, server);
    page.send(lane, 'hello');
    await until(() => lines(page.entries(lane)).includes('client read 5'));
    const other = await until(() => [...page.lanes.values()].find(({ info }) => info.origin === 'outside'));
    expect(other.info.server).toBe('echo');
    await until(() => lines(other.entries).includes('server read 5'));
  });

  it('is refused with the system’s message where nothing listens', async () => {
    const gone = net.createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    const [page] = await opened();
    await consent(page, `127.0.0.1:${port}`);
    expect(await refusedConnect(page, `127.0.0.1:${port}`)).toMatchObject({
      code: 'connect-failed',
      detail: `ECONNREFUSED 127.0.0.1:${port}`,
    });
  });

  it('gives up after its time without an answer, and says where and how long', async () => {
    const port = await fullServer();
    const [page] = await opened({ connectMs: 300 });
    await consent(page, `127.0.0.1:${port}`);
    expect(await refusedConnect(page, `127.0.0.1:${port}`)).toMatchObject({
      code: 'connect-timeout',
      detail: `no answer from 127.0.0.1:${port} within 300 ms`,
    });
  });
});

describe('consent', () => {
  it('is required before any connection', async () => {
    const port = await ownServer();
    const [page] = await opened();
    const server = `127.0.0.1:${port}`;
    expect(await refusedConnect(page, server)).toMatchObject({ code: 'target-unasked', detail: server });
    // Asking alone is no consent, and saying yes to what was never asked is none either.
    page.say({ type: 'ask-target', ref: 1, server });
    expect(await answerTo(page, 'target', 1)).toEqual({
      type: 'target',
      ref: 1,
      server,
      addresses: ['127.0.0.1'],
      allowed: false,
    });
    expect(await refusedConnect(page, server)).toMatchObject({ code: 'target-unasked' });
    expect(await refusalOf(page, { type: 'allow-target', server: 'localhost:1' })).toMatchObject({
      code: 'target-unasked',
    });
  });

  it('names every address of a name, and holds for this target alone', async () => {
    const port = await ownServer();
    const [page] = await opened();
    const given = await consent(page, `localhost:${port}`);
    expect(given.addresses.length).toBeGreaterThan(0);
    expect(given.addresses.every((address) => address === '127.0.0.1' || address === '::1')).toBe(true);
    const lane = await page.connect(1, `localhost:${port}`);
    page.send(lane, GET);
    await until(() => lines(page.entries(lane)).some((line) => line.startsWith('client read')));
    expect(await refusedConnect(page, `127.0.0.1:${port}`)).toMatchObject({ code: 'target-unasked' });
    expect(await refusedConnect(page, `localhost:${port + 1}`)).toMatchObject({ code: 'target-unasked' });
  });

  it('lasts as long as the session, on this connection and the next; another session has none', async () => {
    const port = await ownServer();
    const [page, control] = await opened();
    const server = `127.0.0.1:${port}`;
    await consent(page, server);
    page.cut();
    await page.comeBack();
    const welcomes = page.messages.filter((one): one is Of<'welcome'> => one.type === 'welcome');
    expect(welcomes.map(({ targets }) => targets)).toEqual([[], [server]]);
    await page.connect(1, server);
    const other = await TestPage.open(control, 'b');
    expect((await other.answer('welcome')).targets).toEqual([]);
    expect(await refusedConnect(other, server)).toMatchObject({ code: 'target-unasked' });
  });

  it('is taken back; connections that are there stay', async () => {
    const port = await ownServer();
    const [page] = await opened();
    const server = `127.0.0.1:${port}`;
    await consent(page, server);
    const lane = await page.connect(1, server);
    page.say({ type: 'forget-target', server });
    expect(await refusedConnect(page, server)).toMatchObject({ code: 'target-unasked' });
    page.send(lane, GET);
    await until(() => lines(page.entries(lane)).some((line) => line.startsWith('client read')));
  });

  it('was given by whoever started Octet, for what --allow-target names', async () => {
    const port = await ownServer();
    const [page] = await opened({ targets: [{ host: 'localhost', port }] });
    expect((await page.answer('welcome')).targets).toEqual([`localhost:${port}`]);
    const lane = await page.connect(1, `localhost:${port}`);
    page.send(lane, GET);
    await until(() => lines(page.entries(lane)).some((line) => line.startsWith('client read')));
    expect(await refusedConnect(page, `127.0.0.1:${port}`)).toMatchObject({ code: 'target-unasked' });
  });

  it('is bounded', async () => {
    const [page] = await opened();
    for (let port = 1; port <= MOST_TARGETS; port++) await consent(page, `127.0.0.1:${port}`);
    page.say({ type: 'ask-target', ref: 1, server: '127.0.0.1:65000' });
    await answerTo(page, 'target', 1);
    expect(await refusalOf(page, { type: 'allow-target', server: '127.0.0.1:65000' })).toMatchObject({
      code: 'too-many-targets',
    });
  });
});

describe('always denied', () => {
  it.each<[string, RefusalCode]>([
    ['169.254.169.254:80', 'target-metadata'],
    ['[::ffff:169.254.169.254]:80', 'target-metadata'],
    ['[64:ff9b::a9fe:a9fe]:80', 'target-metadata'],
    ['[fd00:ec2::254]:80', 'target-metadata'],
    ['169.254.1.1:80', 'target-link-local'],
    ['[fe80::1]:80', 'target-link-local'],
    ['224.0.0.1:80', 'target-multicast'],
    ['[ff02::1]:80', 'target-multicast'],
    ['255.255.255.255:80', 'target-broadcast'],
    ['0.0.0.0:80', 'target-unspecified'],
    ['[::]:80', 'target-unspecified'],
  ])('%s: %s', async (server, code) => {
    const [page] = await opened();
    expect(await refusalOf(page, { type: 'ask-target', server })).toMatchObject({
      code,
      detail: expect.stringContaining(server.replace(/:80$/, '')),
    });
    expect(await refusalOf(page, { type: 'allow-target', server })).toMatchObject({ code: 'target-unasked' });
    expect(await refusedConnect(page, server)).toMatchObject({ code: 'target-unasked' });
  });

  it.each([
    '127.0.0.1',
    '127.8.8.8',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
  ])('the control port, as %s', async (host) => {
    const [page, { port }] = await opened();
    // As written: the id is the short form of the address.
    const server = host.startsWith('[::ffff:7f') ? `[::ffff:127.0.0.1]:${port}` : `${host}:${port}`;
    expect(await refusalOf(page, { type: 'ask-target', server })).toMatchObject({ code: 'target-control' });
  });

  it('even where --allow-target names it', async () => {
    const [page] = await opened({ targets: [{ host: '169.254.169.254', port: 80 }] });
    expect(await refusedConnect(page, '169.254.169.254:80')).toMatchObject({ code: 'target-metadata' });
  });

  it('text that is not a target, or has no address', async () => {
    const [page] = await opened();
    for (const server of ['HTTP://x:80', 'x', '', 'localhost:0'])
      expect(await refusalOf(page, { type: 'ask-target', server })).toMatchObject({ code: 'unknown-server' });
    expect(await refusalOf(page, { type: 'ask-target', server: 'no-such-name.invalid:80' })).toMatchObject({
      code: 'target-nowhere',
      detail: expect.stringMatching(/^no-such-name\.invalid \(E/),
    });
  });
});
