/** The app as `npm run dev` starts it: Vite in its middle, the engine in its lab. */
import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { decodeEntries } from '#shared/transcript/record/codec.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { decodeToPage, encodeToServer } from '#shared/wire/codec.ts';
import { type LaneInfo, type ToServer, WIRE_VERSION } from '#shared/wire/messages.ts';
import { type RunningApp, startApp } from '../../apps/server/src/control/app.ts';
import { freePort } from '../../apps/server/src/lab/errors/free-port.ts';
import { lines, until } from '../lab/harness.ts';
import { request, statusOf, upgradeLines } from './harness.ts';

// Threads are started here, beside whatever else the machine does.
const DEV = { port: 0, host: null, origins: [], mode: 'dev' } as const;

let app: RunningApp;
let port: number;
let token: string;

beforeAll(async () => {
  // Else Vite would put a cache for tests in place of the one for dev.
  vi.stubEnv('NODE_ENV', 'development');
  app = await startApp(DEV);
  port = Number(new URL(app.url).port);
  const html = await (await fetch(app.url)).text();
  token = /name="octet-token" content="([\w-]{43})"/.exec(html)?.[1] ?? '';
});

afterAll(async () => {
  await app.close();
  vi.unstubAllEnvs();
});

/** The page as a proxy asks for it, which passes on the name its client used. */
const get = (at: number, host: string): Promise<Response> =>
  new Promise((resolve, reject) => {
    const asked = httpGet({ port: at, host: '127.0.0.1', path: '/', headers: { Host: host } }, (res) => {
      const pieces: Buffer[] = [];
      res.on('data', (piece: Buffer) => pieces.push(piece));
      res.on('end', () => resolve(new Response(Buffer.concat(pieces))));
    });
    asked.on('error', reject);
  });

interface Seen {
  readonly info: LaneInfo;
  readonly entries: Entry[];
}

/** A page that keeps what it is told. */
async function openPage() {
  const ws = new WebSocket(`${app.url.replace('http', 'ws')}/ws`, { origin: app.url });
  onTestFinished(() => ws.terminate());
  const lanes = new Map<number, Seen>();
  let enginePort = 0;
  ws.on('message', (data: Buffer) => {
    const message = decodeToPage(data);
    if (message?.type === 'servers') enginePort = message.servers[0]?.port ?? 0;
    if (message?.type === 'lane') lanes.set(message.lane.lane, { info: message.lane, entries: [] });
    if (message?.type === 'entries') lanes.get(message.lane)?.entries.push(...(decodeEntries(message.bytes) ?? []));
  });
  await once(ws, 'open');
  const say = (message: ToServer): void => ws.send(encodeToServer(message));
  say({ type: 'hello', version: WIRE_VERSION, token, session: `${Math.random()}`, have: [] });
  const listening = await until(() => enginePort, 15_000);
  return { say, lanes, enginePort: listening };
}

describe('the page', () => {
  it('is at localhost, with its token and with the nonce of its policy on every script', async () => {
    expect(app.url).toBe(`http://localhost:${port}`);
    const response = await fetch(app.url);
    const html = await response.text();
    const nonce = /'nonce-([\w-]+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
    const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect(token).toHaveLength(43);
    expect(html).not.toContain('__OCTET');
  });

  it('has its modules from Vite, under the same header fields', async () => {
    const response = await fetch(`${app.url}/src/main.tsx`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await fetch(`${app.url}/nothing/there`)).status).toBe(404);
  });
});

describe("Vite's own WebSocket", () => {
  const VITE = 'Sec-WebSocket-Protocol: vite-hmr';
  const hmr = (fields: string[]): string[] => upgradeLines(port, [VITE, ...fields], '/');

  it.each([
    ['no Origin', () => []],
    ['null', () => ['Origin: null']],
    ['another host', () => ['Origin: http://evil.example']],
    ['another port', () => [`Origin: http://localhost:${port + 1}`]],
    ['our own literal', () => [`Origin: http://127.0.0.1:${port}`]],
    ['malformed', () => ['Origin: http://[']],
    ['two', () => [`Origin: http://localhost:${port}`, 'Origin: http://evil.example']],
  ])('is refused before the 101 to %s', async (_what, fields) => {
    const lines = hmr(fields());
    expect(statusOf(await request(port, lines))).toBe(403);
    expect(
      statusOf(
        await request(
          port,
          lines.map((line) => line.replace('vite-hmr', 'vite-ping')),
        ),
      ),
    ).toBe(403);
  });

  it('is refused under a foreign Host', async () => {
    const foreign = hmr([`Origin: ${app.url}`]).map((line) => line.replace(/^Host: .*/, 'Host: evil.example'));
    expect(statusOf(await request(port, foreign))).toBe(421);
  });

  it('is admitted from our own page', async () => {
    const client = await (await fetch(`${app.url}/@vite/client`)).text();
    const [, wsToken] = /wsToken = "([\w-]+)"/.exec(client) ?? [];
    const target = `/?token=${wsToken}`;
    expect(statusOf(await request(port, upgradeLines(port, [VITE, `Origin: ${app.url}`], target)))).toBe(101);
    expect(statusOf(await request(port, upgradeLines(port, [VITE, 'Origin: http://evil.example'], target)))).toBe(403);
  });
});

