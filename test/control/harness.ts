/** The control server over a lab of echo servers, a page that talks to it, and raw requests. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { Target } from '#shared/net/target.ts';
import { decodeEntries, span } from '#shared/transcript/record/codec.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { decodeToPage, encodeToServer } from '#shared/wire/codec.ts';
import { type LaneInfo, type ServerInfo, type ToPage, type ToServer, WIRE_VERSION } from '#shared/wire/messages.ts';
import type { ConnectionLimits } from '../../apps/server/src/control/connections.ts';
import { Gateway } from '../../apps/server/src/control/gateway.ts';
import { Requests } from '../../apps/server/src/control/http.ts';
import { type Handlers, listenOn } from '../../apps/server/src/control/listen.ts';
import { builtSource } from '../../apps/server/src/control/page.ts';
import { Policy } from '../../apps/server/src/control/policy.ts';
import { Outside } from '../../apps/server/src/lab/clients/outside.ts';
import { TargetPolicy } from '../../apps/server/src/lab/clients/target-policy.ts';
import type { HoldTimes } from '../../apps/server/src/lab/servers/holds.ts';
import { startLab, type TestLab, until } from '../lab/harness.ts';

export const TOKEN = 'the-token-of-this-process';

const INDEX = '<meta name="octet-token" content="__OCTET_TOKEN__"><script nonce="__OCTET_NONCE__"></script>';

/** What a page needs to know of the server it came from. */
export interface PageServer {
  readonly port: number;
  readonly origin: string;
  /** Default: {@link TOKEN}. */
  readonly token?: string;
}

export interface TestControl extends TestLab, PageServer {
  /** Servers outside Octet. */
  readonly outside: Outside;
  /** The server's ends of the WebSockets, in order. */
  readonly sockets: readonly Duplex[];
}

/** A built page of two files. */
function pageFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'octet-page-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'index.html'), INDEX);
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'assets', 'main-1234.js'), 'export {};\n');
  writeFileSync(path.join(folder, '.secret'), 'no');
  return folder;
}

export interface ControlSettings {
  origins?: string[];
  helloMs?: number;
  pingMs?: number;
  tokenInPage?: string;
  reads?: string[];
  servers?: string[];
  gated?: string[];
  holdTimes?: Partial<HoldTimes>;
  /** Consented to beforehand. */
  targets?: Target[];
  connectMs?: number;
  connections?: ConnectionLimits;
  /** Instead of one of echo servers. */
  lab?: TestLab;
}

export async function startControl(settings: ControlSettings = {}): Promise<TestControl> {
  const {
    origins = [],
    tokenInPage = TOKEN,
    reads = [],
    servers = ['echo'],
    gated = [],
    holdTimes = {},
    targets = [],
    connectMs,
    connections,
    lab = startLab({ reads, servers, gated, holdTimes }),
    ...times
  } = settings;
  const source = await builtSource(pageFolder());
  let requests: Requests | null = null;
  const sockets: Duplex[] = [];
  const handlers: Handlers = {
    request: (req, res) => void requests?.answer(req, res),
    upgrade: (req, socket, head, keep) => {
      sockets.push(socket);
      requests?.upgrade(req, socket, head, keep);
    },
    malformed: (socket) => requests?.refuse(socket, { status: 400, line: 'Not HTTP' }),
  };
  const listening = await listenOn(0, null, handlers, connections);
  const { port } = listening;
  const policy = new Policy({ port, host: null, origins });
  const { recorder, workers } = lab;
  const outside = new Outside({
    recorder,
    descriptors: workers.descriptors,
    engineVersion: 'test',
    policy: new TargetPolicy(port, targets),
    ...(connectMs !== undefined && { connectMs }),
  });
  const gateway = new Gateway({ token: TOKEN, engineVersion: 'test', ...lab, outside, ...times });
  requests = new Requests({ policy, source, gateway, tokenInPage, dev: null });
  onTestFinished(() => {
    gateway.close();
    return listening.close();
  });
  return { ...lab, outside, sockets, port, origin: `http://localhost:${port}` };
}

/** What comes back for these lines, as text; `host` null leaves the field out. */
export async function request(port: number, lines: string[], address = '127.0.0.1'): Promise<string> {
  const socket = net.connect({ port, host: address });
  socket.on('error', () => undefined);
  let text = '';
  socket.setEncoding('latin1').on('data', (piece) => {
    text += piece;
  });
  socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  await Promise.race([once(socket, 'close'), until(() => text.includes('\r\n\r\n'))]);
  socket.destroy();
  return text;
}

export const statusOf = (response: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(response)?.[1]);

