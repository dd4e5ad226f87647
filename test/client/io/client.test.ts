/** Redirects, cookies, TLS, aborting and the raw client, on real sockets. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { concat, latin1, utf8 } from '#shared/base/octets.ts';
import { parseUrl } from '#shared/client/url.ts';
import { converse } from '../../../apps/server/src/client/raw.ts';
import { makeCertificate } from '../../engine/certificate.ts';
import {
  answerOf,
  ask,
  byHand,
  contentOf,
  failureOf,
  nodeHttp,
  saying,
  sourceOf,
  type Watched,
  watch,
  written,
} from './harness.ts';

describe('redirects', () => {
  const site = () =>
    nodeHttp((req, res) => {
      const [, status, to] = /^\/(\d{3})(.*)$/.exec(req.url ?? '') ?? [];
      if (status !== undefined) res.writeHead(Number(status), { Location: to || '/end' }).end('moved');
      else
        res.end(`${req.method} ${req.url} ${req.headers.authorization ?? '-'} ${req.headers['content-length'] ?? '-'}`);
    });

  test('are not followed unless asked', async () => {
    expect(await answerOf(watch(), `${await site()}/302/x`)).toEqual({ status: 302, content: 'moved' });
  });

  test('are followed hop by hop, on the kept connection', async () => {
    const watched = watch();
    const outcome = await ask(watched, `${await site()}/302/307/end?x`, { follow: true });
    expect(latin1(await contentOf(outcome))).toBe('GET /end?x - -');
    expect(outcome.hops).toBe(2);
    expect(watched.kinds().filter((kind) => ['connect', 'reused', 'redirect'].includes(kind))).toEqual([
      'connect',
      'redirect',
      'reused',
      'redirect',
      'reused',
    ]);
  });

  test('keep or drop the content by their status, and read a source twice', async () => {
    const request = { method: 'POST', content: { kind: 'pieces', length: 3, type: null } as const };
    const source = sourceOf([utf8('abc')]);
    const authority = await site();
    const send = (status: number) => answerOf(watch(), `${authority}/${status}/x`, { request, source, follow: true });
    expect((await send(303)).content).toBe('GET /x - -');
    expect((await send(307)).content).toBe('POST /x - 3');
  });

  test('take no credentials to another origin', async () => {
    const [here, there] = [await site(), await site()];
    const request = { fields: [['Authorization', 'secret']] as const };
    expect((await answerOf(watch(), `${here}/302/x`, { request, follow: true })).content).toBe('GET /x secret -');
    expect((await answerOf(watch(), `${here}/302http://${there}/x`, { request, follow: true })).content).toBe(
      'GET /x - -',
    );
  });

  test('end at a loop and at the limit, with the redirect as the answer', async () => {
    const authority = await nodeHttp((req, res) => {
      const to = req.url === '/loop' ? '/loop' : `/${Number(req.url?.slice(1)) + 1}`;
      res.writeHead(302, { Location: to }).end();
    });
    const loop = await ask(watch(), `${authority}/loop`, { follow: true });
    expect([loop.halted, loop.hops]).toEqual(['loop', 0]);
    const chain = await ask(watch(), `${authority}/0`, { follow: true });
    expect([chain.halted, chain.hops, chain.answer.head.status]).toEqual(['limit', 20, 302]);
    expect((await ask(watch(), `${authority}/0`, { follow: true, redirects: 3 })).hops).toBe(3);
  });
});

test('cookies are kept, sent back, and break no loop of their own making', async () => {
  const authority = await nodeHttp((req, res) => {
    if (req.headers.cookie === undefined)
      res.writeHead(302, { Location: '/', 'Set-Cookie': ['a=1', 'b=2; Path=/'] }).end();
    else res.end(req.headers.cookie);
  });
  const watched = watch();
  expect((await answerOf(watched, authority, { follow: true })).content).toBe('a=1; b=2');
  expect((await answerOf(watched, authority, { request: { cookies: [['c', '3']] } })).content).toBe('c=3; a=1; b=2');
});

describe('TLS', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'octet-tls-'));
  const files = makeCertificate(folder, 'server');
  const [key, cert] = [readFileSync(files.key, 'latin1'), readFileSync(files.cert, 'latin1')];
  const started: ReturnType<typeof createServer>[] = [];
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => {
    for (const server of started.splice(0)) server.close();
  });

  async function secureSite(host = '127.0.0.1', name = 'localhost'): Promise<string> {
    const server = createServer({ key, cert }, (_req, res) => res.end('secret'));
    started.push(server);
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    return `https://${name}:${(server.address() as AddressInfo).port}/`;
  }

  test('with a certificate we trust', async () => {
    const watched = watch({}, { ca: cert });
    expect((await answerOf(watched, await secureSite())).content).toBe('secret');
    expect(watched.notes).toContainEqual(expect.objectContaining({ what: 'tls', subject: 'localhost', trusted: true }));
    expect(written(watched)).toMatch(/^GET \/ HTTP\/1.1\r\n/);
    await watched.client.close();
  });

  test('with one we do not: refused by default', async () => {
    const url = await secureSite();
    expect(await failureOf(answerOf(watch(), url))).toMatchObject({ code: 'certificate' });
    const named = await failureOf(answerOf(watch({}, { ca: cert }), await secureSite('127.0.0.2', '127.0.0.2')));
    expect(named).toMatchObject({ code: 'certificate', system: { name: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
    const watched = watch({}, { verify: false });
    expect((await answerOf(watched, url)).content).toBe('secret');
    expect(watched.notes).toContainEqual(expect.objectContaining({ what: 'tls', trusted: false }));
    await watched.client.close();
  });

  test('with a server that has none', async () => {
    const authority = await saying('HTTP/1.1 400 Bad\r\n\r\n', (socket) => socket.end());
    expect(await failureOf(answerOf(watch(), `https://${authority}/`))).toMatchObject({ code: 'tls' });
  });
});

test('an abort ends the wait, and the connection', async () => {
  const watched = watch();
  const authority = await byHand((socket) => socket.resume());
  const stop = new AbortController();
  const request = { method: 'GET', url: parseUrl(authority).url, content: { kind: 'none' } } as const;
  const sent = watched.client.send({ request, source: null, follow: false, decode: true, mostDecoded: 1 }, stop.signal);
  stop.abort();
  expect(await failureOf(sent)).toMatchObject({ code: 'aborted' });
});

describe('the raw client', () => {
  async function talk(watched: Watched, authority: string, bytes: Uint8Array, halfClose = false): Promise<string> {
    const read: Uint8Array[] = [];
    const request = { origin: parseUrl(authority).url.origin, bytes, halfClose };
    for await (const piece of converse(request, watched.setup, new AbortController().signal)) read.push(piece);
    return latin1(concat(read));
  }

  test('writes every octet and reads until the close', async () => {
    const bytes = new Uint8Array(300_000).fill(0x61);
    const authority = await byHand((socket) => {
      let received = 0;
      socket.on('data', (piece) => {
        received += piece.length;
        if (received === bytes.length) socket.end(`got ${received}`);
      });
    });
    const watched = watch();
    expect(await talk(watched, authority, bytes)).toBe('got 300000');
    expect(written(watched)).toHaveLength(300_000);
    expect(watched.kinds().slice(-3)).toEqual(['fin', 'fin', 'close']);
  });

  test('half-closes when asked', async () => {
    const authority = await byHand((socket) => socket.on('data', () => undefined).on('end', () => socket.end('bye')));
    expect(await talk(watch(), authority, utf8('x'), true)).toBe('bye');
  });

  test('accepts octets that are not HTTP, and gives up on silence', async () => {
    expect(await talk(watch(), await saying('+OK\r\n', (socket) => socket.end()), utf8('x'))).toBe('+OK\r\n');
    const authority = await byHand((socket) => socket.resume());
    expect(await failureOf(talk(watch({ read: 50 }), authority, utf8('x')))).toMatchObject({
      code: 'timeout',
      wait: 'read',
    });
  });

  test('ends what drips with the time for everything', async () => {
    const authority = await saying('a', (socket) => {
      const drip = setInterval(() => socket.write('a'), 5);
      socket.once('close', () => clearInterval(drip));
    });
    expect(await failureOf(talk(watch({ total: 100 }), authority, utf8('x')))).toEqual({
      code: 'timeout',
      where: authority,
      wait: 'total',
      limit: 100,
    });
  });

  test('tells a reset', async () => {
    const peers: Socket[] = [];
    const authority = await saying('half', (socket) => peers.push(socket));
    const request = { origin: parseUrl(authority).url.origin, bytes: utf8('x'), halfClose: false };
    const reader = converse(request, watch().setup, new AbortController().signal);
    expect(latin1((await reader.next()).value ?? new Uint8Array())).toBe('half');
    for (const peer of peers) peer.resetAndDestroy();
    expect(await failureOf(reader.next())).toMatchObject({ code: 'reset' });
  });
});
