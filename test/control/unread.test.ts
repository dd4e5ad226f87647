/** Pages that do not read what they are sent: what waits for them is bounded, and those that read again get on. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { MOST_SERVER_ID } from '#shared/net/target.ts';
import { CLOSE, type ToPage } from '#shared/wire/messages.ts';
import { PageRequests } from '../../apps/server/src/control/requests/dispatch.ts';
import { Outbox } from '../../apps/server/src/control/session/outbox.ts';
import { Reading } from '../../apps/server/src/control/session/reading.ts';
import { Session } from '../../apps/server/src/control/session/session.ts';
import { lines, listening, outside, until } from '../lab/harness.ts';
import { startControl, type TestControl, TestPage } from './harness.ts';

const MIB = 1024 * 1024;
/** What the server queues before it stops reading, and the answers to what it has read by then. */
const FULL = 5 * MIB;

async function started() {
  const control = await startControl();
  const page = await TestPage.open(control);
  const lane = await page.connect(1);
  const [socket] = control.sockets;
  return { control, page, lane, socket: socket! };
}

const refusals = (page: TestPage): number => page.messages.filter(({ type }) => type === 'refused').length;

/** The server has dealt with all that had reached it, many times over. */
async function laterOn(control: TestControl): Promise<void> {
  const other = await TestPage.open(control, 'another');
  for (let ref = 1; ref <= 40; ref++) {
    other.say({ type: 'ask-target', ref, server: 'nothing' });
    await until(() => refusals(other) === ref);
  }
  other.cut();
}

/** Sends requests that are refused, far more than the kernel takes the answers of, and some that are not; how many. */
async function flood({ page, lane, socket }: Awaited<ReturnType<typeof started>>): Promise<number> {
  const server = 'x'.repeat(MOST_SERVER_ID);
  const asked = 16 * Math.ceil(MIB / MOST_SERVER_ID);
  for (let i = 0; i < asked; i++) {
    page.say({ type: 'start', server });
    if (i % 100 === 0) page.send(lane, 'octet');
  }
  await until(() => socket.writableLength > 4 * MIB);
  return asked;
}

describe('a page that does not read its answers', () => {
  it('is not read either, and gets all of them once it reads', async () => {
    const its = await started();
    const { control, page, socket } = its;
    page.ws.pause();
    const asked = await flood(its);
    await laterOn(control);
    expect(socket.writableLength).toBeGreaterThan(4 * MIB);
    expect(socket.writableLength).toBeLessThan(FULL);
    expect(socket.isPaused()).toBe(true);
    page.ws.resume();
    await until(() => refusals(page) === asked);
    expect(page.ws.readyState).toBe(page.ws.OPEN);
    expect(socket.isPaused()).toBe(false);
  });

  it('gets the entries that waited behind them', async () => {
    const its = await started();
    const { control, page } = its;
    const other = await outside(await listening(control));
    const lane = await until(() => [...page.lanes.values()].find(({ info }) => info.origin === 'outside')?.info.lane);
    page.ws.pause();
    await flood(its);
    other.write('octets');
    await once(other, 'data');
    await laterOn(control);
    page.ws.resume();
    await until(() => lines(page.entries(lane)).includes('server write 6'));
    other.destroy();
  });

  it('is sent away when too much comes unasked, and resumes', async () => {
    const { control, page, socket } = await started();
    page.ws.pause();
    for (let i = 0; i < 400_000 && page.ws.readyState === page.ws.OPEN && socket.writableLength < 32 * MIB; i++) {
      control.workers.onChange();
      if (i % 1000 === 0) await new Promise(setImmediate);
    }
    for (let i = 0; i < 2000; i++) control.workers.onChange();
    expect(socket.writableLength).toBeLessThan(33 * MIB);
    const closed = once(page.ws, 'close');
    page.ws.resume();
    await closed;
    await page.comeBack();
    expect(page.messages.filter(({ type }) => type === 'welcome').at(-1)).toMatchObject({ resumed: true });
  });

  it('has its content decoded as fast as it takes it', async () => {
    const { control, page, socket } = await started();
    const bytes = gzipSync(Buffer.alloc(8 * MIB));
    page.ws.pause();
    for (let ref = 1; ref <= 12; ref++) page.say({ type: 'decode', ref, coding: 'gzip', bytes });
    await until(() => socket.writableLength > 4 * MIB);
    await laterOn(control);
    expect(socket.writableLength).toBeLessThan(4 * MIB + 9 * MIB);
    page.ws.resume();
    const decoded = (): ToPage[] => page.messages.filter(({ type }) => type === 'decoded');
    await until(() => decoded().length === 12);
    expect(page.ws.readyState).toBe(page.ws.OPEN);
  });
});

