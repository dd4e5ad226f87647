/**
 * 1 GiB up and 1 GiB down, while the server's memory is watched:
 *
 *     npx tsx test/load/transfer.ts [MEBIBYTES]
 */
import { closeSync, mkdtempSync, openSync, rmSync, truncateSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ServerProcess, startServer } from './server.ts';

const MIB = 1024 * 1024;
const SIZE = Number(process.argv[2] ?? 1024) * MIB;

/** Octets handed to the socket at once. */
const PIECE = Buffer.alloc(256 * 1024, 'x');

/** How often memory is looked at, in ms. */
const SAMPLE = 20;

/** Growth beyond which memory is not flat: what Node's buffers and young objects take, and no more. */
const FLAT = 96;

const folder = mkdtempSync(path.join(tmpdir(), 'octet-'));
try {
  const file = path.join(folder, 'large.bin');
  closeSync(openSync(file, 'w'));
  truncateSync(file, SIZE);
  const up = ['--max-body', `${SIZE / MIB}MiB`];
  await measure('upload by length', up, (port) => upload(port, false));
  await measure('upload in chunks', up, (port) => upload(port, true));
  await measure('download', [folder], (port) => download(port));
} finally {
  rmSync(folder, { recursive: true });
}

async function measure(
  name: string,
  args: readonly string[],
  transfer: (port: number) => Promise<number>,
): Promise<void> {
  const server = await startServer(['--port', '0', ...args]);
  try {
    const before = server.holdings();
    const peak = watch(server);
    const began = performance.now();
    const octets = await transfer(server.port);
    const seconds = (performance.now() - began) / 1000;
    const highest = peak();
    const after = server.holdings();
    const flat = octets >= SIZE && highest - before.resident < FLAT;
    if (!flat) process.exitCode = 1;
    const memory = `resident ${before.resident.toFixed(0)} → at most ${highest.toFixed(0)} → ${after.resident.toFixed(0)} MiB`;
    const cost = `${(after.cpu - before.cpu).toFixed(2)} s of CPU`;
    console.log(
      `${flat ? 'flat' : 'NOT FLAT'}  ${name}: ${octets} octets in ${seconds.toFixed(1)} s, ${memory}, ${cost}`,
    );
  } finally {
    await server.stop();
  }
}

/** Watches a server's memory. Returns what stops and tells the most it was. */
function watch({ holdings }: ServerProcess): () => number {
  let most = 0;
  const look = (): void => {
    most = Math.max(most, holdings().resident);
  };
  const timer = setInterval(look, SAMPLE);
  return () => {
    clearInterval(timer);
    look();
    return most;
  };
}

/** Resolves with the octets that /upload says it has counted. */
async function upload(port: number, chunked: boolean): Promise<number> {
  const socket = connect({ port, host: '127.0.0.1' });
  const answer = textOf(socket);
  const framing = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${SIZE}`;
  socket.write(`PUT /upload HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${framing}\r\n\r\n`);
  let wake = (): void => undefined;
  for (const event of ['drain', 'close']) socket.on(event, () => wake());
  for (let sent = 0; sent < SIZE && !socket.destroyed; sent += PIECE.length) {
    if (chunked) socket.write(`${PIECE.length.toString(16)}\r\n`);
    const room = socket.write(PIECE);
    if (chunked) socket.write('\r\n');
    if (room) continue;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  if (chunked) socket.write('0\r\n\r\n');
  const text = await answer;
  const counted = /(\d+) octets/.exec(text)?.[1];
  if (counted === undefined) throw new Error(`/upload answered ${JSON.stringify(text)}`);
  return Number(counted);
}

function textOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('latin1').on('data', (octets: string) => {
      text += octets;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
}

/** Resolves with the octets received, head included. */
function download(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let octets = 0;
    const socket = connect({ port, host: '127.0.0.1' });
    socket.write('GET /large.bin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    socket.on('data', ({ length }) => {
      octets += length;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(octets));
  });
}
