import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { ENGINE_LIMITS, STRICT_TIMEOUTS } from '#shared/base/options.ts';
import type { ConnectionRecorder } from '../../apps/server/src/engine/connection-recorder.ts';
import { createEngine } from '../../apps/server/src/engine/engine.ts';
import { servedDemoSite } from '../../apps/server/src/engine/site/site.ts';
import { SocketWire } from '../../apps/server/src/engine/wire.ts';
import { Client } from './client.ts';

const GET = 'GET /hello HTTP/1.1\r\nHost: a\r\n\r\n';

/** One recorded conversation over a real socket: what the recorder was given, in order. */
async function recorded(talk: (client: Client) => Promise<unknown>): Promise<string[]> {
  const told: string[] = [];
  const recorder: ConnectionRecorder = {
    timer: (what, name, ms) => told.push(`${what} ${name} ${ms}`),
    decision: ({ what, request, status, rule }) => told.push(`${what} ${request} ${status ?? ''} ${rule ?? ''}`),
    witness: (request, end) => told.push(`witness ${request} ${end}`),
  };
  const engine = createEngine({ router: servedDemoSite() });
  const conditions = {
    limits: ENGINE_LIMITS,
    mode: 'hardened',
    leniencies: [],
    timeouts: { ...STRICT_TIMEOUTS, header: 50, idle: 30 },
  } as const;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    engine.serve(new SocketWire(socket), recorder, conditions);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = await Client.open((server.address() as { port: number }).port);
  await talk(client);
  client.fin();
  await new Promise((resolve) => server.close(resolve));
  return told;
}

test('a recorder hears of clocks, decisions and witnesses', async () => {
  expect(await recorded((client) => client.send(GET).ends())).toEqual([
    'armed header 50',
    `witness 0 ${GET.length}`,
    'respond 0 200 ',
    'keep 0  keep-alive-1.1',
    'armed idle 30',
    'fired idle 30',
    'close 0  idle-timeout',
    'armed linger 2000',
    'armed null 0',
  ]);
});

test('a time-out in mid-message is heard of before its refusal', async () => {
  expect(await recorded((client) => client.send('GET').ends())).toEqual([
    'armed header 50',
    'armed header 50',
    'fired header 50',
    'witness 0 3',
    'refuse 0 408 request-timeout',
    'close 0  request-timeout',
    'armed linger 2000',
    'armed null 0',
  ]);
});
