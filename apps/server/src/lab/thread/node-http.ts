/** The reference `node-http`: the HTTP server that comes with Node, with pages like the engine's. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { PLAIN_HOME } from '../../engine/site/home.ts';
import type { Wire } from '../../engine/wire.ts';
import { WireStream } from './wire-stream.ts';

const PLAIN = 'text/plain; charset=utf-8';

type Page = (req: IncomingMessage, res: ServerResponse) => void;

const text =
  (content: string, type = PLAIN): Page =>
  (_req, res) => {
    res.setHeader('Content-Type', type);
    res.end(content);
  };

/** The content of a POST; for other requests, their head as Node parsed it. */
function echo(req: IncomingMessage, res: ServerResponse): void {
  res.setHeader('Content-Type', PLAIN);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  if (req.method === 'POST') {
    req.pipe(res);
    return;
  }
  const { rawHeaders } = req;
  let head = `${req.method} ${req.url} HTTP/${req.httpVersion}\r\n`;
  for (let i = 0; i < rawHeaders.length; i += 2) head += `${rawHeaders[i]}: ${rawHeaders[i + 1]}\r\n`;
  res.end(`${head}\r\n`, 'latin1');
}

function stream(_req: IncomingMessage, res: ServerResponse): void {
  res.setHeader('Content-Type', PLAIN);
  res.setHeader('Trailer', 'X-Pieces');
  let piece = 0;
  const timer = setInterval(() => {
    if (++piece <= 5) res.write(`piece ${piece}\n`);
    else {
      clearInterval(timer);
      res.addTrailers({ 'X-Pieces': '5' });
      res.end();
    }
  }, 100);
  res.once('close', () => clearInterval(timer));
}

function slow(req: IncomingMessage, res: ServerResponse): void {
  const asked = Number(new URLSearchParams(req.url?.split('?')[1]).get('ms') ?? 1000);
  const timer = setTimeout(() => text('Here it is.\n')(req, res), Math.min(Math.max(0, asked || 0), 10_000));
  res.once('close', () => clearTimeout(timer));
}

function gzip(_req: IncomingMessage, res: ServerResponse): void {
  res.setHeader('Content-Type', PLAIN);
  res.setHeader('Content-Encoding', 'gzip');
  res.end(gzipSync('octets '.repeat(500)));
}

const PAGES = new Map<string, Page>([
  ['/', text(PLAIN_HOME, 'text/html; charset=utf-8')],
  ['/hello', text('Hello, world!\n')],
  ['/echo', echo],
  ['/stream', stream],
  ['/slow', slow],
  ['/unicode', text('Hello\nПривет\n你好\n👋🌍\n')],
  ['/gzip', gzip],
]);

function notFound(_req: IncomingMessage, res: ServerResponse): void {
  res.statusCode = 404;
  res.setHeader('Content-Type', PLAIN);
  res.end('Not found\n');
}

/** Serves connections accepted elsewhere. `patient`: uses the clocks for a human typist. */
export function createNodeHttp(): (wire: Wire, patient: boolean) => void {
  const answer: Page = (req, res) => (PAGES.get((req.url ?? '').split('?')[0] ?? '') ?? notFound)(req, res);
  const strict = createServer(answer);
  const patient = createServer({ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 600_000 }, answer);
  return (wire, slowly) => serve(slowly ? patient : strict, wire);
}

function serve(server: Server, wire: Wire): void {
  server.emit('connection', new WireStream(wire));
}
