/** The client with servers that behave: our engine, node:http, and a few lines by hand. */
import { expect, test } from 'vitest';
import { latin1, utf8 } from '#shared/base/octets.ts';
import { Conversation } from '#shared/client/conversation.ts';
import { decodeTranscript, encodeTranscript } from '#shared/transcript/record/codec.ts';
import { servedDemoSite } from '../../../apps/server/src/engine/site/site.ts';
import { startEngine } from '../../../apps/server/src/engine/standalone.ts';
import { answerOf, ask, byHand, contentOf, nodeHttp, saying, sourceOf, watch, written } from './harness.ts';

const octets = (text: string) => ({ kind: 'octets', bytes: utf8(text), type: 'text/plain' }) as const;

test('the engine echoes exactly the octets that the client shows', async () => {
  const engine = await startEngine({ port: 0, host: '127.0.0.1' }, { router: servedDemoSite() });
  try {
    const watched = watch();
    const { content } = await answerOf(watched, `http://127.0.0.1:${engine.port}/echo?a=b`, {
      request: { fields: [['X', '1']] },
    });
    expect(content).toBe(written(watched));
    expect(content).toMatch(/^GET \/echo\?a=b HTTP\/1.1\r\nHost: 127\.0\.0\.1:\d+\r\nX: 1\r\n\r\n$/);
  } finally {
    await engine.close();
  }
});

test('a connection is kept and used again, and the transcript tells both answers', async () => {
  const engine = await startEngine({ port: 0, host: '127.0.0.1' }, { router: servedDemoSite() });
  try {
    const watched = watch();
    const url = `http://127.0.0.1:${engine.port}`;
    expect(await answerOf(watched, `${url}/echo`, { request: { method: 'POST', content: octets('one') } })).toEqual({
      status: 200,
      content: 'one',
    });
    expect((await answerOf(watched, `${url}/stream`)).content).toMatch(/^One chunk after another/);
    await watched.client.close();
    expect(watched.kinds().filter((kind) => kind === 'connect' || kind === 'reused')).toEqual(['connect', 'reused']);
    // As a file it is the same transcript.
    const entries = decodeTranscript(encodeTranscript(watched.entries.map(({ entry }) => entry)));
    expect(entries).toEqual(watched.entries.map(({ entry }) => ({ ...entry })));
    const talked = new Conversation();
    for (const entry of entries ?? []) talked.append(entry);
    const second = talked.answer(1);
    if (second === null) throw new Error('no second answer');
    expect(latin1(talked.contentOf(second))).toMatch(/^One chunk after another/);
    expect(second.message.trailers).toMatchObject([{ name: 'Octets-Sent' }]);
    expect(watched.entries.map(({ entry }) => entry.kind).slice(-3)).toEqual(['fin', 'fin', 'close']);
  } finally {
    await engine.close();
  }
});

test('HEAD has a head and no content', async () => {
  const authority = await nodeHttp((_req, res) => res.setHeader('Content-Length', '100').end());
  const outcome = await ask(watch(), authority, { request: { method: 'HEAD' } });
  expect(latin1(outcome.answer.headOctets)).toMatch(/^HTTP\/1.1 200 OK\r\nContent-Length: 100\r\n[\s\S]*\r\n\r\n$/);
  expect(await contentOf(outcome)).toHaveLength(0);
});

test('interim answers are reported and skipped', async () => {
  const watched = watch();
  const authority = await nodeHttp((_req, res) =>
    res.writeEarlyHints({ link: '</a>; rel=preload' }, () => res.end('x')),
  );
  expect(await answerOf(watched, authority)).toEqual({ status: 200, content: 'x' });
  expect(watched.notes).toContainEqual(
    expect.objectContaining({ what: 'interim', head: expect.objectContaining({ status: 103 }) }),
  );
});

test('content waits for 100, and goes out when it has come', async () => {
  const watched = watch();
  const authority = await nodeHttp((req, res) => {
    req.on('data', (bytes) => res.end(`got ${bytes}`));
  });
  const request = { method: 'PUT', content: octets('hello'), fields: [['Expect', '100-continue']] as const };
  expect((await answerOf(watched, authority, { request })).content).toBe('got hello');
  expect(watched.kinds().join(' ')).toMatch(/connect write read interim write read head/);
});

