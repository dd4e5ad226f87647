/** Hostile clients that need one connection. */
import type { Socket } from 'node:net';
import { askCanary } from './canary.ts';
import type { Result } from './crowds.ts';
import { type Address, dial, play } from './peer.ts';

const POST = 'POST /echo HTTP/1.1\r\nHost: a\r\n';

/** What a connection came to, as its client saw it. */
interface Seen {
  /** All that was received, or as much as was read. */
  text: string;
  readonly end: 'fin' | 'reset';
  /** From the connection's start to its end. */
  readonly ms: number;
  /** Octets the client handed to its kernel. */
  readonly sent: number;
}

/** Talks until the server ends the connection. `drive` is called once connected, and says what the client does. */
function attack(to: Address, drive: (socket: Socket) => void): Promise<Seen> {
  const began = performance.now();
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let end: Seen['end'] = 'reset';
    const socket = dial(to, { allowHalfOpen: true, noDelay: true });
    socket.on('data', (bytes) => pieces.push(bytes));
    socket.on('connect', () => drive(socket));
    socket.on('end', () => {
      end = 'fin';
      socket.end();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const text = Buffer.concat(pieces).toString('latin1');
      resolve({ text, end, ms: performance.now() - began, sent: socket.bytesWritten });
    });
  });
}

/** Writes `octets` again and again, as fast as the server reads, until the connection ends. */
function pour(socket: Socket, octets: string): void {
  const more = (): void => {
    while (!socket.destroyed && socket.writable && socket.write(octets, 'latin1'));
  };
  socket.on('drain', more);
  more();
}

function resultOf(seen: Seen, status: string, most: number): Result {
  const first = seen.text.split('\r\n', 1)[0] as string;
  const figures = { answer: first, end: seen.end, 'octets sent': seen.sent, ms: Math.round(seen.ms) };
  // The client's kernel and the discarding after a refusal take some as well (at most 4 MiB).
  return { held: first === `HTTP/1.1 ${status}` && seen.sent < most, figures };
}

const MIB = 1024 * 1024;

/** What a client may have written by the time it learns that its connection is over: discarded, and in kernels. */
const OVERSHOT = 16 * MIB;

/** A header section without end (RFC 6585 §5). */
export async function endlessHeader(to: Address): Promise<Result> {
  const seen = await attack(to, (socket) => {
    socket.write('GET /hello HTTP/1.1\r\nHost: a\r\n');
    pour(socket, 'X-Endless: and on it goes\r\n'.repeat(100));
  });
  return resultOf(seen, '431 Request Header Fields Too Large', OVERSHOT);
}

/** Chunk extensions without end: each chunk line is short enough, together they are too much (RFC 9112 §7.1.1). */
export async function endlessExtensions(to: Address): Promise<Result> {
  const seen = await attack(to, (socket) => {
    socket.write(`${POST}Transfer-Encoding: chunked\r\n\r\n`);
    pour(socket, `1;name=${'x'.repeat(200)}\r\na\r\n`.repeat(20));
  });
  return resultOf(seen, '400 Bad Request', OVERSHOT);
}

/** Content an octet every `every` ms: progress, but less than 256 octets in a body time-out. */
export async function drip(to: Address, every: number): Promise<Result> {
  const seen = await attack(to, (socket) => {
    socket.write(`${POST}Content-Length: 100000\r\n\r\n`);
    const drop = setInterval(() => socket.writable && socket.write('x'), every);
    socket.once('end', () => clearInterval(drop));
    socket.once('close', () => clearInterval(drop));
  });
  return resultOf(seen, '408 Request Timeout', OVERSHOT);
}

/** Asks for content beyond what kernels buffer, and does not read it: a reset after the write time-out. */
export async function slowReader(to: Address): Promise<Result> {
  const content = Buffer.alloc(8 * MIB, 'x');
  const seen = await attack(to, (socket) => {
    socket.pause();
    socket.write(`${POST}Content-Length: ${content.length}\r\n\r\n`);
    socket.write(content);
    noticeEnd(socket);
  });
  return { held: seen.end === 'reset', figures: { end: seen.end, ms: Math.round(seen.ms) } };
}

/** A paused socket hears of no reset: it is tried by writing, which fails once the server is gone. */
function noticeEnd(socket: Socket): void {
  const probe = setInterval(() => socket.write('x'), 100);
  socket.once('close', () => clearInterval(probe));
}

/**
 * `count` requests at once, none of whose answers is read at first. Held when the plain client is answered meanwhile, and
 * when the reader, once it reads, gets as many whole answers as a connection is good for, then FIN.
 */
export async function pipeliner(to: Address, count: number): Promise<Result> {
  const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
  let canary = 0;
  const seen = await attack(to, (socket) => {
    socket.pause();
    socket.write(request.repeat(count));
    askCanary(to).then(
      (ms) => {
        canary = ms;
        socket.resume();
      },
      () => socket.destroy(),
    );
  });
  const answers = seen.text.split('HTTP/1.1 200 OK\r\n').length - 1;
  const closes = seen.text.split('Connection: close\r\n').length - 1;
  const whole = seen.text.endsWith('</html>\n');
  const figures = { answers, 'canary ms': canary.toFixed(1), end: seen.end, octets: seen.text.length };
  return {
    held: canary > 0 && whole && closes === 1 && answers === Math.min(count, 1000) && seen.end === 'fin',
    figures,
  };
}

/**
 * As `pipeliner`, with answers of 16 KiB, and it never reads: kernels take some, then the server stops reading too, and
 * resets the connection after the write time-out. Held when it came to that before all was taken.
 */
export async function deafPipeliner(to: Address, count: number): Promise<Result> {
  const length = 16 * 1024;
  const request = `${POST}Content-Length: ${length}\r\n\r\n${'x'.repeat(length)}`;
  let unsent = 0;
  const seen = await attack(to, (socket) => {
    socket.pause();
    socket.write(request.repeat(count), 'latin1');
    const look = setInterval(() => {
      unsent = socket.writableLength;
    }, 50);
    socket.once('close', () => clearInterval(look));
  });
  return { held: seen.end === 'reset' && unsent > 0, figures: { end: seen.end, ms: Math.round(seen.ms) } };
}

/** FIN, then RST, after each offset of a request with chunked content: every connection ends. */
export async function everyOffset(to: Address): Promise<Result> {
  const request = `${POST}Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n5;a=b\r\nabcde\r\n0\r\nX: y\r\n\r\n`;
  const octets = Buffer.from(request, 'latin1');
  const ends: Record<string, number> = {};
  for (const end of ['fin', 'rst'] as const) {
    const plays = Array.from({ length: octets.length + 1 }, (_, at) =>
      play({ octets: octets.subarray(0, at), cuts: [], end }, to),
    );
    for (const outcome of await Promise.all(plays)) {
      const key = `${end} → ${outcome.end}`;
      ends[key] = (ends[key] ?? 0) + 1;
    }
  }
  return { held: ends['fin → fin'] === octets.length + 1 && ends['rst → reset'] === octets.length + 1, figures: ends };
}
