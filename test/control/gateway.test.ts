/** The WebSocket: who is let in, what it may make us hold, and that a page sees every entry once and in order. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeEntries, encodeEntries } from '#shared/transcript/record/codec.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { encodeToServer } from '#shared/wire/codec.ts';
import { CLOSE, type CodingName, type ToServer, WIRE_VERSION } from '#shared/wire/messages.ts';
import { entriesOf, lines, listening, outside, until } from '../lab/harness.ts';
import { closeCode, HELLO, openSocket, startControl, TestPage, TOKEN } from './harness.ts';

// Threads are started here, beside whatever else the machine does.
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a hello', () => {
  it.each<[string, Partial<typeof HELLO>]>([
    ['a wrong token', { token: `${TOKEN.slice(0, -1)}x` }],
    ['a shorter token', { token: TOKEN.slice(0, -1) }],
    ['no token', { token: '' }],
    ['the placeholder', { token: '__OCTET_TOKEN__' }],
    ['another version', { version: WIRE_VERSION + 1 }],
  ])('with %s is refused', async (_what, wrong) => {
    const control = await startControl();
    const ws = await openSocket(control);
    const answers: unknown[] = [];
    ws.on('message', (data) => answers.push(data));
    ws.send(encodeToServer({ ...HELLO, ...wrong }));
    expect(await closeCode(ws)).toBe(CLOSE.unauthorised);
    expect(answers).toEqual([]);
  });

  it('must come in time', async () => {
    const control = await startControl({ helloMs: 100 });
    const began = performance.now();
    expect(await closeCode(await openSocket(control))).toBe(CLOSE.unauthorised);
    expect(performance.now() - began).toBeGreaterThan(80);
    const page = await TestPage.open(control);
    await pause(200);
    expect(page.ws.readyState).toBe(page.ws.OPEN);
  });

  it('must come first', async () => {
    const control = await startControl();
    const ws = await openSocket(control);
    ws.send(encodeToServer({ type: 'connect', ref: 1, server: 'echo', clocks: 'patient' }));
    ws.send(encodeToServer(HELLO));
    expect(await closeCode(ws)).toBe(CLOSE.unauthorised);
    expect([...control.recorder.lanes()]).toEqual([]);
  });

  it('comes once', async () => {
    const page = await TestPage.open(await startControl());
    page.say(HELLO);
    expect(await closeCode(page.ws)).toBe(CLOSE.protocol);
  });

  it('starts the servers and receives their list', async () => {
    const page = await TestPage.open(await startControl());
    expect(page.messages[0]).toEqual({
      type: 'welcome',
      version: WIRE_VERSION,
      engineVersion: 'test',
      resumed: false,
      newest: null,
      targets: [],
    });
    await until(() => page.servers[0]?.state === 'listening');
    expect(page.servers).toMatchObject([{ id: 'echo', host: '127.0.0.1', restarts: 0, error: null }]);
  });
});

describe('a connection', () => {
  it.each([
    ['text', 'hello'],
    ['octets that are no message', Uint8Array.of(0, 0, 0, 2, 0x7b, 0x7d)],
    ['nothing', Uint8Array.of()],
  ])('that sends %s is closed', async (_what, data) => {
    const ws = await openSocket(await startControl());
    ws.send(data);
    expect(await closeCode(ws)).toBe(CLOSE.protocol);
  });

  it('may not send a message over 1 MiB', async () => {
    const page = await TestPage.open(await startControl());
    page.ws.send(new Uint8Array(1024 * 1024 + 1));
    expect(await closeCode(page.ws)).toBe(1009);
  });

  it('may not send a message in thousands of pieces', async () => {
    const ws = await openSocket(await startControl());
    for (let i = 0; i < 1100; i++) ws.send(Uint8Array.of(0), { fin: false });
    expect(await closeCode(ws)).toBe(1008);
  });

  it('may send the largest message', async () => {
    const page = await TestPage.open(await startControl());
    const lane = await page.connect(1);
    page.say({ type: 'send', lane, bytes: randomBytes(1024 * 1024 - 100) });
    await until(() => page.entries(lane).some((entry) => entry.kind === 'write' && entry.at === 'client'));
    expect(page.ws.readyState).toBe(page.ws.OPEN);
  });

  it('that does not answer a ping is given up', async () => {
    const control = await startControl({ pingMs: 100 });
    const page = await TestPage.open(control);
    await pause(350);
    expect(page.ws.readyState).toBe(page.ws.OPEN);
    page.ws.pause();
    await pause(350);
    page.ws.resume();
    expect(await closeCode(page.ws)).toBe(1006);
  });
});

describe('a page', () => {
  it('talks to a server', async () => {
    const page = await TestPage.open(await startControl());
    const lane = await page.connect(7);
    expect(page.lanes.get(lane)?.info).toEqual({ lane, server: 'echo', origin: 'page', ref: 7 });
    page.send(lane, 'one');
    page.send(lane, 'three');
    page.say({ type: 'end', lane });
    await until(() => lines(page.entries(lane)).includes('client close'));
    const reads = page.entries(lane).filter((entry) => entry.kind === 'read');
    const lengths = (at: string): number[] => reads.filter((read) => read.at === at).map(({ length }) => length);
    expect(lengths('server')).toEqual([3, 5]);
    // How the answers arrive is the kernel's business.
    expect(lengths('client').reduce((sum, length) => sum + length, 0)).toBe(8);
  });

  it('chooses how a server reads, for itself and for all others', async () => {
    const control = await startControl({ reads: ['echo'] });
    const [one, two] = [await TestPage.open(control, 'one'), await TestPage.open(control, 'two')];
    const chosen = { mode: 'rfc', leniencies: ['bare-lf', 'cl-te'] } as const;
    one.say({ type: 'configure', server: 'echo', mode: 'rfc', leniencies: ['cl-te', 'bare-lf'] });
    for (const page of [one, two]) {
      const told = () =>
        page.messages.flatMap((message) => (message.type === 'servers' ? message.servers : [])).at(-1)?.reading;
      await until(() => told()?.mode === 'rfc');
      expect(told()).toEqual(chosen);
    }
    const lane = await two.connect(1);
    await until(() => two.entries(lane).some(({ kind }) => kind === 'open'));
    expect(two.entries(lane).find(({ kind }) => kind === 'open')).toMatchObject({ options: chosen });
    one.say({ type: 'configure', server: 'nobody', mode: 'rfc', leniencies: [] });
    await until(() => one.messages.some((message) => message.type === 'refused' && message.code === 'unknown-server'));
  });

  it('sets how one connection is read, and is refused where that is impossible', async () => {
    const control = await startControl({ reads: ['echo'], servers: ['echo', 'other'] });
    const page = await TestPage.open(control);
    const reading = { mode: 'rfc', leniencies: ['bare-lf', 'cl-te'] } as const;
    page.say({ type: 'connect', ref: 1, server: 'echo', clocks: 'patient', reading });
    page.say({ type: 'connect', ref: 2, server: 'echo', clocks: 'patient' });
    const opens = await until(() => {
      const lanes = [1, 2].map((ref) => [...page.lanes.values()].find(({ info }) => info.ref === ref));
      const found = lanes.flatMap((lane) => lane?.entries.filter(({ kind }) => kind === 'open') ?? []);
      return found.length === 2 && found;
    });
    expect(opens[0]).toMatchObject({ options: reading });
    expect(opens[1]).toMatchObject({ options: { mode: 'hardened', leniencies: [] } });
    expect(page.servers.find(({ id }) => id === 'echo')?.reading).toEqual({ mode: 'hardened', leniencies: [] });
    page.say({ type: 'connect', ref: 3, server: 'other', clocks: 'patient', reading });
    page.say({ type: 'connect', ref: 4, server: 'nobody', clocks: 'patient', reading });
    await until(() => page.messages.filter(({ type }) => type === 'refused').length === 2);
    expect(page.messages.filter(({ type }) => type === 'refused')).toEqual([
      { type: 'refused', ref: 3, code: 'no-reading', detail: 'other' },
      { type: 'refused', ref: 4, code: 'unknown-server', detail: 'nobody' },
    ]);
  });

  it('sees its own lanes and those from outside, not those of another page', async () => {
    const control = await startControl();
    const [one, two] = [await TestPage.open(control, 'one'), await TestPage.open(control, 'two')];
    const own = await one.connect(1);
    const socket = await outside(await listening(control));
    socket.write('from nc');
    for (const page of [one, two]) {
      const lane = await until(() => [...page.lanes.values()].find(({ info }) => info.origin === 'outside'));
      await until(() => lines(lane.entries).includes('server read 7'));
      expect(lane.info.ref).toBeNull();
    }
    expect([...one.lanes.keys()]).toContain(own);
    expect([...two.lanes.keys()]).not.toContain(own);
    two.send(own, 'not mine');
    expect(await two.answer('refused')).toMatchObject({ ref: null, code: 'unknown-lane' });
    socket.destroy();
  });

  it('that comes late sees what was recorded before', async () => {
    const control = await startControl();
    const socket = await outside(await listening(control));
    socket.resume().end('early');
    await once(socket, 'close');
    const page = await TestPage.open(control);
    const entries = await until(() => page.entries(1).length > 3 && page.entries(1));
    expect(entries[0]?.kind).toBe('open');
  });

  it.each<[string, ToServer, object]>([
    [
      'an unknown server',
      { type: 'connect', ref: 3, server: 'nobody', clocks: 'strict' },
      { ref: 3, code: 'unknown-server' },
    ],
    [
      'a chain of servers that make none',
      { type: 'connect', ref: 4, server: 'naive-proxy', clocks: 'strict', back: { server: 'echo' } },
      { ref: 4, code: 'unknown-server', detail: 'naive-proxy → echo' },
    ],
    ['to start an unknown server', { type: 'start', server: 'nobody' }, { ref: null, code: 'unknown-server' }],
    ['to kill an unknown server', { type: 'kill', server: 'constructor' }, { ref: null, code: 'unknown-server' }],
    ['an unknown lane', { type: 'end', lane: 99 }, { ref: null, code: 'unknown-lane' }],
    ['an unknown lane reset', { type: 'reset', lane: 99 }, { ref: null, code: 'unknown-lane' }],
  ])('is refused %s', async (_what, request, refusal) => {
    const page = await TestPage.open(await startControl());
    page.say(request);
    expect(await page.answer('refused')).toMatchObject(refusal);
  });

  it('is refused to send on a closed lane, and after its own FIN', async () => {
    const page = await TestPage.open(await startControl());
    const lane = await page.connect(1);
    page.say({ type: 'end', lane });
    page.send(lane, 'more');
    expect(await page.answer('refused')).toMatchObject({ code: 'lane-closed', detail: `#${lane}` });
    await until(() => lines(page.entries(lane)).includes('client close'));
    page.send(lane, 'more');
    await until(() => page.messages.filter(({ type }) => type === 'refused').length === 2);
  });

  it('gets no refusal for ending a lane that has ended already', async () => {
    const page = await TestPage.open(await startControl());
    const lane = await page.connect(1);
    page.say({ type: 'end', lane });
    page.say({ type: 'end', lane });
    await until(() => lines(page.entries(lane)).includes('client close'));
    page.say({ type: 'reset', lane });
    page.say({ type: 'reset', lane: 99 });
    expect(await page.answer('refused')).toMatchObject({ code: 'unknown-lane', detail: '#99' });
    expect(page.messages.filter(({ type }) => type === 'refused')).toHaveLength(1);
  });

  it('is refused more than 64 open connections', async () => {
    const page = await TestPage.open(await startControl());
    for (let ref = 0; ref < 65; ref++) page.say({ type: 'connect', ref, server: 'echo', clocks: 'patient' });
    expect(await page.answer('refused')).toMatchObject({ ref: 64, code: 'too-many-lanes', detail: '64' });
    await until(() => page.lanes.size === 64);
  });

  it('is refused with the number of connections recorded, when all of them are open', async () => {
    const control = await startControl();
    for (const session of ['a', 'b', 'c', 'd']) {
      const page = await TestPage.open(control, session);
      for (let ref = 0; ref < 50; ref++) page.say({ type: 'connect', ref, server: 'echo', clocks: 'patient' });
      await until(() => page.lanes.size === 50);
    }
    const late = await TestPage.open(control, 'e');
    late.say({ type: 'connect', ref: 7, server: 'echo', clocks: 'patient' });
    expect(await late.answer('refused')).toEqual({ type: 'refused', ref: 7, code: 'too-many-recorded', detail: '200' });
  });

  it('sees a server killed, and started again', async () => {
    const page = await TestPage.open(await startControl());
    const lane = await page.connect(1);
    page.say({ type: 'kill', server: 'echo' });
    await until(() => page.servers[0]?.state === 'crashed');
    await until(() => lines(page.entries(lane)).includes('client fin by server'));
    expect(page.entries(lane).find((entry) => entry.kind === 'crash')).toMatchObject({
      message: 'killed from the page',
    });
    await until(() => page.servers[0]?.state === 'listening');
    expect(page.servers[0]).toMatchObject({ restarts: 1, error: null });
    page.send(await page.connect(2), 'again');
  });
});

describe('a page that lost its connection', () => {
  it('gets every entry once and in order, wherever it was cut', async () => {
    const control = await startControl();
    const page = await TestPage.open(control);
    const lane = await page.connect(1);
    const socket = await outside(await listening(control));
    socket.on('data', () => undefined);
    for (let round = 0; round < 12; round++) {
      for (let i = 0; i < 20; i++) {
        page.send(lane, `round ${round} ${'x'.repeat(i * 500)}`);
        socket.write(`outside ${i}`);
      }
      await pause(round * 3);
      page.cut();
      await pause(10);
      await page.comeBack();
    }
    expect(page.messages.filter((message) => message.type === 'welcome' && message.resumed)).toHaveLength(12);
    expect(page.lanes.size).toBe(2);
    for (const number of page.lanes.keys()) {
      const recorded = control.recorder.lane(number);
      await until(() => digest(page.entries(number)) === digest(entriesOf(recorded!)));
      expect(page.entries(number).length).toBeGreaterThan(20);
    }
    socket.destroy();
  });

  it('finds its connections still open', async () => {
    const page = await TestPage.open(await startControl());
    const lane = await page.connect(1);
    page.cut();
    await page.comeBack();
    page.send(lane, 'still here');
    await until(() => lines(page.entries(lane)).includes('client read 10'));
  });

  it('is told its newest connection, and has all their names before any entries', async () => {
    const control = await startControl();
    const page = await TestPage.open(control);
    const first = await page.connect(1);
    page.send(first, 'x'.repeat(100));
    const second = await page.connect(2);
    const outsider = await outside(await listening(control));
    await until(() => page.lanes.size === 3);
    const again = await TestPage.open(control);
    await until(() => again.lanes.size === 3);
    expect(again.messages[0]).toMatchObject({ type: 'welcome', newest: second });
    expect(again.messages.slice(1, 4).map(({ type }) => type)).toEqual(['lane', 'lane', 'lane']);
    const stranger = await TestPage.open(control, 'another page');
    expect(await stranger.answer('welcome')).toMatchObject({ newest: null });
    outsider.destroy();
  });

  it('continues an upload larger than the queue', async () => {
    const control = await startControl();
    const page = await TestPage.open(control);
    const lane = await page.connect(1);
    const mebibyte = randomBytes(1024 * 1024 - 100);
    const inbound = (): number => control.recorder.lane(lane)?.inbound ?? 0;
    for (let i = 0; i < 10; i++) page.say({ type: 'send', lane, bytes: mebibyte });
    await until(() => inbound() > 0);
    page.cut();
    await page.comeBack();
    let sentAway: number | null = null;
    page.ws.once('close', (code) => {
      sentAway = code;
    });
    for (let i = 0; i < 10; i++) page.say({ type: 'send', lane, bytes: mebibyte });
    await until(() => inbound() >= 10 * mebibyte.length);
    const newest = () => entriesOf(control.recorder.lane(lane)!).at(-1);
    const hasAll = () => page.entries(lane).at(-1)?.seq === newest()?.seq;
    await until(() => hasAll() || sentAway !== null);
    if (hasAll()) return;
    // What went out and what came back are more than 16 MiB: a page that is slow to take them is sent away, and returns.
    expect(sentAway).toBe(CLOSE.tooSlow);
    await page.comeBack();
    await until(hasAll);
  });

  it('learns that the server has forgotten it', async () => {
    const control = await startControl();
    const ws = await openSocket(control);
    ws.send(encodeToServer({ ...HELLO, session: 'of an earlier process', have: [{ lane: 1, next: 50 }] }));
    const page = await TestPage.open(control, 'new');
    expect(await page.answer('welcome')).toMatchObject({ resumed: false });
  });
});

/** Of entries as the page has them, so that the order of their fields is that of the codec. */
function digest(entries: readonly Entry[]): string {
  const asReceived = decodeEntries(encodeEntries(entries)) ?? [];
  return createHash('sha256').update(encodeEntries(asReceived)).digest('hex');
}