describe('what is on its way to a page', () => {
  async function unread() {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => server.close());
    await once(server, 'listening');
    const accepted = once(server, 'connection') as Promise<[WebSocket]>;
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    onTestFinished(() => client.terminate());
    await once(client, 'open');
    client.pause();
    const [ws] = await accepted;
    ws.on('error', () => undefined);
    const changes: boolean[] = [];
    const outbox = new Outbox({ ws, setFull: (full) => void changes.push(full) });
    const send = (count: number): void => {
      for (let ref = 0; ref < count; ref++) outbox.send({ type: 'decoded', ref, bytes: new Uint8Array(MIB) });
    };
    return { client, outbox, send, changes };
  }

  it('has a bound, beyond which the page is told that it is too slow', async () => {
    const { client, outbox, send, changes } = await unread();
    send(100);
    expect(outbox.queued).toBeGreaterThan(32 * MIB);
    expect(outbox.queued).toBeLessThan(34 * MIB);
    expect(outbox.open).toBe(false);
    expect(changes).toEqual([true]);
    client.resume();
    expect(await once(client, 'close')).toEqual([CLOSE.tooSlow, Buffer.from('too much unread')]);
  });

  it.each<[string, (client: WebSocket) => void]>([
    ['reads it', (client) => client.resume()],
    ['is gone', (client) => client.terminate()],
  ])('has room again when the page %s', async (_what, act) => {
    const { client, outbox, send, changes } = await unread();
    await outbox.room();
    send(20);
    const room = outbox.room();
    expect(changes).toEqual([true]);
    act(client);
    await room;
    expect(changes).toEqual([true, false]);
  });
});

describe('a page whose requests are not answered yet', () => {
  /** Requests of a page that takes nothing until `take` is called. */
  async function unread() {
    const control = await startControl();
    let take = (): void => undefined;
    const room = new Promise<void>((resolve) => {
      take = resolve;
    });
    const answers: ToPage[] = [];
    let held = false;
    const requests = new PageRequests(new Session('b'), control, {
      send: (message) => void answers.push(message),
      room: () => room,
      hold: (now) => {
        held = now;
      },
    });
    return { requests, answers, take, isHeld: () => held };
  }

  it.each([
    ['of much content', 5, new Uint8Array(MIB)],
    ['of none', 5000, new Uint8Array(0)],
  ])('is not read beyond 4 MiB of them, %s', async (_what, count, bytes) => {
    const { requests, answers, take, isHeld } = await unread();
    requests.perform({ type: 'decode', ref: 0, coding: 'gzip', bytes });
    expect(isHeld()).toBe(false);
    for (let ref = 1; ref < count; ref++) requests.perform({ type: 'decode', ref, coding: 'gzip', bytes });
    expect(isHeld()).toBe(true);
    take();
    await until(() => answers.length === count && !isHeld());
    requests.close();
  });

  it('has nothing decoded any more once it is gone', async () => {
    const { requests, answers, take, isHeld } = await unread();
    for (let ref = 0; ref < 5; ref++) {
      requests.perform({ type: 'decode', ref, coding: 'gzip', bytes: new Uint8Array(MIB) });
    }
    requests.close();
    take();
    await until(() => !isHeld());
    expect(answers).toEqual([]);
  });
});

it('reads a page again only when nothing speaks against it', () => {
  const calls: string[] = [];
  const reading = new Reading({ pause: () => void calls.push('pause'), resume: () => void calls.push('resume') });
  reading.hold('unwritten', false);
  reading.hold('unread', true);
  reading.hold('unwritten', true);
  reading.hold('unwritten', true);
  reading.hold('unread', false);
  expect(calls).toEqual(['pause']);
  reading.hold('unread', true);
  reading.hold('unwritten', false);
  expect(calls).toEqual(['pause']);
  reading.hold('unread', false);
  expect(calls).toEqual(['pause', 'resume']);
});
