/** The engine behind TLS, recorded: the octets inside, and handshakes that come to nothing. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect as connectTcp, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import type { Entry, TlsEntry } from '#shared/transcript/record/entries.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import { readTlsFiles, type TlsPem } from '../../apps/server/src/base/tls-files.ts';
import type { Lane } from '../../apps/server/src/lab/recording/lane.ts';
import { makeCertificate } from '../engine/certificate.ts';
import { connect, entriesOf, lines, octets, type TestLab, until } from './harness.ts';
import { wholeLab } from './whole-lab.ts';

const SERVER = 'engine-tls';
const GET = 'GET /hello HTTP/1.1\r\nHost: a\r\n\r\n';

let folder: string;
let pem: TlsPem;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'octet-lab-tls-'));
  const { key, cert } = makeCertificate(folder, 'lab');
  pem = readTlsFiles(key, cert);
});

afterAll(() => rmSync(folder, { recursive: true }));

async function start(): Promise<TestLab & { port: number }> {
  const lab = wholeLab([SERVER], pem);
  lab.workers.startAll();
  const port = await until(() => lab.workers.infos().find(({ id, port }) => id === SERVER && port > 0)?.port);
  return { ...lab, port };
}

const laneOf = (lab: TestLab): Promise<Lane> =>
  until(() => [...lab.recorder.lanes()].find(({ facts }) => facts.server === SERVER));

const tlsOf = (entries: readonly Entry[]): TlsEntry | undefined =>
  entries.find((entry): entry is TlsEntry => entry.kind === 'tls');

/** What the server's socket carried in one direction, inside TLS. */
const carried = (entries: readonly Entry[], kind: 'read' | 'write'): string =>
  entries
    .flatMap((entry) => (entry.kind === kind && entry.at === 'server' && entry.bytes ? [latin1(entry.bytes)] : []))
    .join('');

/** What a TLS 1.3 record adds to its content: its header, the type within, the tag of its cipher (RFC 8446 §5.2). */
const RECORD = 5 + 1 + 16;

/** Passes octets on until it is told to hold those of the client back; what it holds it sends in one write. */
async function holdingProxy(to: number) {
  let kept: Buffer[] | null = null;
  let release = (): void => undefined;
  const proxy = createServer((client) => {
    const server = connectTcp(to, '127.0.0.1').on('error', () => undefined);
    client.on('error', () => undefined).on('close', () => server.destroy());
    server.on('data', (bytes) => client.write(bytes));
    client.on('data', (bytes) => {
      if (kept === null) server.write(bytes);
      else kept.push(bytes);
    });
    release = () => server.write(Buffer.concat(kept ?? []));
  });
  await new Promise<void>((done) => {
    proxy.listen(0, '127.0.0.1', done);
  });
  onTestFinished(() => void proxy.close());
  return {
    port: (proxy.address() as AddressInfo).port,
    hold: (): void => {
      kept = [];
    },
    /** Once it holds so many octets. */
    release: async (count: number): Promise<void> => {
      await until(() => (kept ?? []).reduce((sum, { length }) => sum + length, 0) >= count);
      release();
    },
  };
}

/** A client inside TLS; its end is not what a test is about. */
function secured(port: number, options: ConnectionOptions = {}): TLSSocket {
  const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
  onTestFinished(() => void socket.destroy());
  return socket.on('error', () => undefined);
}

/** A client that sends these octets instead of a handshake. */
function bring(port: number, text: string): void {
  const socket = connectTcp(port, '127.0.0.1').on('error', () => undefined);
  socket.write(Buffer.from(text, 'latin1'));
}

/** A client that resets in the handshake: the server has its first octets by the time it has answered another. */
function reset(port: number): void {
  const socket = connectTcp(port, '127.0.0.1', () => socket.write(Buffer.from('1603010200', 'hex')));
  socket.on('error', () => undefined);
  execFile('curl', ['-sk', `https://127.0.0.1:${port}/hello`], () => socket.resetAndDestroy());
}

