/** The load of the concurrency lab counts what the clients saw, in whatever order the two ends are recorded. */
import { afterEach, expect, it, vi } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { pictureOf, totalsOf } from '#shared/labs/lanes.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import type { ServerInfo, ToServer } from '#shared/wire/messages.ts';

const sent: ToServer[] = [];
vi.mock('../../apps/web/src/session/link/session.ts', () => ({
  socket: { send: (message: ToServer) => sent.push(message) > 0 },
  pending: {
    ask: (send: (ref: number) => unknown) => {
      send(1);
      return Promise.resolve({ ok: true, value: 1 });
    },
  },
}));

const { runLoads, useLoads } = await import('../../apps/web/src/session/labs/load-generator.ts');
const { useStore } = await import('../../apps/web/src/session/state/store.ts');
const initial = useStore.getState();

afterEach(() => {
  useStore.setState(initial, true);
  sent.length = 0;
});

const OCTETS = fromLatin1('octets');
const SHARED = { local: '127.0.0.1:1', remote: '127.0.0.1:2' };
const at = (t: number) => ({ seq: t, t });
const connect = { kind: 'connect', at: 'client', ...SHARED } as const;
const open = { kind: 'open', at: 'server', ...SHARED, options: {} } as unknown as Entry;
const write = { kind: 'write', at: 'client', bytes: OCTETS } as const;
const answer = { kind: 'write', at: 'server', bytes: OCTETS } as const;
const close = { kind: 'close', at: 'server' } as const;
const read = { kind: 'read', at: 'client', length: OCTETS.length } as const;
const fin = { kind: 'fin', at: 'client', by: 'server' } as const;
const gone = { kind: 'close', at: 'client' } as const;

type Draft = Entry | (Omit<Entry, 'seq' | 't'> & { kind: Entry['kind'] });

/** One client, one request; the lane grows to these entries, one flush after the other. */
async function runOn(...flushes: (readonly Draft[])[]) {
  const server = 'engine';
  useStore.setState({ servers: [{ id: server, state: 'listening' } as ServerInfo] });
  const run = runLoads([server], { clients: 1, requests: 1, think: 0, silence: 0, work: false });
  const entries: Entry[] = [];
  for (const flush of flushes) {
    for (const draft of flush) entries.push({ ...draft, ...at(entries.length) } as Entry);
    const info = { lane: 1, server, origin: 'page', ref: 1 } as const;
    const lane = { info, entries, count: entries.length, clockOffset: 0, detached: false };
    useStore.setState({ lanes: new Map([[1, lane]]) });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await run;
  const found = useLoads.getState().runs.get(server);
  const pictures = (found?.lanes ?? []).flat().map((one) => pictureOf(one.entries.slice(0, one.count)));
  return { state: found?.state, answered: totalsOf(pictures).answered };
}

it('waits for what the client reads, though the server’s end came first', async () => {
  const told = await runOn([connect, open], [write, answer, close], [read, fin]);
  expect(told).toEqual({ state: 'done', answered: 1 });
});

it('ends with the client when no FIN comes', async () => {
  expect(await runOn([connect, open], [write, close], [gone])).toEqual({ state: 'done', answered: 0 });
});