describe('the engine in the lab', () => {
  it('answers a request typed octet by octet, under patient clocks', async () => {
    const { say, lanes } = await openPage();
    say({ type: 'connect', ref: 1, server: 'engine', clocks: 'patient' });
    const lane = await until(() => [...lanes.values()].find(({ info }) => info.ref === 1));
    for (const octet of Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')) {
      say({ type: 'send', lane: lane.info.lane, bytes: Uint8Array.of(octet) });
    }
    await until(() => lines(lane.entries).some((line) => line.startsWith('client read')));
    expect(lines(lane.entries).filter((line) => line === 'server read 1')).toHaveLength(35);
    // A busy machine may accept so late that the client's side is recorded first.
    expect(lane.entries.find(({ kind, at }) => kind === 'open' && at === 'server')).toMatchObject({
      options: { clocks: 'patient', server: 'engine', timeouts: { header: 600_000 } },
    });
    const written = lane.entries.find((entry) => entry.kind === 'write' && entry.at === 'server');
    expect(Buffer.from(written?.kind === 'write' ? written.bytes : []).toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(lane.entries.filter(({ kind }) => kind === 'witness')).toHaveLength(1);
    say({ type: 'end', lane: lane.info.lane });
    await until(() => lines(lane.entries).includes('client close'));
  });

  it('answers an outside client, whose lane appears live, under strict clocks', async () => {
    const { lanes, enginePort } = await openPage();
    const socket = net.connect({ port: enginePort, host: '127.0.0.1' });
    socket.write('GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const local = `127.0.0.1:${(socket.address() as net.AddressInfo).port}`;
    const isIt = ({ entries: [first] }: Seen): boolean => first?.kind === 'open' && first.remote === local;
    const lane = await until(() => [...lanes.values()].find(isIt));
    await until(() => lines(lane.entries).includes(`server write ${answer.length}`));
    expect(lane.info).toMatchObject({ origin: 'outside', ref: null });
    expect(lane.entries[0]).toMatchObject({ options: { clocks: 'strict', timeouts: { header: 10_000 } } });
    socket.destroy();
  });
});

describe('starting', () => {
  it('fails at once on a taken port, and names it', async () => {
    await expect(startApp({ ...DEV, port })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  });

  it('behind a proxy beyond loopback warns, and leaves the token to the user', async () => {
    const warning = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => warning.mockRestore());
    const free = await freePort();
    const origins = ['http://localhost:8080', 'http://app.example.test'];
    const proxied = await startApp({ ...DEV, port: free, origins });
    onTestFinished(() => proxied.close());
    expect(proxied.url).toMatch(/#token=[\w-]{43}$/);
    expect(warning).toHaveBeenCalledWith(
      expect.stringMatching(/^Warning: .*http:\/\/app\.example\.test can be reached/),
    );
    for (const host of ['app.example.test', 'localhost:8080', `localhost:${free}`]) {
      const page = await (await get(free, host)).text();
      expect(page, host).toContain('name="octet-token" content=""');
    }
  });

  it('behind a proxy on this machine gives the page its token', async () => {
    const proxied = await startApp({ ...DEV, origins: ['http://127.0.0.1:8080', 'http://[::1]:8080'] });
    onTestFinished(() => proxied.close());
    expect(await (await fetch(proxied.url)).text()).toMatch(/name="octet-token" content="[\w-]{43}"/);
  });

  it('beyond loopback warns, and leaves the token to the user', async () => {
    const warning = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const hosted = await startApp({ ...DEV, host: '0.0.0.0' });
    expect(hosted.url).toMatch(/^http:\/\/localhost:\d+\/#token=[\w-]{43}$/);
    expect(warning).toHaveBeenCalledWith(expect.stringMatching(/^Warning: .*0\.0\.0\.0 can be reached/));
    expect(await (await fetch(hosted.url)).text()).toContain('name="octet-token" content=""');
    await hosted.close();
    warning.mockRestore();
  });
});
