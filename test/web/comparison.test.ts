/** A comparison takes a server at its silence only once its thread has settled: a busy machine is late with everything. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS, timeoutsOf } from '#shared/base/options.ts';
import { encodeEntries } from '#shared/transcript/record/codec.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { decodeToServer, encodeToPage } from '#shared/wire/codec.ts';
import type { ToPage, ToServer } from '#shared/wire/messages.ts';

const REQUEST = fromLatin1('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
const ANSWER = fromLatin1('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
let lane = 4;

type Of<T extends ToServer['type']> = Extract<ToServer, { type: T }>;

/** The control server's end of the page's link. */
class FakeWebSocket {
  static readonly OPEN = 1;
  static current: FakeWebSocket;
  readyState = 1;
  readonly sent: ToServer[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor() {
    FakeWebSocket.current = this;
  }

  send(bytes: Uint8Array): void {
    const message = decodeToServer(bytes);
    if (message !== null) this.sent.push(message);
  }

  close(): void {
    this.readyState = 3;
  }

  say(message: ToPage): void {
    this.onmessage?.({ data: encodeToPage(message).slice().buffer });
  }

  entries(...list: Entry[]): void {
    this.say({ type: 'entries', lane, now: 1, bytes: encodeEntries(list) });
  }

  asked<T extends ToServer['type']>(type: T): Of<T>[] {
    return this.sent.filter((message): message is Of<T> => message.type === type);
  }
}

const open: Entry = {
  ...{ seq: 0, t: 0, kind: 'open', at: 'server', local: '127.0.0.1:8083', remote: '127.0.0.1:40000' },
  options: {
    ...{ format: 1, engineVersion: '1', tableDigest: '0', server: 'node-http', origin: 'page', mode: 'hardened' },
    ...{ leniencies: [], clocks: 'patient', limits: ENGINE_LIMITS, timeouts: timeoutsOf('patient'), startedAt: 0 },
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeWebSocket);
  vi.stubGlobal('window', { addEventListener: () => undefined });
  vi.stubGlobal('location', { href: 'http://localhost:5173/', protocol: 'http:' });
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, 16));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A comparison with one server, which has read the request and said nothing. */
async function silent() {
  lane += 1;
  const { socket } = await import('../../apps/web/src/session/link/session.ts');
  const { startComparison, useComparison } = await import('../../apps/web/src/session/compare/comparison.ts');
  const { choicesOf } = await import('../../apps/web/src/session/compare/server-choices.ts');
  socket.start();
  const server = FakeWebSocket.current;
  server.say({ type: 'welcome', version: 6, engineVersion: '1', resumed: true, newest: null, targets: [] });
  void startComparison(
    [{ bytes: REQUEST, pauseMs: 0 }],
    choicesOf(['node-http'], [], () => true),
  );
  const [{ ref } = { ref: 0 }] = server.asked('connect');
  server.say({ type: 'lane', lane: { lane, server: 'node-http', origin: 'page', ref } });
  server.entries(open);
  await vi.advanceTimersByTimeAsync(100);
  expect(server.asked('send')).toHaveLength(1);
  server.entries(
    { seq: 1, t: 1, kind: 'write', at: 'client', bytes: REQUEST },
    { seq: 2, t: 2, kind: 'read', at: 'server', length: REQUEST.length, bytes: REQUEST },
  );
  await vi.advanceTimersByTimeAsync(1500);
  return { server, phase: () => useComparison.getState().runners[0]?.phase };
}

it('waits for what a busy server does late, and for its silence after that', async () => {
  const { server, phase } = await silent();
  const [first] = server.asked('settle');
  expect(first?.lane).toBe(lane);
  expect(phase()?.is).toBe('listening');
  await vi.advanceTimersByTimeAsync(3000);
  expect(phase()?.is).toBe('listening');

  server.entries({ seq: 3, t: 3, kind: 'write', at: 'server', bytes: ANSWER });
  server.say({ type: 'settled', ref: first?.ref ?? 0 });
  await vi.advanceTimersByTimeAsync(300);
  expect(phase()?.is).toBe('listening');
  await vi.advanceTimersByTimeAsync(700);
  server.say({ type: 'settled', ref: server.asked('settle')[1]?.ref ?? 0 });
  await vi.advanceTimersByTimeAsync(0);
  expect(phase()).toMatchObject({ is: 'done', entries: 4 });
});

it('ends after eight seconds, whether the server has settled or not', async () => {
  const { phase } = await silent();
  await vi.advanceTimersByTimeAsync(8000);
  expect(phase()).toMatchObject({ is: 'done', entries: 3 });
});
