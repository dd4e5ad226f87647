/** Servers that go away in the middle, wherever that is: with FIN or with RST, and what is said of it. */
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { client as text } from '#shared/text/en/client.ts';
import { answerOf, ask, failureOf, saying, watch } from './harness.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

/** Each state an answer can be left in; what was announced and did not come, where that is known. */
const STATES = [
  ['before the status-line', '', {}],
  ['in the version', 'HTT', {}],
  ['in the status code', 'HTTP/1.1 20', {}],
  ['in the reason phrase', 'HTTP/1.1 200 O', {}],
  ['between the status-line and the fields', OK, {}],
  ['in a field name', `${OK}Conten`, {}],
  ['in a field value', `${OK}Content-Length: 1`, {}],
  ['between CR and LF', `${OK}A: b\r`, {}],
  ['before the empty line', `${OK}Content-Length: 3\r\n`, {}],
  ['after an interim answer', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n', {}],
  ['before content', `${OK}Content-Length: 3\r\n\r\n`, { missing: 3 }],
  ['in content', `${OK}Content-Length: 3\r\n\r\nab`, { missing: 1 }],
  ['before the first chunk', CHUNKED, {}],
  ['in a chunk size', `${CHUNKED}1`, {}],
  ['in a chunk extension', `${CHUNKED}3;a="b`, {}],
  ['in a chunk', `${CHUNKED}5\r\nab`, { missing: 3 }],
  ['after the octets of a chunk', `${CHUNKED}2\r\nab`, {}],
  ['between chunks', `${CHUNKED}2\r\nab\r\n`, {}],
  ['after the last chunk', `${CHUNKED}0\r\n`, {}],
  ['in the trailer section', `${CHUNKED}0\r\nDigest: a`, {}],
] as const;

describe('FIN', () => {
  test.each(STATES)('%s', async (_where, said, more) => {
    const authority = await saying(said, (socket) => socket.end());
    const failure = await failureOf(answerOf(watch(), authority));
    const code = said === '' ? 'empty' : 'cut-short';
    expect(failure).toMatchObject({ code, where: authority, ...more });
    expect(text.failure(failure)).toContain(authority);
    if ('missing' in more) expect(text.failure(failure)).toMatch(/: \d octets? announced but never received\.$/);
  });

  test('inside gzip of unannounced length leaves the content incomplete', async () => {
    const coded = latin1(gzipSync('hello')).slice(0, -4);
    const authority = await saying(`${OK}Content-Encoding: gzip\r\n\r\n${coded}`, (socket) => socket.end());
    expect(await failureOf(answerOf(watch(), authority))).toMatchObject({ code: 'coding', detail: 'gzip' });
  });
});

describe('RST', () => {
  test.each(STATES)('%s', async (_where, said) => {
    const peers: Socket[] = [];
    const authority = await saying(said, (socket) => peers.push(socket));
    const watched = watch();
    const failing = failureOf(
      ask(watched, authority).then(async ({ pieces }) => {
        for await (const piece of pieces) void piece;
      }),
    );
    // Only once the client has read what was said: a reset that overtakes octets is reported without them.
    const read = () => watched.entries.reduce((sum, { entry }) => sum + (entry.kind === 'read' ? entry.length : 0), 0);
    await expect.poll(() => peers.length === 1 && read() === said.length).toBe(true);
    for (const peer of peers) peer.resetAndDestroy();
    const failure = await failing;
    expect(failure).toEqual({
      code: 'reset',
      where: authority,
      system: { name: 'ECONNRESET', number: 104, call: 'read' },
    });
    expect(text.failure(failure)).toContain('ECONNRESET, errno 104');
  });
});
