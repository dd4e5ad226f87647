/** The link comes back by itself, ever more slowly, and never sends what it could not send at once. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { decodeToServer, encodeToPage } from '#shared/wire/codec.ts';
import type { ToPage } from '#shared/wire/messages.ts';
import { Socket } from '../../apps/web/src/session/link/socket.ts';
import type { Link } from '../../apps/web/src/session/state/store.ts';

class FakeWebSocket {
  static readonly OPEN = 1;
  static all: FakeWebSocket[] = [];
  readyState = 0;
  readonly sent: (string | undefined)[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    FakeWebSocket.all.push(this);
  }

  send(bytes: Uint8Array): void {
    this.sent.push(decodeToServer(bytes)?.type);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  take(message: ToPage): void {
    this.onmessage?.({ data: encodeToPage(message).slice().buffer });
  }

  lose(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const WELCOME: ToPage = { type: 'welcome', version: 1, engineVersion: '1', resumed: true, newest: 3, targets: [] };

let links: Link[] = [];
let messages: ToPage[] = [];
let reloads = false;

const newest = () => FakeWebSocket.all.at(-1) as FakeWebSocket;
const count = () => FakeWebSocket.all.length;

function started(): Socket {
  const socket = new Socket('ws://page/ws', {
    hello: () => ({ type: 'hello', version: 1, token: 't', session: 's', have: [] }),
    onLink: (link) => links.push(link),
    onMessage: (message) => messages.push(message),
    onRefused: () => reloads,
  });
  socket.start();
  return socket;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeWebSocket);
  vi.stubGlobal('window', { addEventListener: () => undefined });
  FakeWebSocket.all = [];
  links = [];
  messages = [];
  reloads = false;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('says hello first and sends nothing before it is welcome', () => {
  const socket = started();
  newest().open();
  expect(socket.send({ type: 'end', lane: 1 })).toBe(false);
  newest().take(WELCOME);
  expect(socket.send({ type: 'end', lane: 1 })).toBe(true);
  expect(newest().sent).toEqual(['hello', 'end']);
  expect(links).toEqual([{ state: 'open', engineVersion: '1', newest: 3 }]);
});

it('tries again after 0.3 s, then ever more slowly up to 5 s', () => {
  started();
  const delays: number[] = [];
  for (let i = 0; i < 7; i++) {
    const before = performance.now();
    newest().lose();
    const tries = count();
    while (count() === tries) vi.advanceTimersByTime(100);
    delays.push(performance.now() - before);
  }
  expect(delays).toEqual([300, 600, 1200, 2400, 4800, 5000, 5000]);
});

it('starts with the first delay again once a link has held', () => {
  started();
  for (let i = 0; i < 3; i++) {
    newest().lose();
    vi.advanceTimersByTime(5000);
  }
  newest().open();
  newest().take(WELCOME);
  vi.advanceTimersByTime(4000);
  newest().lose();
  const tries = count();
  vi.advanceTimersByTime(300);
  expect(count()).toBe(tries + 1);
});

it('does not wait for the delay when asked', () => {
  const socket = started();
  newest().lose();
  socket.retry();
  expect(count()).toBe(2);
  vi.advanceTimersByTime(1000);
  expect(count()).toBe(2);
});

it('reconnects on request, and ignores the link it dropped', () => {
  const socket = started();
  const first = newest();
  first.open();
  first.take(WELCOME);
  socket.resync();
  first.take(WELCOME);
  first.lose();
  vi.advanceTimersByTime(300);
  expect(count()).toBe(2);
  expect(messages).toHaveLength(1);
});

it('treats an invalid frame, and a missing welcome, as a lost link', () => {
  started();
  newest().open();
  newest().onmessage?.({ data: new Uint8Array([1, 2, 3]).buffer });
  expect(links.at(-1)?.state).toBe('lost');
  vi.advanceTimersByTime(300);
  newest().open();
  vi.advanceTimersByTime(8000);
  expect(links.filter(({ state }) => state === 'lost')).toHaveLength(2);
});

it('gives up when its hello is refused and the page does not reload', () => {
  started();
  newest().open();
  newest().lose(4401);
  expect(links).toEqual([{ state: 'refused', why: 'token' }]);
  vi.advanceTimersByTime(60_000);
  expect(count()).toBe(1);
});

it('leaves the rest to the page when that reloads', () => {
  reloads = true;
  started();
  newest().lose(4401);
  expect(links).toEqual([]);
});
