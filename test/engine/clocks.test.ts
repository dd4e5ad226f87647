import { expect, test } from 'vitest';
import { waiting } from './sites.ts';
import { GET, talk } from './talk.ts';

const POST = 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n';
const armed = (log: string[]) => log.splice(0).filter((entry) => /^(arm|stop)/.test(entry));

test('a fresh connection has the header clock, a kept one the idle clock', () => {
  const t = talk();
  expect(armed(t.log)).toEqual(['arm header 10000']);
  t.receives(GET);
  expect(armed(t.log)).toEqual(['arm idle 5000']);
});

test('the header clock runs from the first octet to the end of the header section, even if octets drip in', () => {
  const t = talk();
  t.log.length = 0;
  t.drips(GET.slice(0, -1));
  expect(armed(t.log)).toEqual(['arm header 10000']);
});

test('the body clock starts anew with progress, not with every octet', () => {
  const t = talk().receives(POST).runs('body');
  t.log.length = 0;
  t.drips('a'.repeat(255));
  expect(armed(t.log)).toEqual([]);
  t.drips('a');
  expect(armed(t.log)).toEqual(['arm body 30000']);
});

test('408 for an unfinished request of at least one octet', () => {
  talk()
    .receives('G')
    .waits('header')
    .sends(/^HTTP\/1.1 408 Request Timeout\r\n[\s\S]*Refused at octet 1\.\nLimit: 10000 ms\.\n/)
    .does('fin')
    .runs('linger');
  talk()
    .receives(POST)
    .waits('body')
    .sends(/^HTTP\/1.1 408 /)
    .does('fin');
});

test('a bare FIN for an idle connection, fresh or kept', () => {
  talk().waits('header').sendsNothing().does('fin').decides('close 0 idle-timeout').runs('linger');
  const t = talk().receives(GET);
  t.sent();
  t.waits('idle').sendsNothing().does('fin').decides('respond 0 200', 'keep 0 keep-alive-1.1', 'close 0 idle-timeout');
});

test('the handler’s clock runs while it works', async () => {
  const { options, answer } = waiting();
  const t = talk(options);
  t.receives(GET).runs('handler');
  answer('/hello');
  (await t.settles()).sends(/^HTTP\/1.1 200 /).runs('idle');
});

test('handler-timeout: 503 in its turn; what the handler still answers is not heard; the connection stays', async () => {
  const { options, answer } = waiting();
  const t = talk(options);
  t.receives(GET + GET.replace('/hello', '/next'));
  t.waits('handler').sends(/^HTTP\/1.1 503 Service Unavailable\r\n[\s\S]*handler-timeout/);
  expect(t.handled[0]?.signal.aborted).toBe(true);
  expect(t.handled[1]?.signal.aborted).toBe(false);
  answer('/hello');
  (await t.settles()).sendsNothing().runs('handler');
  answer('/next');
  (await t.settles()).sends(/^HTTP\/1.1 200 OK\r\n[\s\S]*Path: \/next/).does();
  t.decides('respond 0 503 handler-timeout', 'keep 0 keep-alive-1.1', 'respond 1 200', 'keep 1 keep-alive-1.1');
});

test('a handler’s signal is aborted when its client is lost, not when it half-closes or has its answer', async () => {
  const { options, answer } = waiting();
  const lost = talk(options).receives(GET);
  lost.connection.lost();
  expect(lost.handled[0]?.signal.aborted).toBe(true);
  const halfClosed = talk(options).receives(GET).receivesFin();
  expect(halfClosed.handled[0]?.signal.aborted).toBe(false);
  answer('/hello');
  (await halfClosed.settles()).sends(/^HTTP\/1.1 200 /).does('fin');
  expect(halfClosed.handled[0]?.signal.aborted).toBe(false);
});

test('a peer that does not read is reset when the write clock runs out', () => {
  const t = talk();
  t.taking = false;
  t.receives(GET).runs('write').waits('write').does('abort').runs(null);
});

test('after a refusal: FIN at once, what comes is discarded until the peer’s FIN', () => {
  const t = talk()
    .receives('BAD\r\n')
    .sends(/^HTTP\/1.1 400 /)
    .does('fin')
    .runs('linger');
  t.receives(new Uint8Array(1024 * 1024))
    .receives(GET)
    .sendsNothing()
    .does()
    .receivesFin()
    .does()
    .runs(null);
});

test('discarding ends after 4 MiB or with its clock', () => {
  const t = talk().receives('BAD\r\n').does('fin');
  for (let i = 0; i < 4; i++) t.receives(new Uint8Array(1024 * 1024));
  t.does().receives(Uint8Array.of(0)).does('close').runs(null);
  talk().receives('BAD\r\n').does('fin').waits('linger').does('close').runs(null);
});

test('connect and close: FIN is answered by FIN', () => {
  talk().receivesFin().sendsNothing().does('fin').runs(null).decides('close 0 finished');
});

test('a refusal that the wire does not take yet is followed by FIN only when it has', () => {
  const t = talk();
  t.taking = false;
  t.receives('BAD\r\n').does().drains().does('fin');
});

test('being stopped: an idle connection ends, a working one says that this answer is its last', async () => {
  const idle = talk();
  idle.connection.stop();
  idle.does('fin').sendsNothing();
  const half = talk().receives(GET.slice(0, 10));
  half.connection.stop();
  half
    .does()
    .receives(GET.slice(10))
    .sends(/^HTTP\/1.1 200 [\s\S]*\r\nConnection: close\r\n/)
    .does('fin');
});

test('a witness for each request, the same for any cuts', () => {
  const whole = talk()
    .receives(GET + POST + 'a'.repeat(1000))
    .receives('BAD\r\n');
  const cut = talk()
    .drips(GET + POST + 'a'.repeat(1000))
    .drips('BAD\r\n');
  expect(whole.witnesses.map(({ request, end }) => [request, end])).toEqual([
    [0, GET.length],
    [1, GET.length + POST.length + 1000],
    [2, GET.length + POST.length + 1003],
  ]);
  expect(cut.witnesses).toEqual(whole.witnesses);
});

test('without a recorder nothing is computed for it', () => {
  const t = talk({ recording: false }).receives(GET);
  expect([t.decisions, t.witnesses]).toEqual([[], []]);
});
