/** A page of the app without a browser: its WebSocket, and the few requests that the soak needs. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { decodeEntries } from '#shared/transcript/record/codec.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { decodeToPage, encodeToServer } from '#shared/wire/codec.ts';
import { type LaneInfo, type ServerInfo, type ToPage, type ToServer, WIRE_VERSION } from '#shared/wire/messages.ts';

/** How long anything may take, in ms. */
const PATIENCE = 30_000;

/** A connection of this page, as far as it has been told. */
export interface BotLane {
  readonly info: LaneInfo;
  readonly entries: Entry[];
}

export class Bot {
  readonly lanes = new Map<number, BotLane>();
  servers: readonly ServerInfo[] = [];
  readonly #ws: WebSocket;
  readonly #answers: ToPage[] = [];
  #refs = 0;

  private constructor(ws: WebSocket) {
    this.#ws = ws;
  }

  /** Opens the page as a browser does: the token comes with its HTML. @throws when the app does not let it in */
  static async open(port: number): Promise<Bot> {
    const origin = `http://localhost:${port}`;
    const html = await (await fetch(`${origin}/`, { signal: AbortSignal.timeout(PATIENCE) })).text();
    const token = /name="octet-token" content="([^"]+)"/.exec(html)?.[1];
    if (token === undefined) throw new Error(`The page has no token: ${html.slice(0, 200)}`);
    const ws = new WebSocket(`ws://localhost:${port}/ws`, { origin });
    const bot = new Bot(ws);
    ws.on('message', (data: Buffer) => bot.#take(data));
    await once(ws, 'open');
    ws.on('error', () => undefined);
    const session = `soak-${Math.random().toString(36).slice(2)}`;
    bot.say({ type: 'hello', version: WIRE_VERSION, token, session, have: [] });
    await bot.until('a list of servers', () => bot.servers.length > 0);
    return bot;
  }

  say(message: ToServer): void {
    this.#ws.send(encodeToServer(message));
  }

  /** Whether its link to the app is up. */
  get linked(): boolean {
    return this.#ws.readyState === WebSocket.OPEN;
  }

  server(id: string): ServerInfo | undefined {
    return this.servers.find((one) => one.id === id);
  }

  /** Asks, and waits for the answer with that number. */
  async ask(make: (ref: number) => ToServer): Promise<ToPage> {
    const ref = ++this.#refs;
    this.say(make(ref));
    const isAnswer = (one: ToPage): boolean =>
      'ref' in one ? one.ref === ref : one.type === 'lane' && one.lane.ref === ref;
    const answer = await this.until(`an answer to ${make(ref).type}`, () => this.#answers.find(isAnswer));
    this.#answers.length = 0;
    return answer;
  }

  /** Connects to a server and sends one request. Resolves with what the client saw of the end or the answer. */
  async request(server: string, octets: string): Promise<'answered' | 'ended' | 'refused'> {
    const answer = await this.ask((ref) => ({ type: 'connect', ref, server, clocks: 'patient' }));
    if (answer.type !== 'lane') return 'refused';
    const { lane } = answer.lane;
    this.say({ type: 'send', lane, bytes: new Uint8Array(Buffer.from(octets, 'latin1')) });
    const seen = await this.until(`${server} to answer`, () => {
      const entries = this.lanes.get(lane)?.entries ?? [];
      if (entries.some(({ kind, at }) => kind === 'read' && at === 'client')) return 'answered';
      return entries.some(({ kind, at }) => at === 'client' && (kind === 'close' || kind === 'fin')) ? 'ended' : null;
    });
    this.say({ type: 'reset', lane });
    return seen;
  }

  /** Waits until `find` finds something. @throws Error naming `what` after half a minute */
  async until<T>(what: string, find: () => T | null | undefined | false): Promise<T> {
    for (const end = performance.now() + PATIENCE; ; ) {
      const found = find();
      if (found !== null && found !== undefined && found !== false) return found;
      if (performance.now() > end) throw new Error(`Waited ${PATIENCE / 1000} s for ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async close(): Promise<void> {
    const gone = once(this.#ws, 'close');
    this.#ws.close();
    await gone;
  }

  #take(data: Buffer): void {
    const message = decodeToPage(data);
    if (message === null) throw new Error('The app sent a message that no page can decode.');
    if (message.type === 'servers') this.servers = message.servers;
    else if (message.type === 'entries')
      this.lanes.get(message.lane)?.entries.push(...(decodeEntries(message.bytes) ?? []));
    else {
      if (message.type === 'lane') this.lanes.set(message.lane.lane, { info: message.lane, entries: [] });
      this.#answers.push(message);
    }
  }
}
