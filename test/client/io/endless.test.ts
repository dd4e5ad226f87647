/** Servers that never end: whatever grows without bound is refused at a limit, and what drips is ended by a clock. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { READER_LIMITS } from '#shared/base/options.ts';
import { client as text } from '#shared/text/en/client.ts';
import { MOST_DECODED } from '../../../apps/server/src/client/decode.ts';
import { CLIENT_TIMEOUTS } from '../../../apps/server/src/client/setup.ts';
import { answerOf, ask, failureOf, nodeHttp, saying, type Watched, watch } from './harness.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

/** What one read of the system gives at most. */
const ONE_READ = 65_536;

/** Says `first`, then `again` until the client has gone. */
function flooding(first: string, again: string): Promise<string> {
  const octets = Buffer.from(again, 'latin1');
  return saying(first, (socket) => {
    const more = (): void => {
      while (!socket.destroyed) if (!socket.write(octets)) return void socket.once('drain', more);
    };
    more();
  });
}

/** Says `first`, then `again` every few milliseconds until the client has gone. */
function dripping(first: string, again: string): Promise<string> {
  return saying(first, (socket) => {
    const timer = setInterval(() => socket.write(again), 5);
    socket.once('close', () => clearInterval(timer));
  });
}

function received({ entries }: Watched): number {
  return entries.reduce((sum, { entry }) => sum + (entry.kind === 'read' ? entry.length : 0), 0);
}

const { startLine, headerSection, chunkLine, chunkExtensions, trailerSection } = READER_LIMITS;

test.each([
  ['a reason phrase', 'HTTP/1.1 200 ', 'O'.repeat(1000), 'status-line-too-long', startLine],
  ['a header section of long lines', OK, `A: ${'b'.repeat(60_000)}\r\n`, 'header-section-too-long', headerSection],
  ['a header section of short lines', OK, 'A: b\r\n'.repeat(100), 'too-many-fields', headerSection],
  ['one field line', `${OK}A: `, 'b'.repeat(1000), 'header-section-too-long', headerSection],
  ['a chunk extension', `${CHUNKED}1`, ';a=b'.repeat(100), 'chunk-line-too-long', chunkLine],
  [
    'extensions of many chunks',
    CHUNKED,
    `1;${'a'.repeat(50_000)}\r\nx\r\n`,
    'chunk-extensions-too-long',
    chunkExtensions,
  ],
  ['a trailer section', `${CHUNKED}0\r\n`, 'A: b\r\n'.repeat(100), 'too-many-fields', trailerSection],
])('%s without end is refused at its limit', async (_what, first, again, rule, limit) => {
  const watched = watch();
  const authority = await flooding(first, again);
  const failure = await failureOf(answerOf(watched, authority));
  expect(failure).toMatchObject({ code: 'bad-response', where: authority, rule });
  expect(text.failure(failure)).toMatch(
    /^What 127\.0\.0\.1:\d+ sent is more than this client reads, at octet [\d\u202f]+\. .+here.*\.$/,
  );
  expect(received(watched)).toBeLessThanOrEqual(limit + first.length + 2 * ONE_READ);
});

test('digits of a chunk-size without end are refused at the seventeenth', async () => {
  const failure = await failureOf(answerOf(watch(), await flooding(CHUNKED, '0'.repeat(1000))));
  expect(failure).toMatchObject({ code: 'bad-response', rule: 'chunk-size-too-large', at: CHUNKED.length + 16 });
});

test('interim answers without end are given up', async () => {
  const watched = watch();
  const failure = await failureOf(answerOf(watched, await flooding('', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(9))));
  expect(failure).toMatchObject({ code: 'interim-storm', limit: 100 });
  expect(received(watched)).toBeLessThanOrEqual(2 * ONE_READ);
});

describe('a bomb', () => {
  const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024));

  test('stops at the default limit', async () => {
    expect(MOST_DECODED).toBe(8 * 1024 * 1024);
    const authority = await nodeHttp((_req, res) => res.setHeader('Content-Encoding', 'gzip').end(bomb));
    const outcome = await ask(watch(), authority, { mostDecoded: MOST_DECODED });
    let length = 0;
    const read = async () => {
      for await (const piece of outcome.pieces) length += piece.length;
    };
    const failure = await failureOf(read());
    expect(failure).toEqual({ code: 'too-large', where: authority, limit: MOST_DECODED });
    expect(length).toBeLessThanOrEqual(MOST_DECODED);
  });

  test('in three codings is not decoded at all', async () => {
    const authority = await nodeHttp((_req, res) => res.setHeader('Content-Encoding', 'gzip, gzip, gzip').end('x'));
    const watched = watch();
    expect((await answerOf(watched, authority)).content).toBe('x');
    expect(watched.notes).toContainEqual({ what: 'coding-unknown', codings: ['gzip', 'gzip', 'gzip'] });
  });
});

describe('what drips', () => {
  test('is bounded by default', () => expect(CLIENT_TIMEOUTS.total).toBeGreaterThan(0));

  test.each([
    ['in the status-line', 'HTTP/1.1 200 ', 'O'],
    ['in the header section', OK, 'A: b\r\n'],
    ['in content', `${OK}Content-Length: 100000\r\n\r\n`, 'x'],
    ['in content that the close ends', `${OK}\r\n`, 'x'],
    ['in the line of a chunk', `${CHUNKED}1;`, 'a'],
    ['chunk by chunk', CHUNKED, '1\r\nx\r\n'],
    ['in the trailer section', `${CHUNKED}0\r\n`, 'A: b\r\n'],
    ['in gzip', `${OK}Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\x03`, 'name'],
  ])('%s ends with the time for everything', async (_where, first, again) => {
    const authority = await dripping(first, again);
    const failure = await failureOf(answerOf(watch({ total: 150 }), authority));
    expect(failure).toEqual({ code: 'timeout', where: authority, wait: 'total', limit: 150 });
  });
});