describe('an outside client', () => {
  it('is recorded with the octets inside TLS, and what was agreed', async () => {
    const lab = await start();
    const url = `https://localhost:${lab.port}/hello`;
    const { stdout } = await promisify(execFile)('curl', ['-sk', '--tlsv1.3', '-A', 'inside', url]);
    expect(stdout).toMatch(/^Hello/);
    const lane = await laneOf(lab);
    await until(() => lane.serverClosed);
    const entries = entriesOf(lane);
    expect(lane.facts.origin).toBe('outside');
    expect(carried(entries, 'read')).toMatch(
      /^GET \/hello HTTP\/1\.1\r\nHost: localhost:\d+\r\nUser-Agent: inside\r\n/,
    );
    expect(carried(entries, 'write')).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(tlsOf(entries)).toMatchObject({
      agreed: { protocol: 'TLSv1.3', cipher: expect.stringMatching(/^TLS_/), alpn: 'http/1.1', name: 'localhost' },
      error: null,
    });
    const kinds = entries.map(({ kind }) => kind);
    expect(kinds.indexOf('open')).toBeLessThan(kinds.indexOf('tls'));
    expect(kinds.indexOf('tls')).toBeLessThan(kinds.indexOf('read'));
  });

  it('is refused when it wants to renegotiate', async () => {
    const lab = await start();
    const socket = secured(lab.port, { maxVersion: 'TLSv1.2' });
    await once(socket, 'secureConnect');
    const ended = new Promise<string | undefined>((resolve) => {
      socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
    });
    socket.renegotiate({ rejectUnauthorized: false }, (error) => {
      if (error === null) socket.destroy(new Error('renegotiated'));
    });
    expect(await ended).toBe('ERR_SSL_NO_RENEGOTIATION');
    const lane = await laneOf(lab);
    await until(() => lane.serverClosed);
    expect(entriesOf(lane).filter(({ kind }) => kind === 'tls')).toHaveLength(1);
  });

  it('has its octets parsed as the engine parsed them', async () => {
    const lab = await start();
    const socket = secured(lab.port);
    socket.end('GET /a b HTTP/1.1\r\n\r\n');
    let answer = '';
    for await (const bytes of socket) answer += bytes;
    const lane = await laneOf(lab);
    await until(() => lane.serverClosed);
    const replay = new Replay();
    replay.append(entriesOf(lane));
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect([replay.request.reader, replay.request.state, replay.mismatches]).toEqual(['server', 'refused', []]);
    expect(replay.places.at(-1)?.status.tls?.protocol).toBe('TLSv1.3');
  });

  it('may name an https target, which the plain port refuses', async () => {
    const lab = await start();
    const socket = secured(lab.port);
    socket.end('GET https://a/hello HTTP/1.1\r\nHost: a\r\n\r\n');
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString('latin1')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('makes a read of each TLS record, for any segments of TCP', async () => {
    const lab = await start();
    const proxy = await holdingProxy(lab.port);
    const socket = secured(proxy.port, { minVersion: 'TLSv1.3' });
    const [first, ...then] = ['GET /hel', 'lo HTTP/1.1\r\n', 'Host: a\r\n\r\n'] as const;
    socket.write(first);
    const lane = await laneOf(lab);
    await until(() => lane.inbound === first.length);
    proxy.hold();
    for (const piece of then) {
      await new Promise<void>((done) => {
        socket.write(piece, () => done());
      });
    }
    await proxy.release(then.join('').length + then.length * RECORD);
    await once(socket, 'data');
    const reads = entriesOf(lane).flatMap((entry) => (entry.kind === 'read' ? [entry.length] : []));
    expect(reads).toEqual([8, 13, 11]);
    socket.destroy();
  });
});

describe('a handshake that fails', () => {
  it.each<[what: string, act: (port: number) => unknown, error: string | RegExp]>([
    ['HTTP without TLS', (port) => bring(port, GET), 'ERR_SSL_HTTP_REQUEST'],
    ['noise', (port) => bring(port, '\0\x01\x02\x03\x04\x05\x06\x07'), /^ERR_SSL_/],
    ['h2 alone', (port) => secured(port, { ALPNProtocols: ['h2'] }), 'ERR_SSL_NO_APPLICATION_PROTOCOL'],
    ['distrust', (port) => execFile('curl', ['-s', `https://127.0.0.1:${port}/`]), /_ALERT_UNKNOWN_CA$/],
    ['a reset in the midst of it', reset, 'ECONNRESET'],
  ])('is recorded: %s', async (_what, act, error) => {
    const lab = await start();
    act(lab.port);
    const failed = (lane: Lane): boolean => lane.serverClosed && tlsOf(entriesOf(lane))?.agreed === null;
    const lane: Lane = await until(() => [...lab.recorder.lanes()].find(failed));
    const entries = entriesOf(lane);
    expect(tlsOf(entries)).toMatchObject({ agreed: null, error: expect.stringMatching(error) });
    expect(carried(entries, 'read') + carried(entries, 'write')).toBe('');
    expect(lines(entries)).toContain('server close');
    // And the server goes on.
    const { stdout } = await promisify(execFile)('curl', ['-sk', `https://127.0.0.1:${lab.port}/hello`]);
    expect(stdout).toMatch(/^Hello/);
  });
});

describe('the client of the page', () => {
  it('speaks TLS to it: a write is a read there, and the answer comes back', async () => {
    const lab = await start();
    const { client, lane } = await connect(lab, 'patient', SERVER);
    client.send(octets(GET), [
      { at: 3, pauseMs: 0 },
      { at: 20, pauseMs: 0 },
    ]);
    await until(() => carried(entriesOf(lane), 'write').includes('Hello'));
    const reads = entriesOf(lane).flatMap((entry) =>
      entry.kind === 'read' && entry.at === 'server' ? [entry.length] : [],
    );
    expect(reads).toEqual([3, 17, GET.length - 20]);
    client.end();
    await until(() => lane.closed);
    const seen = lines(entriesOf(lane));
    expect(seen.filter((line) => line.includes('fin')).sort()).toEqual([
      'client fin by client',
      'client fin by server',
      'server fin by client',
      'server fin by server',
    ]);
    const lengths = entriesOf(lane).flatMap((entry) =>
      entry.kind === 'read' && entry.at === 'client' ? [entry.length] : [],
    );
    expect(lengths.reduce((a, b) => a + b, 0)).toBe(carried(entriesOf(lane), 'write').length);
  });

  it('resets it', async () => {
    const lab = await start();
    const { client, lane } = await connect(lab, 'patient', SERVER);
    client.send(octets('GET'));
    await until(() => lane.inbound === 3);
    // However fast: TLS may still be writing its session tickets.
    client.reset();
    await until(() => lane.closed);
    expect(lines(entriesOf(lane))).toContain('server reset by client');
  });
});

it('is not there without a certificate', async () => {
  const lab = wholeLab();
  expect(lab.workers.has(SERVER)).toBe(false);
});
