/**
 * llhttp, as node:http runs it: a Node server over a stream that is not a socket, so that nothing waits. Uses only
 * public API; Node parses each chunk a stream emits at once, and reports before the call returns.
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
// A listener, so that an offered upgrade is reported as one.
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
    // The test supplies its input.
  }

  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
}

function pairs(raw: readonly string[]): readonly string[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []));
}

/** All content so far: from Node 26 on, a read returns one piece at a time. */
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

/** For each request, the offsets after its header section and after its last octet (null while incomplete). */
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
