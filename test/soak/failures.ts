/** What the system does to the app: children killed, no descriptors, no room on the disk. The page must go on. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Result } from '../load/crowds.ts';
import { type ServerProcess, startApp } from '../load/server.ts';
import { randomFrom } from '../random.ts';
import { Bot } from './bot.ts';

const GET = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
const PEERS = ['nginx', 'apache', 'haproxy', 'lighttpd', 'caddy', 'python'];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function withApp(
  around: readonly string[],
  act: (app: ServerProcess, bot: Bot) => Promise<Result>,
): Promise<Result> {
  const app = await startApp([], around);
  try {
    const bot = await Bot.open(app.port);
    await bot.until('the engine to listen', () => bot.server('engine')?.port || null);
    const { held, figures } = await act(app, bot);
    const linked = bot.linked;
    return { held: held && linked && app.alive(), figures: { ...figures, 'page linked': `${linked}` } };
  } finally {
    await app.stop();
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const stat = /^\d+$/.test(name) ? readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '') : '';
      return Number(stat.split(' ')[1]) === parent ? [Number(name)] : [];
    } catch {
      // It has just ended.
      return [];
    }
  });
}

/** SIGKILL for a child of the app at any moment of its start and its work; afterwards the same server answers again. */
export function killedChildren(rounds: number, seed: number): Promise<Result> {
  return withApp([], async (app, bot) => {
    const found = PEERS.filter((id) => bot.server(id)?.program?.found);
    const random = randomFrom(seed);
    let killed = 0;
    let told = 0;
    const mute: string[] = [];
    for (let round = 0; round < rounds && found.length > 0; round++) {
      const peer = found[round % found.length] as string;
      bot.say({ type: 'restart', server: peer });
      await pause(random() * 600);
      const children = childrenOf(app.pid);
      const victim = children[Math.floor(random() * children.length)];
      if (victim !== undefined) {
        process.kill(victim, 'SIGKILL');
        killed++;
        await pause(300);
        if (bot.servers.some(({ state, error }) => state === 'crashed' && error !== null && error !== '')) told++;
      }
      const answer = await bot.request(peer, GET).catch((error: Error) => error.message);
      if (answer !== 'answered') mute.push(`${peer}: ${answer}`);
    }
    return {
      held: mute.length === 0 && killed > 0 && told > 0,
      figures: { peers: found.length, killed, 'said so': told, 'did not answer again': mute.join('; ') || '0' },
    };
  });
}

/** More outside clients than the app has descriptors. A page that is open goes on, and a connection is refused in words. */
export function noDescriptors(limit: number): Promise<Result> {
  return withApp(['sh', '-c', `ulimit -n ${limit}; exec "$@"`, 'sh'], async (app, bot) => {
    const port = bot.server('engine')?.port ?? 0;
    const sockets = Array.from({ length: 2 * limit }, () => connect(port, '127.0.0.1').on('error', () => undefined));
    await pause(2000);
    const { descriptors } = app.holdings();
    const full = await bot.request('node-http', GET).catch((error: Error) => error.message);
    const linked = bot.linked;
    for (const socket of sockets) socket.destroy();
    await pause(1000);
    const after = await bot.request('node-http', GET).catch((error: Error) => error.message);
    const again = await Bot.open(app.port).then(
      () => 'opens',
      (error: Error) => error.message,
    );
    return {
      held: linked && ['answered', 'refused'].includes(full) && after === 'answered' && again === 'opens',
      figures: { limit, descriptors, 'a connection meanwhile': full, afterwards: after, 'another page': again },
    };
  });
}

/** Runs a command where nothing can be written to the folder of temporary files: 4 KiB, and they are taken. */
const FULL = [
  'unshare',
  '-rm',
  'sh',
  '-c',
  'mount -t tmpfs -o size=4k none /tmp && head -c 4096 /dev/zero > /tmp/full; TMPDIR=/tmp exec "$@"',
  'sh',
];

/** No room for what a peer needs on the disk: its start fails in words, and everything else goes on. */
export async function fullDisk(): Promise<Result> {
  const able = spawnSync(FULL[0] as string, [...FULL.slice(1), 'true']).status === 0;
  if (!able) return { held: true, figures: { skipped: 'needs unshare -rm, or root' } };
  return withApp(FULL, async (_app, bot) => {
    const found = PEERS.filter((id) => bot.server(id)?.program?.found);
    const said: string[] = [];
    for (const peer of found) {
      const answer = await bot.request(peer, GET).catch((error: Error) => error.message);
      const { state, error } = bot.server(peer) ?? {};
      said.push(`${peer}: ${answer}, ${state}, ${error}`);
    }
    const engine = await bot.request('engine', GET);
    const inWords = said.every((one) => /answered|no space left|ENOSPC/i.test(one));
    return { held: engine === 'answered' && inWords && found.length > 0, figures: { engine, peers: said.join('; ') } };
  });
}