/** A WebSocket's handshake for `target`, with these fields besides. */
export function upgradeLines(port: number, more: string[], target = '/ws'): string[] {
  return [
    `GET ${target} HTTP/1.1`,
    `Host: localhost:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...more,
  ];
}

/** A bare WebSocket, open, that has said nothing. */
export async function openSocket({ port, origin }: PageServer): Promise<WebSocket> {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/ws`, {
    origin,
    headers: { Host: `localhost:${port}` },
  });
  onTestFinished(() => ws.terminate());
  ws.on('error', () => undefined);
  await once(ws, 'open');
  return ws;
}

export async function closeCode(ws: WebSocket): Promise<number> {
  const [code] = (await once(ws, 'close')) as [number];
  return code;
}

export const HELLO: Extract<ToServer, { type: 'hello' }> = {
  type: 'hello',
  version: WIRE_VERSION,
  token: TOKEN,
  session: 'a',
  have: [],
};

interface PageLane {
  readonly info: LaneInfo;
  entries: Entry[];
}

/** A page: keeps what it is sent as the real one does, and complains about what is out of order. */
export class TestPage {
  readonly lanes = new Map<number, PageLane>();
  readonly messages: ToPage[] = [];
  servers: readonly ServerInfo[] = [];
  ws: WebSocket;
  readonly #server: PageServer;
  readonly #session: string;

  private constructor(server: PageServer, session: string, ws: WebSocket) {
    this.#server = server;
    this.#session = session;
    this.ws = ws;
  }

  static async open(server: PageServer, session = 'a'): Promise<TestPage> {
    const page = new TestPage(server, session, await openSocket(server));
    await page.#hello();
    return page;
  }

  /** Loses the connection, at once and without a word. */
  cut(): void {
    this.ws.removeAllListeners('message');
    this.ws.terminate();
  }

  async comeBack(): Promise<void> {
    this.ws = await openSocket(this.#server);
    await this.#hello();
  }

  say(message: ToServer): void {
    this.ws.send(encodeToServer(message));
  }

  async connect(ref: number, server = 'echo'): Promise<number> {
    this.say({ type: 'connect', ref, server, clocks: 'patient' });
    return until(() => [...this.lanes.values()].find(({ info }) => info.ref === ref)?.info.lane);
  }

  send(lane: number, text: string): void {
    this.say({ type: 'send', lane, bytes: new Uint8Array(Buffer.from(text)) });
  }

  entries(lane: number): Entry[] {
    return this.lanes.get(lane)?.entries ?? [];
  }

  /** The first message of this type so far, or to come. */
  answer<T extends ToPage['type']>(type: T): Promise<Extract<ToPage, { type: T }>> {
    return until(
      () => this.messages.find((message) => message.type === type) as Extract<ToPage, { type: T }> | undefined,
    );
  }

  async #hello(): Promise<void> {
    const welcomes = this.messages.filter(({ type }) => type === 'welcome').length;
    this.ws.on('message', (data: Buffer) => this.#take(data));
    const have = [...this.lanes].map(([lane, { entries }]) => ({ lane, next: nextAfter(entries) }));
    this.say({ ...HELLO, token: this.#server.token ?? TOKEN, session: this.#session, have });
    await until(() => this.messages.filter(({ type }) => type === 'welcome').length > welcomes);
  }

  #take(data: Buffer): void {
    const message = decodeToPage(data);
    if (message === null) throw new Error('not a message');
    if (message.type !== 'entries') this.messages.push(message);
    if (message.type === 'servers') this.servers = message.servers;
    if (message.type === 'lane') this.#addLane(message.lane);
    if (message.type === 'entries') this.#append(message.lane, decodeEntries(message.bytes) ?? []);
  }

  #addLane(info: LaneInfo): void {
    if (this.lanes.has(info.lane)) throw new Error(`lane ${info.lane} twice`);
    this.lanes.set(info.lane, { info, entries: [] });
  }

  #append(number: number, entries: readonly Entry[]): void {
    const lane = this.lanes.get(number);
    if (lane === undefined || entries.length === 0) throw new Error(`entries of lane ${number} out of nowhere`);
    for (const entry of entries) {
      const next = nextAfter(lane.entries);
      if (entry.seq !== next && entry.kind !== 'dropped') throw new Error(`entry ${entry.seq} instead of ${next}`);
      if (entry.seq < next) lane.entries = lane.entries.filter(({ seq }) => seq < entry.seq);
      lane.entries.push(entry);
    }
  }
}

function nextAfter(entries: readonly Entry[]): number {
  const last = entries.at(-1);
  return last === undefined ? 0 : last.seq + span(last);
}
