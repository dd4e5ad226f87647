/**
 * Octets that belong to no answer, or to another one than they seem to: before the request, behind an answer, where an
 * answer has no content; and lines that are read although they should not be written so.
 */
import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { answerOf, ask, byHand, contentOf, failureOf, saying, watch } from './harness.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const STRAY = `${OK}Content-Length: 6\r\n\r\npoison`;

const keptNot = (why: string) => ({ what: 'keep', connection: 1, kept: false, why });

test('a server that declines before any request is heard', async () => {
  const watched = watch();
  const authority = await byHand((socket) => {
    socket.end('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    socket.resume();
  });
  expect(await answerOf(watched, authority)).toEqual({ status: 408, content: '' });
  expect(watched.notes).toContainEqual(keptNot('close-option'));
});

describe('octets where an answer has no content', () => {
  test.each([
    ['HEAD', 'HEAD', `${OK}Content-Length: 5\r\n\r\nhello`, 200],
    ['HEAD, chunked', 'HEAD', `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`, 200],
    ['204', 'GET', 'HTTP/1.1 204 No Content\r\n\r\nhello', 204],
    ['204 with a length', 'GET', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello', 204],
    ['304', 'GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello', 304],
    ['a length that is too small', 'GET', `${OK}Content-Length: 0\r\n\r\nhello`, 200],
  ])('%s: they are not content, and end the connection', async (_what, method, answer, status) => {
    const watched = watch();
    const authority = await saying(answer);
    expect(await answerOf(watched, authority, { request: { method } })).toEqual({ status, content: '' });
    expect(watched.notes).toContainEqual(keptNot('octets-after-response'));
  });
});

test('an unsolicited answer on a kept connection does not answer a later request', async () => {
  const peers: Socket[] = [];
  const authority = await byHand((socket) => {
    peers.push(socket);
    socket.on('data', () => socket.write(`${OK}Content-Length: 4\r\n\r\ntrue`));
  });
  const watched = watch();
  expect((await answerOf(watched, authority)).content).toBe('true');
  peers[0]?.write(STRAY);
  await expect.poll(() => watched.kinds()).toContain('fin');
  expect((await answerOf(watched, authority)).content).toBe('true');
  expect(watched.kinds().filter((kind) => kind === 'connect')).toHaveLength(2);
  expect(watched.kinds()).not.toContain('reused');
});

describe('lines that should not be written so', () => {
  test('a folded value is reported and read as one, each fold as a SP (RFC 9112 §5.2)', async () => {
    const watched = watch();
    const authority = await saying(`${OK}A: one\r\n \t two\r\n\tthree\r\nContent-Length: 2\r\n\r\nok`);
    const outcome = await ask(watched, authority);
    expect(outcome.answer.head.fields[0]).toMatchObject({ name: 'A', value: 'one two three' });
    expect(await contentOf(outcome)).toHaveLength(2);
    const told = watched.notes.flatMap((note) => (note.what === 'tolerated' ? [note.verdict.rule] : []));
    expect(told).toEqual(['obs-fold', 'obs-fold']);
  });

  test('a folded Content-Length still frames the content', async () => {
    expect((await answerOf(watch(), await saying(`${OK}Content-Length:\r\n 2\r\n\r\nok`))).content).toBe('ok');
  });

  test.each([
    ['no version', '200 OK\r\n\r\n', 'status-line'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n', 'status-code'],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n', 'status-code'],
    ['a status of letters', 'HTTP/1.1 abc OK\r\n\r\n', 'status-code'],
    ['two SP before the status', 'HTTP/1.1  200 OK\r\n\r\n', 'status-code'],
    ['HTML alone', '<!doctype html><title>hi</title>', 'status-line'],
    ['octets of TLS', '\x15\x03\x01\0\x02\x02\x50', 'status-line'],
    ['a negative length', `${OK}Content-Length: -1\r\n\r\n`, 'content-length-invalid'],
    ['a length beyond counting', `${OK}Content-Length: ${'9'.repeat(30)}\r\n\r\n`, 'content-length-overflow'],
    ['two lengths', `${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 'content-length-duplicate'],
    ['a list of two lengths', `${OK}Content-Length: 1, 2\r\n\r\nab`, 'content-length-duplicate'],
    ['SP before the colon', `${OK}A : b\r\n\r\n`, 'space-before-colon'],
    ['a chunk size of no digits', `${OK}Transfer-Encoding: chunked\r\n\r\n-1\r\n`, 'chunk-size'],
    [
      'a chunk size beyond counting',
      `${OK}Transfer-Encoding: chunked\r\n\r\n${'f'.repeat(16)}\r\n`,
      'chunk-size-too-large',
    ],
    ['chunks that are none', `${OK}Transfer-Encoding: chunked\r\n\r\nhello`, 'chunk-size'],
  ])('%s is a failure that says which rule and where', async (_what, answer, rule) => {
    const authority = await saying(answer, (socket) => socket.end());
    const failure = await failureOf(answerOf(watch(), authority));
    expect(failure).toMatchObject({ code: 'bad-response', where: authority, rule, at: expect.any(Number) });
  });
});
