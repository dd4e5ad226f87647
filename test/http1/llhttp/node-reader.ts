/**
 * llhttp, as node:http runs it: a server of Node's over a stream that is no socket, so that nothing waits. Only what is
 * public is used; Node parses what a stream emits as data at once, and reports before the call returns.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import type { SeenOctets, SeenRequest } from './reading.ts';

let requests: IncomingMessage[] = [];
let refused: string | null = null;
let at = -1;

const server = createServer({ requireHostHeader: false, keepAliveTimeout: 0, maxHeaderSize: 65_536 }, (request) => {
  requests.push(request);
});
// A listener, so that an offered upgrade is told as one.
server.on('upgrade', (request) => requests.push(request));
server.on('connect', (request) => requests.push(request));
server.on('checkContinue', (request) => requests.push(request));
server.on('checkExpectation', (request) => requests.push(request));
server.on('clientError', (error: NodeJS.ErrnoException & { bytesParsed?: number }) => {
  refused ??= error.code ?? error.message;
  at = error.bytesParsed ?? -1;
});
server.timeout = 0;

class Silent extends Duplex {
  override _read(): void {
    // What it reads is given to it by the test.
  }

  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
}

function pairs(raw: readonly string[]): readonly string[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []));
}

/** All content so far: from Node 26 on, a read gives one piece at a time. */
function contentOf(request: IncomingMessage): string {
  let content = '';
  for (;;) {
    const piece = request.read() as Buffer | null;
    if (piece === null) return content;
    content += piece.toString('latin1');
  }
}

function seen(request: IncomingMessage): SeenRequest {
  const { method = '', url = '', httpVersion, rawHeaders, rawTrailers, complete } = request;
  const content = contentOf(request);
  const fields = pairs(rawHeaders);
  return { method, target: url, version: httpVersion, fields, content, trailers: pairs(rawTrailers), complete };
}

export function readByNode(octets: Uint8Array): SeenOctets {
  requests = [];
  refused = null;
  at = -1;
  const stream = new Silent();
  server.emit('connection', stream);
  stream.emit('data', Buffer.from(octets));
  const found = { requests: requests.map(seen), refused, at, ended: false };
  stream.destroy();
  return found;
}

/** For each request, the offsets after its header section and after its last octet (null while it is not complete). */
export function endsByNode(octets: Uint8Array): readonly (readonly [number, number | null])[] {
  requests = [];
  const stream = new Silent();
  server.emit('connection', stream);
  const heads: number[] = [];
  const ends: (number | null)[] = [];
  for (let offset = 0; offset < octets.length; offset++) {
    stream.emit('data', Buffer.from(octets.subarray(offset, offset + 1)));
    for (const [index, request] of requests.entries()) {
      heads[index] ??= offset + 1;
      ends[index] ??= request.complete ? offset + 1 : null;
    }
  }
  stream.destroy();
  return heads.map((head, index) => [head, ends[index] ?? null]);
}
