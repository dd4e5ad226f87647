import { expect, test } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import type { EngineResponse } from '../../apps/server/src/engine/handler.ts';
import { only } from './sites.ts';
import { DATE, GET, talk } from './talk.ts';

async function* pieces(...texts: (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield fromLatin1(text);
  }
}

const streaming = (content: AsyncIterable<Uint8Array>, more: Partial<EngineResponse> = {}) =>
  only(() => ({ status: 200, fields: [], content, ...more }));

const OLD = 'GET / HTTP/1.0\r\n\r\n';

test('a stream is chunked in HTTP/1.1, empty pieces left out', async () => {
  const t = talk(streaming(pieces('hello', '', '0123456789abcdef'))).receives(GET);
  t.sends(`HTTP/1.1 200 OK\r\nDate: ${DATE}\r\nTransfer-Encoding: chunked\r\n\r\n`);
  (await t.settles()).sends('5\r\nhello\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n').does().runs('idle');
});

test('trailers follow the last chunk', async () => {
  const t = talk(streaming(pieces('a'), { fields: [['Trailer', 'X']], trailers: () => [['X', '1']] })).receives(GET);
  (await t.settles()).sends(/\r\nTrailer: X\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: 1\r\n\r\n$/);
});

test('in HTTP/1.0 the end of the connection ends it, and no Trailer is announced', async () => {
  const t = talk(streaming(pieces('a', 'b'), { fields: [['Trailer', 'X']], trailers: () => [['X', '1']] }));
  t.receives('GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
  (await t.settles()).sends(`HTTP/1.1 200 OK\r\nDate: ${DATE}\r\nConnection: close\r\n\r\nab`).does('fin');
  t.decides('respond 0 200', 'close 0 until-close');
});

test('HEAD of a stream: its head, and the stream is never opened', async () => {
  let opened = false;
  async function* watched() {
    opened = true;
    yield fromLatin1('a');
  }
  const t = talk(streaming(watched())).receives('HEAD / HTTP/1.1\r\nHost: a\r\n\r\n');
  (await t.settles()).sends(`HTTP/1.1 200 OK\r\nDate: ${DATE}\r\nTransfer-Encoding: chunked\r\n\r\n`).runs('idle');
  expect(opened).toBe(false);
});

test('a stream with a Content-Length keeps it, or is broken off', async () => {
  const fields = [['Content-Length', '3']] as const;
  const exact = talk(streaming(pieces('ab', 'c'), { fields })).receives(OLD);
  (await exact.settles()).sends(/\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc$/).does('fin');
  const less = talk(streaming(pieces('ab'), { fields })).receives(GET);
  (await less.settles()).does('abort', 'cancel stream').decides('respond 0 200', 'abort 0 handler-broke-off');
  const more = talk(streaming(pieces('ab', 'cd'), { fields })).receives(GET);
  (await more.settles()).sends(/\r\n\r\nab$/).does('abort', 'cancel stream');
});

test('a stream that fails midway is aborted without its last chunk', async () => {
  for (const request of [GET, OLD]) {
    const t = talk(streaming(pieces('a', new Error('secret')))).receives(request);
    const sent = (await t.settles()).sent();
    expect(sent).not.toContain('secret');
    expect(sent).not.toContain('\r\n0\r\n');
    t.does('abort', 'cancel stream').runs(null);
  }
});

test('a half-closed client of a stream that fails gets the reset and nothing else', async () => {
  const t = talk(streaming(pieces('a', new Error('secret'))))
    .receives(GET)
    .receivesFin();
  (await t.settles()).does('abort', 'cancel stream');
});

test('a trailer that may not be written aborts', async () => {
  const t = talk(streaming(pieces('a'), { trailers: () => [['X', 'a\r\nb']] })).receives(GET);
  (await t.settles()).sends(/1\r\na\r\n$/).does('abort', 'cancel stream');
});

test('a slow reader slows the stream down', async () => {
  let made = 0;
  async function* endless() {
    for (;;) {
      made++;
      yield new Uint8Array(20 * 1024);
    }
  }
  const t = talk(streaming(endless()));
  t.taking = false;
  t.receives(GET);
  await t.settles();
  expect(made).toBe(4);
  t.runs('write').drains();
  await t.settles();
  expect(made).toBeLessThan(9);
  t.connection.lost();
  await t.settles();
  t.does('cancel stream');
});

test('the next answer follows the stream', async () => {
  const t = talk(streaming(pieces('a'))).receives(GET + GET);
  const sent = (await t.settles()).sent();
  expect(sent).toMatch(/^HTTP\/1.1 200 [\s\S]*\r\n0\r\n\r\nHTTP\/1.1 200 /);
});

test('requests behind an answer that only the connection’s end can frame are not answered', async () => {
  const kept = 'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n';
  const t = talk(streaming(pieces('a'))).receives(kept + kept);
  const sent = (await t.settles()).sent();
  expect(sent.match(/HTTP\/1.1/g)?.length).toBe(1);
  t.does('fin');
});