describe('a slow page', () => {
  it('slows down the server it talks to, and misses nothing', async () => {
    const control = await startControl();
    const page = await TestPage.open(control);
    const lane = await page.connect(1);
    page.ws.pause();
    page.ws.send(encodeToServer({ type: 'send', lane, bytes: Uint8Array.from(Buffer.from('flood')) }));
    const recorded = control.recorder.lane(lane)!;
    await until(() => recorded.through > 1_000_000);
    await pause(500);
    const held = recorded.through;
    await pause(300);
    // What the kernel's buffers and the page's socket take, and then no more.
    expect(recorded.through).toBe(held);
    expect(held).toBeLessThan(24_000_000);
    page.ws.resume();
    await until(() => recorded.through > held + 20_000_000, 20_000);
    page.say({ type: 'reset', lane });
    await until(() => recorded.closed);
    await until(() => page.entries(lane).at(-1)?.seq === entriesOf(recorded).at(-1)?.seq);
    expect(page.entries(lane).some((entry) => entry.kind === 'dropped')).toBe(false);
  });

  it('is sent away when it falls 16 MiB behind outside clients, and resumes', async () => {
    const control = await startControl();
    const page = await TestPage.open(control);
    const socket = await outside(await listening(control));
    socket.on('data', () => undefined);
    page.ws.pause();
    socket.write('flood');
    await until(() => ([...control.recorder.lanes()][0]?.through ?? 0) > 40_000_000, 20_000);
    page.ws.resume();
    expect(await closeCode(page.ws)).toBe(CLOSE.tooSlow);
    socket.destroy();
    await page.comeBack();
    const [recorded] = control.recorder.lanes();
    await until(() => recorded!.closed);
    await until(() => page.entries(1).at(-1)?.seq === entriesOf(recorded!).at(-1)?.seq, 20_000);
  });
});

