/** `octet serve --app` with an app that misbehaves in every way: the server lives, and says what happened. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Result } from '../load/crowds.ts';
import { startServer } from '../load/server.ts';

const APP = `
const kept = new Response('once');
const leaked = [];
const endless = () => new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(65536)), cancel: () => new Promise(() => {}) });
const answers = {
  '/throws': () => { throw new Error('thrown'); },
  '/rejects': async () => { throw new Error('rejected'); },
  '/nothing': () => undefined,
  '/never': () => new Promise(() => {}),
  '/twice': () => kept,
  '/later': () => { Promise.reject(new Error('rejected later')); return new Response('sent'); },
  '/timer': () => { setTimeout(() => { throw new Error('thrown later'); }, 10); return new Response('sent'); },
  '/breaks': () => new Response(new ReadableStream({ start: (to) => to.enqueue(new Uint8Array(9)), pull: () => new Promise((_, reject) => setTimeout(reject, 100, new Error('broke'))) })),
  '/leaks': () => { const body = endless(); leaked.push(body); return new Response(body); },
};
export default (request) => (answers[new URL(request.url).pathname] ?? (() => new Response('fine')))();
`;

/** What each path has to come to; several where the second request differs from the first. */
const EXPECTED: readonly (readonly [string, readonly (number | 'broken')[]])[] = [
  ['/throws', [500, 500]],
  ['/rejects', [500, 500]],
  ['/nothing', [500]],
  ['/never', [503]],
  ['/twice', [200, 500]],
  ['/later', [200, 200]],
  ['/timer', [200, 200]],
  ['/breaks', ['broken']],
];

/** Held when every answer is as it should be, \`leaks\` streams do not pile up, and a plain request is answered after each. */
export async function servedApps(leaks: number): Promise<Result> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'octet-soak-'));
  const file = path.join(folder, 'app.mjs');
  writeFileSync(file, APP);
  const server = await startServer(['--app', file, '--port', '0', '--handler-timeout', '1s']);
  const wrong: string[] = [];
  const ask = (at: string) => statusOf(`http://127.0.0.1:${server.port}${at}`);
  try {
    for (const [at, expected] of EXPECTED) {
      for (const wanted of expected) {
        const got = await ask(at);
        if (got !== wanted) wrong.push(`${at}: ${got} instead of ${wanted}`);
        const plain = await ask('/');
        if (plain !== 200) wrong.push(`after ${at}: ${plain}`);
      }
    }
    if (!server.alive())
      return { held: false, figures: { wrong: wrong.join('; '), died: server.errors().slice(0, 300) } };
    await leak(`http://127.0.0.1:${server.port}/leaks`, 1);
    const before = server.holdings();
    await leak(`http://127.0.0.1:${server.port}/leaks`, leaks);
    const after = server.holdings();
    const said = ['thrown', 'rejected', 'rejected later', 'thrown later'].filter(
      (word) => !server.errors().includes(`Error: ${word}\n`),
    );
    return {
      held: server.alive() && wrong.length === 0 && said.length === 0 && after.descriptors <= before.descriptors + 1,
      figures: {
        wrong: wrong.join('; ') || '0',
        'not reported': said.join(', ') || '0',
        descriptors: `${before.descriptors} → ${after.descriptors}`,
        'resident MiB': `${before.resident.toFixed(0)} → ${after.resident.toFixed(0)}`,
      },
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

async function statusOf(url: string): Promise<number | 'broken'> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 'broken';
  }
}

/** Clients that leave in the middle of a stream that never ends. */
async function leak(url: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const leave = new AbortController();
    const answer = await fetch(url, { signal: leave.signal });
    await answer.body?.getReader().read();
    leave.abort();
  }
  await new Promise((resolve) => setTimeout(resolve, 3000));
}
