/** Connections that say nothing, little or no more: they cannot keep the page out, and never cost it its link. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import net from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ConnectionLimits } from '../../apps/server/src/control/connections.ts';
import { listenOn } from '../../apps/server/src/control/listen.ts';
import { lines, until } from '../lab/harness.ts';
import { openSocket, type PageServer, request, startControl, statusOf, TestPage, upgradeLines } from './harness.ts';

/** So long that it does not come. */
const NEVER = 86_400_000;
const MOST = 8;
const MANY = 20;

async function open(port: number, text = ''): Promise<net.Socket> {
  const socket = net.connect({ port, host: '127.0.0.1' });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

/** Until it is closed, be it with an RST, as when it had sent what was not read. */
const closing = (socket: net.Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()));

const textOf = (port: number, more: string[] = []): string =>
  `${['GET / HTTP/1.1', `Host: localhost:${port}`, ...more].join('\r\n')}\r\n\r\n`;

const get = (port: number): Promise<string> =>
  request(port, ['GET / HTTP/1.1', `Host: localhost:${port}`, 'Connection: close']);

/** Sends this, and waits for the start of what comes back. */
async function answered(port: number, text: string): Promise<net.Socket> {
  const socket = await open(port, text);
  await once(socket, 'data');
  return socket;
}

/** A page whose link works. */
async function works(page: TestPage, ref: number): Promise<void> {
  const lane = await page.connect(ref);
  page.send(lane, 'octets');
  await until(() => lines(page.entries(lane)).includes('client read 6'));
  expect(page.ws.readyState).toBe(page.ws.OPEN);
}

const handshake = ({ port, origin }: PageServer): string =>
  `${upgradeLines(port, [`Origin: ${origin}`]).join('\r\n')}\r\n\r\n`;

describe('of more connections than it takes, the server closes the one that has waited longest', () => {
  it.each<[string, (server: PageServer) => Promise<net.Socket>]>([
    ['silent', ({ port }) => open(port)],
    ['half a head', ({ port }) => open(port, 'GET / HTTP/1.1\r\nHost: loc')],
    ['idle after a request', ({ port }) => answered(port, textOf(port))],
    ['a request without its content', ({ port }) => answered(port, textOf(port, ['Content-Length: 9']))],
    ['a WebSocket without a hello', (server) => answered(server.port, handshake(server))],
  ])('%s', async (_what, openOne) => {
    const control = await startControl({ connections: { most: MOST, headMs: NEVER }, helloMs: NEVER });
    const page = await TestPage.open(control);
    const closed: number[] = [];
    for (let i = 0; i < MANY; i++) {
      const socket = await openOne(control);
      socket.on('data', () => undefined).once('close', () => closed.push(i));
    }
    expect(statusOf(await get(control.port))).toBe(200);
    await works(page, 1);
    // The page has one place, and the GET had one.
    const gone = MANY - (MOST - 2);
    await until(() => closed.length === gone);
    expect(closed).toEqual([...Array(gone).keys()]);
  });

  it('but one that has just been answered after those that wait', async () => {
    const { port } = await startControl({ connections: { most: MOST, headMs: NEVER } });
    const used = await answered(port, textOf(port));
    const silent = await open(port);
    const silentClosed = closing(silent);
    used.write(textOf(port));
    await once(used, 'data');
    for (let i = 0; i < MOST - 1; i++) await open(port);
    await silentClosed;
    used.write(textOf(port));
    await once(used, 'data');
  });
});

/** A server that answers when it is told to. */
async function heldServer(connections: ConnectionLimits) {
  const held: ServerResponse[] = [];
  const { port, close } = await listenOn(
    0,
    null,
    {
      request: (_req, res) => void held.push(res),
      upgrade: (_req, socket) => void socket.destroy(),
      malformed: (socket) => void socket.destroy(),
    },
    connections,
  );
  onTestFinished(close);
  return { port, held };
}

describe('a request that is being answered', () => {
  it('is not given up for others', async () => {
    const { port, held } = await heldServer({ most: 3, headMs: NEVER });
    const answer = get(port);
    await until(() => held.length === 1);
    for (let i = 0; i < MANY; i++) await open(port);
    held[0]?.end('at last');
    expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\r\n.*at last$/s);
  });

  it('keeps out the next while every place has one, and only then', async () => {
    const { port, held } = await heldServer({ most: 2, headMs: NEVER });
    const answers = [get(port), get(port)];
    await until(() => held.length === 2);
    expect(await get(port)).toBe('');
    for (const res of held) res.end();
    for (const answer of answers) expect(statusOf(await answer)).toBe(200);
    const next = get(port);
    await until(() => held.length === 3);
    held[2]?.end();
    expect(statusOf(await next)).toBe(200);
  });

  it('gives its place away when its client takes nothing of it, whatever else it asks', async () => {
    const { port, held } = await heldServer({ most: 1, headMs: 50 });
    const unread = await open(port, textOf(port));
    unread.pause();
    const first = await until(() => held[0]);
    let admitted = false;
    while (!admitted) {
      await fill(first);
      unread.write(textOf(port));
      const next = await open(port, textOf(port, ['X-Next: 1']));
      const served = (): boolean => held.some(({ req }) => req.headers['x-next'] === '1');
      await Promise.race([closing(next), until(served)]);
      admitted = served();
    }
    await closing(unread.resume());
  });
});

/** Writes until the kernel takes no more, and so little beyond that Node still reads requests. */
async function fill(res: ServerResponse): Promise<void> {
  while (res.socket?.writableLength === 0) {
    res.write(Buffer.alloc(4096));
    await new Promise(setImmediate);
  }
}

describe('a connection that takes too long', () => {
  it.each<[string, (port: number) => Promise<net.Socket>]>([
    ['and says nothing', (port) => open(port)],
    ['with its head, octet by octet', drip],
    ['for its next request', (port) => answered(port, textOf(port))],
  ])('%s is closed, and the page is not', async (_what, openOne) => {
    const control = await startControl({ connections: { headMs: 50 } });
    const page = await TestPage.open(control);
    const socket = await openOne(control.port);
    let text = '';
    socket.on('data', (piece) => {
      text += piece;
    });
    await closing(socket);
    // In the middle of nothing, an answer would be taken for that of the next request.
    expect(text).toBe('');
    await works(page, 1);
  });

  it('as a WebSocket without a hello is left to the clock of hellos', async () => {
    const control = await startControl({ connections: { headMs: 50 }, helloMs: NEVER });
    const ws = await openSocket(control);
    await closing(await open(control.port));
    await closing(await open(control.port));
    expect(ws.readyState).toBe(ws.OPEN);
  });

  it('with its answer is not closed', async () => {
    const { port, held } = await heldServer({ headMs: 50 });
    const answer = get(port);
    await until(() => held.length === 1);
    await closing(await open(port));
    await closing(await open(port));
    held[0]?.end();
    expect(statusOf(await answer)).toBe(200);
  });
});

/** Never silent, and never done. */
async function drip(port: number): Promise<net.Socket> {
  const socket = await open(port, 'GET / HTTP/1.1\r\nX: ');
  const next = (): void => {
    if (socket.write('x')) setTimeout(next, 5);
  };
  next();
  return socket;
}