describe('decoding', () => {
  const text = Buffer.from('octets '.repeat(1000));
  const coded: [CodingName, Uint8Array][] = [
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
  ];

  it.each(coded)('decodes %s', async (coding, bytes) => {
    const page = await TestPage.open(await startControl());
    page.say({ type: 'decode', ref: 5, coding, bytes });
    const answer = await page.answer('decoded');
    expect(answer.ref).toBe(5);
    expect(Buffer.from(answer.bytes).equals(text)).toBe(true);
  });

  it.each(coded)('fails for %s that is broken', async (coding, bytes) => {
    const page = await TestPage.open(await startControl());
    for (const broken of [bytes.subarray(0, 20), Buffer.from('no such thing'), Uint8Array.of()]) {
      page.messages.length = 0;
      page.say({ type: 'decode', ref: 6, coding, bytes: broken });
      expect(await page.answer('refused')).toMatchObject({ ref: 6, code: 'decode-failed' });
    }
  });

  it('stops at 8 MiB', async () => {
    const page = await TestPage.open(await startControl());
    const bomb = Buffer.alloc(64 * 1024 * 1024);
    for (const bytes of [gzipSync(bomb), gzipSync(bomb.subarray(0, 8 * 1024 * 1024))]) {
      page.say({ type: 'decode', ref: bytes.length, coding: 'gzip', bytes });
    }
    expect(await page.answer('refused')).toMatchObject({ code: 'decode-too-large' });
    expect((await page.answer('decoded')).bytes).toHaveLength(8 * 1024 * 1024);
  });
});
