/** The page's client over the WebSocket: what it asks is done on real sockets, and told as it happens. */
import { createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { concat, latin1, utf8 } from '#shared/base/octets.ts';
import { answerOf, hopsOf, type RunEvent, requestHeadOf } from '#shared/client/hops.ts';
import type { HttpRunRequest, RawRunRequest } from '#shared/client/run-request.ts';
import { decodeEntries } from '#shared/transcript/record/codec.ts';
import type { ToPage } from '#shared/wire/messages.ts';
import { until } from '../lab/harness.ts';
import { wholeLab } from '../lab/whole-lab.ts';
import { startControl, TestPage } from './harness.ts';

type End = Extract<ToPage, { type: 'client-end' }>;

const TIMEOUTS = { connect: 5000, write: 5000, read: 5000, total: 0 };

const RAW: Omit<RawRunRequest, 'url'> = { kind: 'raw', halfClose: false, insecure: false, timeouts: TIMEOUTS };

const GET: Omit<HttpRunRequest, 'url'> = {
  kind: 'request',
  method: 'GET',
  target: null,
  params: [],
  fields: [],
  cookies: [],
  exact: false,
  jar: true,
  content: null,
  follow: false,
  redirects: 20,
  decode: true,
  insecure: false,
  timeouts: TIMEOUTS,
};

const portOf = (page: TestPage, id: string): Promise<number> =>
  until(() => page.servers.find((server) => server.id === id && server.state === 'listening')?.port);

async function pageWithEngine(): Promise<{ page: TestPage; at: (path: string) => string }> {
  const page = await TestPage.open(await startControl({ lab: wholeLab(['engine']) }));
  const port = await portOf(page, 'engine');
  return { page, at: (path) => `http://127.0.0.1:${port}${path}` };
}

async function echoPage(): Promise<{ page: TestPage; url: string }> {
  const page = await TestPage.open(await startControl());
  return { page, url: `http://127.0.0.1:${await portOf(page, 'echo')}/` };
}

const endOf = (page: TestPage, ref: number): Promise<End> =>
  until(() => page.messages.find((message): message is End => message.type === 'client-end' && message.ref === ref));

/** Everything told since the last run ended. */
function eventsOf(page: TestPage, ref: number): RunEvent[] {
  const events: RunEvent[] = [];
  for (const message of page.messages) {
    if (message.type === 'client-end' && message.ref < ref) events.length = 0;
    if (message.type === 'client-note') events.push({ kind: 'note', ...message.at });
    if (message.type !== 'client-entries') continue;
    for (const entry of decodeEntries(message.bytes) ?? [])
      events.push({ kind: 'entry', connection: message.connection, entry });
  }
  return events;
}

async function run(page: TestPage, ref: number, asked: HttpRunRequest | RawRunRequest, bytes = utf8('')) {
  page.say({ type: 'client', ref, asked, bytes });
  const { end } = await endOf(page, ref);
  return { end, hops: hopsOf(eventsOf(page, ref)) };
}

const kept = (page: TestPage) =>
  page.messages
    .filter((message): message is Extract<ToPage, { type: 'client-kept' }> => message.type === 'client-kept')
    .at(-1)?.kept;

describe('a request', () => {
  it('is answered, and a second one goes out on the same connection', async () => {
    const { page, at } = await pageWithEngine();
    const first = await run(page, 1, { ...GET, url: at('/hello') });
    const [hop] = first.hops;
    const answer = hop && answerOf(hop);
    expect(first.end).toMatchObject({ failure: null, halted: null, withheld: 0 });
    expect(answer?.head.status).toBe(200);
    expect(hop && answer && latin1(hop.conversation.contentOf(answer))).toBe('Hello, world!\n');
    expect(hop?.times.connected).toBeLessThanOrEqual(hop?.times.first ?? -1);
    expect(hop?.reused).toBe(false);
    await until(() => kept(page)?.resting.length === 1);
    const second = await run(page, 2, { ...GET, url: at('/unicode') });
    expect(second.hops).toMatchObject([{ reused: true, connection: 1, times: { connected: null } }]);
    expect(second.hops[0] && requestHeadOf(second.hops[0])?.target).toBe('/unicode');
    page.say({ type: 'client-keep', forget: 'connections' });
    await until(() => kept(page)?.resting.length === 0);
    const third = await run(page, 3, { ...GET, url: at('/') });
    expect(third.hops).toMatchObject([{ reused: false, connection: 2 }]);
  });

  it('sends its content and exactly its fields', async () => {
    const { page, at } = await pageWithEngine();
    const asked: HttpRunRequest = {
      ...GET,
      method: 'POST',
      url: at('/echo'),
      exact: true,
      fields: [
        ['Content-Length', '3'],
        ['Host', 'a'],
      ],
      content: { type: null },
    };
    const { hops } = await run(page, 1, asked, utf8('abc'));
    const [hop] = hops;
    expect(hop && requestHeadOf(hop)?.fields.map(({ name }) => name)).toEqual(['Content-Length', 'Host']);
    const answer = hop && answerOf(hop);
    expect(hop && answer && latin1(hop.conversation.contentOf(answer))).toBe('abc');
  });

  it('stops at a redirect, or follows it with the cookie it got', async () => {
    const { page, at } = await pageWithEngine();
    const stopped = await run(page, 1, { ...GET, url: at('/login?user=Ada') });
    expect(stopped.hops).toHaveLength(1);
    expect(stopped.hops[0] && answerOf(stopped.hops[0])?.head.status).toBe(303);
    await until(() => kept(page)?.cookies.some(({ name, value }) => name === 'user' && value === 'Ada'));
    const followed = await run(page, 2, { ...GET, url: at('/redirect/2'), follow: true });
    expect(followed.hops.map((hop) => answerOf(hop)?.head.status)).toEqual([302, 302, 200]);
    expect(followed.hops[0] && requestHeadOf(followed.hops[0])?.fields.some(({ value }) => value === 'user=Ada')).toBe(
      true,
    );
    const without = await run(page, 3, { ...GET, url: at('/cookie'), jar: false });
    expect(without.hops[0] && requestHeadOf(without.hops[0])?.fields.map(({ name }) => name)).toEqual(['Host']);
    page.say({ type: 'client-keep', forget: 'cookies' });
    await until(() => kept(page)?.cookies.length === 0);
  });

  it('gives up after the hops allowed', async () => {
    const { page, at } = await pageWithEngine();
    const { end, hops } = await run(page, 1, { ...GET, url: at('/redirect/9'), follow: true, redirects: 3 });
    expect(end).toMatchObject({ failure: null, halted: 'limit' });
    expect(hops).toHaveLength(4);
  });

  it('hands on content decoded', async () => {
    const { page, at } = await pageWithEngine();
    await run(page, 1, { ...GET, url: at('/gzip'), fields: [['Accept-Encoding', 'gzip']] });
    const content = page.messages.flatMap((message) => (message.type === 'client-content' ? [message.bytes] : []));
    expect(latin1(concat(content))).toContain('Line 1: what repeats itself is said once.');
  });

  it('runs out of time, is stopped, and is one at a time', async () => {
    const { page, at } = await pageWithEngine();
    const late = await run(page, 1, { ...GET, url: at('/slow?ms=20000'), timeouts: { ...TIMEOUTS, read: 150 } });
    expect(late.end.failure).toMatchObject({ code: 'timeout', wait: 'read', limit: 150 });
    page.say({ type: 'client', ref: 2, asked: { ...GET, url: at('/slow?ms=20000') }, bytes: utf8('') });
    page.say({ type: 'client', ref: 3, asked: { ...GET, url: at('/') }, bytes: utf8('') });
    expect(await page.answer('refused')).toMatchObject({ ref: 3, code: 'client-busy' });
    page.say({ type: 'client-stop' });
    expect((await endOf(page, 2)).end.failure).toMatchObject({ code: 'aborted' });
  });

  it('that is malformed is refused with the reason', async () => {
    const { page } = await echoPage();
    page.say({ type: 'client', ref: 1, asked: { ...GET, url: 'ftp://a/' }, bytes: utf8('') });
    expect(await page.answer('refused')).toMatchObject({ ref: 1, code: 'client-input', detail: 'url-scheme: ftp' });
  });

  it('ends with its page', async () => {
    const { page, at } = await pageWithEngine();
    page.say({ type: 'client', ref: 1, asked: { ...GET, url: at('/slow?ms=20000') }, bytes: utf8('') });
    await page.answer('client-entries');
    page.cut();
    await page.comeBack();
    await until(async () => (await run(page, 2, { ...GET, url: at('/hello') })).hops.length > 0);
  });
});

describe('raw octets', () => {
  it('go out unchanged, and the answer is reported read by read', async () => {
    const { page, url } = await echoPage();
    const { end, hops } = await run(page, 1, { ...RAW, url, halfClose: true }, utf8('GET\n\0'));
    expect(end).toMatchObject({ failure: null, read: 5 });
    const reads = hops
      .flatMap(({ events }) => events)
      .flatMap((event) =>
        event.kind === 'entry' && event.entry.kind === 'read' ? [event.entry.bytes ?? utf8('')] : [],
      );
    expect(latin1(concat(reads))).toBe('GET\n\0');
    expect(hops).toMatchObject([{ request: null, connection: 0 }]);
  });
});

describe('a target', () => {
  /** A server outside the lab. It says `answer`, or nothing, and closes. */
  async function stranger(answer = ''): Promise<{ server: Server; port: number; connections: () => number }> {
    let connections = 0;
    const server = createServer((socket) => {
      connections++;
      if (answer === '') socket.destroy();
      else socket.end(answer, 'latin1');
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return { server, port: address.port, connections: () => connections };
  }

  it('outside the lab is never connected to', async () => {
    const { page } = await echoPage();
    const { port, connections } = await stranger();
    for (const [ref, host] of ['127.0.0.1', 'localhost', '[::1]', '127.0.0.2'].entries()) {
      const { end } = await run(page, ref, { ...GET, url: `http://${host}:${port}/` });
      expect(end.failure, host).toMatchObject({ code: 'not-allowed' });
      const raw = await run(page, 10 + ref, { ...RAW, url: `http://${host}:${port}/` });
      expect(raw.end.failure, host).toMatchObject({ code: 'not-allowed' });
    }
    expect(connections()).toBe(0);
  });

  it('is connected to once the page has consented, and recorded from our side only', async () => {
    const { page } = await echoPage();
    const { port, connections } = await stranger();
    const server = `127.0.0.1:${port}`;
    page.say({ type: 'ask-target', ref: 1, server });
    await page.answer('target');
    page.say({ type: 'allow-target', ref: 2, server });
    await until(() => page.messages.some((message) => message.type === 'target' && message.allowed));
    const { end } = await run(page, 3, { ...GET, url: `http://${server}/` });
    expect(['reset', 'empty']).toContain(end.failure?.code);
    expect(connections()).toBeGreaterThan(0);
    const lane = await until(() => [...page.lanes.values()].find(({ info }) => info.server === server));
    await until(() => lane.entries.some(({ kind }) => kind === 'write'));
    expect(lane.entries[0]).toMatchObject({ kind: 'open', at: 'client', remote: server });
    page.say({ type: 'forget-target', server });
    const again = await run(page, 4, { ...GET, url: `http://${server}/` });
    expect(again.end.failure).toMatchObject({ code: 'not-allowed' });
  });

  it('whose cookies are hostile leaves the page connected, and the cookies that do not fit counted', async () => {
    const { page } = await echoPage();
    const cookies = [
      ...Array.from({ length: 45 }, (_, i) => `Set-Cookie: c${i}=${'"'.repeat(2000)}`),
      `Set-Cookie: long=1; Path=/${'\xe9'.repeat(5000)}`,
    ];
    const { port } = await stranger(`HTTP/1.1 200 OK\r\n${cookies.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`);
    const server = `127.0.0.1:${port}`;
    page.say({ type: 'ask-target', ref: 1, server });
    await page.answer('target');
    page.say({ type: 'allow-target', ref: 2, server });
    const { end } = await run(page, 3, { ...GET, url: `http://${server}/` });
    expect(end.failure).toBeNull();
    const memory = await until(() => kept(page));
    expect(memory.cookies.length).toBeGreaterThan(5);
    expect(memory.cookies.length + memory.withheld).toBe(46);
    expect(memory.cookies.at(-1)).toMatchObject({ name: 'long', path: `/${'é'.repeat(5000)}` });
  });

  it('is never the control port itself', async () => {
    const control = await startControl();
    const page = await TestPage.open(control);
    const { end } = await run(page, 1, { ...GET, url: control.origin });
    expect(end.failure).toMatchObject({ code: 'not-allowed' });
  });

  it('may be named, when its name leads to the lab', async () => {
    const { page, url } = await echoPage();
    const named = url.replace('127.0.0.1', 'localhost');
    const { end } = await run(page, 1, { ...RAW, url: named, halfClose: true }, utf8('a'));
    expect(end).toMatchObject({ failure: null, read: 1 });
  });
});