test('content is not sent when the answer to Expect is a refusal', async () => {
  const watched = watch();
  const authority = await saying('HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n');
  const request = { method: 'PUT', content: octets('hello'), fields: [['Expect', '100-continue']] as const };
  expect((await answerOf(watched, authority, { request })).status).toBe(417);
  expect(written(watched)).not.toContain('hello');
  expect(watched.notes).toContainEqual({ what: 'keep', connection: 1, kept: false, why: 'request-unfinished' });
});

test('content of unknown length goes in chunks, of known length unchunked', async () => {
  const authority = await nodeHttp((req, res) => {
    const sent: string[] = [];
    req.on('data', (bytes) => sent.push(String(bytes)));
    req.on('end', () =>
      res.end(`${req.headers['transfer-encoding'] ?? req.headers['content-length']} ${sent.join('')}`),
    );
  });
  const source = sourceOf([utf8('ab'), utf8('cde')]);
  const request = (length: number | null) => ({
    method: 'POST',
    content: { kind: 'pieces', length, type: null } as const,
  });
  expect((await answerOf(watch(), authority, { source, request: request(null) })).content).toBe('chunked abcde');
  const watched = watch();
  expect((await answerOf(watched, authority, { source, request: request(5) })).content).toBe('5 abcde');
  expect(watched.notes).toContainEqual(expect.objectContaining({ what: 'keep', kept: true }));
});

test('content until the close is complete with the FIN, and the connection is not kept', async () => {
  const watched = watch();
  const authority = await saying('HTTP/1.0 200 OK\r\n\r\nall of it', (socket) => socket.end());
  expect((await answerOf(watched, authority)).content).toBe('all of it');
  expect(watched.notes).toContainEqual({ what: 'keep', connection: 1, kept: false, why: 'close-1.0' });
});

test('octets behind an answer belong to nothing: the connection is not kept', async () => {
  const watched = watch();
  const authority = await saying(
    'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx',
  );
  expect((await answerOf(watched, authority)).content).toBe('x');
  expect(watched.notes).toContainEqual({ what: 'keep', connection: 1, kept: false, why: 'octets-after-response' });
});

test('a kept connection that was closed meanwhile is replaced, once, for a request that may be repeated', async () => {
  const authority = await byHand((socket, number) => {
    let requests = 0;
    socket.on('data', () => {
      if (number === 0 && requests++ > 0) socket.resetAndDestroy();
      else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx');
    });
  });
  const watched = watch();
  await answerOf(watched, authority);
  expect(await answerOf(watched, authority)).toEqual({ status: 200, content: 'x' });
  expect(watched.kinds().filter((kind) => kind === 'repeat')).toHaveLength(1);
});

test('a large answer is read only as fast as it is taken', async () => {
  const size = 64 * 1024 * 1024;
  const piece = new Uint8Array(65_536);
  let sent = 0;
  const authority = await nodeHttp((_req, res) => {
    res.setHeader('Content-Length', size);
    const more = (): void => {
      while (sent < size) {
        sent += piece.length;
        if (!res.write(piece)) return void res.once('drain', more);
      }
      res.end();
    };
    more();
  });
  const outcome = await ask(watch(), authority);
  const reader = outcome.pieces[Symbol.asyncIterator]();
  let received = (await reader.next()).value?.length ?? 0;
  // Nobody takes the rest now: what the server could send fills buffers of the kernel and stops far below the whole.
  let before = -1;
  while (before !== sent) {
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(sent).toBeLessThan(size / 2);
  for (let next = await reader.next(); next.done !== true; next = await reader.next()) received += next.value.length;
  expect(received).toBe(size);
});

test('a reader that leaves early ends the connection', async () => {
  const closed = new Promise<void>((resolve) => {
    void byHand((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\nx'));
      socket.once('end', () => resolve());
    }).then(async (authority) => {
      const outcome = await ask(watch(), authority);
      for await (const _ of outcome.pieces) break;
    });
  });
  await closed;
});

test('101 hands on the octets of the other protocol', async () => {
  const authority = await saying('HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n\x01\x02', (socket) => socket.end());
  const request = {
    fields: [
      ['Connection', 'upgrade'],
      ['Upgrade', 'x'],
    ] as const,
  };
  expect(await answerOf(watch(), authority, { request })).toEqual({ status: 101, content: '\x01\x02' });
});
