/** The engine's octets inside TLS. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { STRICT_TIMEOUTS } from '#shared/base/options.ts';
import { readTlsFiles } from '../../apps/server/src/base/tls-files.ts';
import { type RunningEngine, startEngine } from '../../apps/server/src/engine/standalone.ts';
import { makeCertificate } from './certificate.ts';

let folder: string;
let ca: Buffer;
let engine: RunningEngine;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'octet-tls-'));
  const files = makeCertificate(folder, 'one');
  ca = readFileSync(files.cert);
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10);
    throw new Error('broke off');
  }
  engine = await startEngine(
    { port: 0, host: '127.0.0.1' },
    {
      tls: readTlsFiles(files.key, files.cert),
      timeouts: { ...STRICT_TIMEOUTS, header: 300 },
      report: () => undefined,
      router: (_head, at) => ({
        handler: ({ content }) => ({
          status: 200,
          fields: [],
          content: at === '/broken' ? broken() : new Uint8Array(content.length + 1_000_000).fill(0x78),
        }),
      }),
    },
  );
});

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

function open(more: { readonly maxVersion?: 'TLSv1.2' } = {}): TLSSocket {
  const address = { port: engine.port, host: '127.0.0.1' };
  const options = { ...address, ca, ALPNProtocols: ['h2', 'http/1.1'], allowHalfOpen: true, ...more };
  return connect(options);
}

/** All that comes until the end, and how it ended. */
function readAll(socket: TLSSocket): Promise<{ text: string; error: string | null }> {
  return new Promise((resolve) => {
    let text = '';
    let error: string | null = null;
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
    });
    socket.on('error', (problem: NodeJS.ErrnoException) => {
      error = problem.code ?? problem.message;
    });
    socket.on('end', () => socket.end());
    socket.on('close', () => resolve({ text, error }));
  });
}

it('serves several requests, and says http/1.1 in the handshake', async () => {
  const socket = open();
  socket.write(
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  );
  const { text, error } = await readAll(socket);
  expect(error).toBeNull();
  expect(socket.alpnProtocol).toBe('http/1.1');
  expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  expect(text).toContain('Content-Length: 1000003\r\n');
  expect(text.match(/x+/g)?.map((run) => run.length)).toEqual([1_000_003, 1_000_000]);
});

it('takes an https target for its own, and an http one for another server', async () => {
  const ask = async (target: string) => {
    const socket = open();
    socket.end(`GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`);
    return (await readAll(socket)).text.slice(0, 12);
  };
  expect(await ask('https://a/')).toBe('HTTP/1.1 200');
  expect(await ask('http://a/')).toBe('HTTP/1.1 421');
});

it('answers a client that has half-closed', async () => {
  const socket = open();
  socket.end('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  expect((await readAll(socket)).text).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*x$/);
});

it('breaks a stream off with a reset, not with a clean end', async () => {
  const socket = open();
  socket.write('GET /broken HTTP/1.1\r\nHost: a\r\n\r\n');
  const { text, error } = await readAll(socket);
  expect(text).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(text).not.toMatch(/\r\n0\r\n\r\n$/);
  expect(error).toBe('ECONNRESET');
});

it.each([
  ['plain HTTP', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['noise', '\x16\x03\x01\xff\xff\x00\x00'],
  ['nothing', ''],
])('ends a connection that brings %s instead of a handshake, and goes on', async (_what, octets) => {
  const socket = connectTcp({ port: engine.port, host: '127.0.0.1' });
  if (octets !== '') socket.write(Buffer.from(octets, 'latin1'));
  await new Promise<void>((resolve) => {
    socket.on('error', () => undefined);
    socket.resume().on('close', () => resolve());
  });
  const next = open();
  next.end('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  expect((await readAll(next)).text).toMatch(/^HTTP\/1\.1 200 OK/);
});

it('refuses to renegotiate, with the alert that TLS has for it', async () => {
  const socket = open({ maxVersion: 'TLSv1.2' });
  await once(socket, 'secureConnect');
  const ended = new Promise<string | undefined>((resolve) => {
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
  });
  socket.renegotiate({}, (error) => error === null && socket.destroy(new Error('renegotiated')));
  expect(await ended).toBe('ERR_SSL_NO_RENEGOTIATION');
  socket.destroy();
});
