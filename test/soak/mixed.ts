/** Everything at once, for long: the app must not grow. */
import { connect } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../apps/server/setup/ensure-chromium.mjs';
import { askCanary } from '../load/canary.ts';
import type { Result } from '../load/crowds.ts';
import { type Holdings, type ServerProcess, startApp } from '../load/server.ts';
import { randomFrom } from '../random.ts';
import { Bot } from './bot.ts';

/** The most the app may hold at the end, as a multiple of what it held when everything had been used once. */
const GROWTH = 1.3;

/** When everything has been used once, in minutes. */
const WARM = 3;

const GET = 'GET /hello HTTP/1.1\r\nHost: a\r\n\r\n';
const SERVERS = ['engine', 'node-http', 'static-threads', 'users-api', 'tcp-upper-select', 'web-server-1.0'];
const PEERS = ['nginx', 'apache', 'haproxy', 'lighttpd', 'caddy'];
const TIMEOUTS = { connect: 5000, write: 5000, read: 5000, total: 0 };

type Act = (use: Use) => Promise<void>;

interface Use {
  readonly app: ServerProcess;
  readonly bot: Bot;
  readonly browser: Browser;
  readonly pick: <T>(from: readonly T[]) => T;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const enginePort = (bot: Bot): Promise<number> =>
  bot.until('the engine to listen', () => bot.server('engine')?.port || null);

const ACTS: Readonly<Record<string, Act>> = {
  requests: async ({ bot, pick }) => void (await bot.request(pick(SERVERS), GET)),
  peers: async ({ bot, pick }) => {
    const found = PEERS.filter((id) => bot.server(id)?.program?.found);
    if (found.length > 0) await bot.request(pick(found), GET);
  },
  kills: async ({ bot, pick }) => {
    const server = pick([...SERVERS, ...PEERS.filter((id) => bot.server(id)?.state === 'listening')]);
    bot.say({ type: 'kill', server });
    await pause(300);
    bot.say({ type: 'restart', server });
  },
  'client runs': async ({ bot }) => {
    const url = `http://127.0.0.1:${await enginePort(bot)}/stream`;
    const shape = { method: 'GET', target: null, params: [], fields: [], cookies: [], exact: false, content: null };
    const settings = { jar: true, follow: true, redirects: 5, decode: true, insecure: false, timeouts: TIMEOUTS };
    const asked = { kind: 'request', url, ...shape, ...settings } as const;
    await bot.ask((ref) => ({ type: 'client', ref, asked, bytes: new Uint8Array() }));
  },
  'outside clients': async ({ bot }) => {
    const port = await enginePort(bot);
    await Promise.allSettled(Array.from({ length: 20 }, () => askCanary({ port })));
    for (let i = 0; i < 20; i++) {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /hel', () => socket.resetAndDestroy()));
      socket.on('error', () => undefined);
    }
  },
  pages: async ({ app }) => {
    const page = await Bot.open(app.port);
    await page.request('engine', GET);
    await page.close();
  },
  tabs: async ({ app, browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    for (const place of ['', '#/compare', '#/client', '#/labs/concurrency']) {
      await page.goto(`http://localhost:${app.port}/${place}`);
      await pause(500);
    }
    await context.close();
  },
};

/** `minutes` of use; `seed` decides what is done when. Held when it ends no larger than it was, and was never away. */
export async function mixed(minutes: number, seed: number): Promise<Result> {
  const app = await startApp();
  const browser = await chromium.launch({
    executablePath: findChromium() ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const faults = new Map<string, number>();
  const done = new Map<string, number>();
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const use = async (until: number): Promise<Holdings> => {
    const bot = await Bot.open(app.port);
    // Each server that has been started keeps its thread and its descriptors: all are, before anything is measured.
    const found = PEERS.filter((id) => bot.server(id)?.program?.found);
    for (const server of [...SERVERS, ...found]) await bot.request(server, GET);
    while (performance.now() < until) {
      const [name, act] = pick(Object.entries(ACTS));
      try {
        await act({ app, bot, browser, pick });
        done.set(name, (done.get(name) ?? 0) + 1);
      } catch (error) {
        const said = `${name}: ${(error as Error).message}`;
        faults.set(said, (faults.get(said) ?? 0) + 1);
      }
      // Ended lanes are told in full: a page that stays would grow itself.
      bot.lanes.clear();
    }
    await bot.close();
    await pause(8000);
    return app.holdings();
  };
  try {
    const start = performance.now();
    const warm = await use(start + Math.min(WARM, minutes / 3) * 60_000);
    const end = await use(start + minutes * 60_000);
    const grown = end.resident / warm.resident;
    const alive = app.alive();
    return {
      held: alive && grown <= GROWTH && end.descriptors <= warm.descriptors && faults.size === 0,
      figures: {
        'resident MiB': `${warm.resident.toFixed(0)} → ${end.resident.toFixed(0)}`,
        grown: `× ${grown.toFixed(2)}`,
        descriptors: `${warm.descriptors} → ${end.descriptors}`,
        ...Object.fromEntries(done),
        ...(faults.size > 0 && { faults: [...faults].map(([said, count]) => `${count} × ${said}`).join('; ') }),
        ...(app.errors() !== '' && { said: app.errors().slice(0, 500) }),
      },
    };
  } finally {
    await browser.close();
    await app.stop();
  }
}
