/**
 * The client with servers of others: nginx, Python's http.server and node:http, each with the same small site. One that
 * is not on this machine is skipped, visibly.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '#shared/base/octets.ts';
import { NO_CONTENT } from '#shared/client/request.ts';
import { findProgram } from '../../../apps/server/src/lab/peers/find.ts';
import { HOST, type Peer } from '../../../apps/server/src/lab/peers/peer.ts';
import { PeerProcess } from '../../../apps/server/src/lab/peers/process.ts';
import { lesserRights } from '../../../apps/server/src/lab/peers/rights.ts';
import { answerOf, ask, contentOf, watch } from './harness.ts';

const TEXT = 'What repeats itself is said once. '.repeat(40);

/**
 * The site: /a.txt is the text; /old moves to it; /chunked and /gzip send it so; /echo tells the content it was sent in
 * a field. nginx hands content on only to another server, so it asks itself.
 */
const nginx: Peer = {
  id: 'nginx',
  commands: ['nginx'],
  version: ['-v'],
  launch: ({ folder, port }) => ({
    files: { 'www/a.txt': TEXT, 'nginx.conf': nginxSite(folder, port) },
    args: ['-e', 'stderr', '-p', folder, '-c', `${folder}/nginx.conf`],
  }),
};

const nginxSite = (folder: string, port: number) => `daemon off;
master_process off;
pid "${folder}/nginx.pid";
error_log stderr warn;
events { worker_connections 64; }
http {
  access_log off;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path "${folder}/${name}";`).join('\n')}
  server {
    listen ${HOST}:${port};
    root "${folder}/www";
    default_type text/html;
    absolute_redirect off;
    location = /old { return 301 /a.txt; }
    location = /chunked { ssi on; alias "${folder}/www/a.txt"; }
    location = /gzip { gzip on; gzip_min_length 1; alias "${folder}/www/a.txt"; }
    location = /echo { add_header Echo $request_body; proxy_pass http://${HOST}:${port}/said; }
    location = /said { return 200 "said"; }
  }
}
`;

const python: Peer = {
  id: 'python',
  commands: ['python3'],
  version: ['--version'],
  launch: ({ folder, port }) => ({
    files: { 'www/a.txt': TEXT, 'site.py': PYTHON_SITE },
    args: ['-I', `${folder}/site.py`, `${port}`, `${folder}/www`],
  }),
};

const PYTHON_SITE = `import gzip, sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

class Site(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, content, *fields):
        self.send_response(status)
        for field in fields:
            self.send_header(*field)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        with open(self.directory + "/a.txt", "rb") as file:
            text = file.read()
        if self.path == "/old":
            self.answer(301, b"", ("Location", "/a.txt"))
        elif self.path == "/gzip":
            self.answer(200, gzip.compress(text), ("Content-Encoding", "gzip"))
        elif self.path == "/chunked":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for piece in (text[:100], text[100:]):
                self.wfile.write(b"%x\\r\\n%s\\r\\n" % (len(piece), piece))
            self.wfile.write(b"0\\r\\n\\r\\n")
        else:
            super().do_GET()

    def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200, b"said", ("Echo", content.decode()))

ThreadingHTTPServer(("${HOST}", int(sys.argv[1])), partial(Site, directory=sys.argv[2])).serve_forever()
`;

interface Site {
  readonly authority: string;
  stop(): Promise<void>;
}

async function startPeer(peer: Peer, program: string): Promise<Site> {
  const started = await PeerProcess.start({ peer, program, ports: [0], upstream: null });
  return { authority: `${HOST}:${started.port}`, stop: () => started.stop() };
}

async function startNode(): Promise<Site> {
  const server = createServer((req, res) => {
    if (req.url === '/old') return void res.writeHead(301, { Location: '/a.txt' }).end();
    if (req.url === '/gzip') return void res.setHeader('Content-Encoding', 'gzip').end(gzipSync(TEXT));
    if (req.url === '/chunked') {
      res.write(TEXT.slice(0, 100));
      return void res.end(TEXT.slice(100));
    }
    if (req.url === '/a.txt') return void res.setHeader('Content-Length', TEXT.length).end(TEXT);
    let content = '';
    req.on('data', (piece) => {
      content += piece;
    });
    req.on('end', () => res.setHeader('Echo', content).end('said'));
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  return {
    authority: `${HOST}:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const programOf = ({ commands }: Peer) => findProgram(commands, lesserRights());

/** A server may ignore Range (RFC 9110 §14.2), and these two do. */
const SITES = [
  { name: 'nginx', here: programOf(nginx), start: (found: string) => startPeer(nginx, found), ranges: true },
  { name: 'http.server', here: programOf(python), start: (found: string) => startPeer(python, found), ranges: false },
  { name: 'node:http', here: process.execPath, start: startNode, ranges: false },
] as const;

describe.each(SITES)('$name', ({ here, start, ranges }) => {
  let site: Site | null = null;
  const url = (path: string) => `http://${site?.authority}${path}`;
  beforeAll(async () => {
    if (here !== null) site = await start(here);
  });
  afterAll(() => site?.stop());

  const test = it.skipIf(here === null);

  test('GET and HEAD: the same head, and content for one of them', async () => {
    const [got, asked] = [await ask(watch(), url('/a.txt')), await ask(watch(), url('/a.txt'), head())];
    expect(new TextDecoder().decode(await contentOf(got))).toBe(TEXT);
    expect(await contentOf(asked)).toHaveLength(0);
    for (const { answer } of [got, asked]) {
      expect(answer.head.status).toBe(200);
      expect(fieldOf(answer, 'content-length')).toBe(String(TEXT.length));
    }
  });

  test('POST: its content arrives octet for octet', async () => {
    const content = { kind: 'octets', bytes: utf8('name=Ada&n=2'), type: 'text/plain' } as const;
    const outcome = await ask(watch(), url('/echo'), { request: { method: 'POST', content } });
    expect(new TextDecoder().decode(await contentOf(outcome))).toBe('said');
    expect(fieldOf(outcome.answer, 'echo')).toBe('name=Ada&n=2');
  });

  test(
    ranges ? 'a range is a part, and told as one' : 'a range is ignored: the whole comes, told as the whole',
    async () => {
      const request = { fields: [['Range', 'bytes=5-11']] as const };
      const outcome = await ask(watch(), url('/a.txt'), { request });
      const content = new TextDecoder().decode(await contentOf(outcome));
      expect([outcome.answer.head.status, content]).toEqual(ranges ? [206, 'repeats'] : [200, TEXT]);
      if (ranges) expect(fieldOf(outcome.answer, 'content-range')).toBe(`bytes 5-11/${TEXT.length}`);
    },
  );

  test('one connection serves them all, with every framing of content', async () => {
    const watched = watch();
    const contents: string[] = [];
    for (const path of ['/a.txt', '/chunked', '/gzip', '/a.txt'])
      contents.push((await answerOf(watched, url(path), accepting())).content);
    expect(contents).toEqual([TEXT, TEXT, TEXT, TEXT]);
    expect(watched.kinds().filter((kind) => kind === 'connect')).toHaveLength(1);
    expect(watched.kinds().filter((kind) => kind === 'reused')).toHaveLength(3);
  });

  test('a redirect is the answer, unless it is to be followed', async () => {
    expect((await answerOf(watch(), url('/old'))).status).toBe(301);
    const watched = watch();
    expect(await answerOf(watched, url('/old'), { follow: true })).toEqual({ status: 200, content: TEXT });
    expect(watched.kinds().filter((kind) => ['connect', 'redirect', 'reused'].includes(kind))).toEqual([
      'connect',
      'redirect',
      'reused',
    ]);
  });

  test('chunked is decoded, and its framing reported', async () => {
    const outcome = await ask(watch(), url('/chunked'));
    expect(new TextDecoder().decode(await contentOf(outcome))).toBe(TEXT);
    expect(outcome.answer.head.framing.by).toBe('chunked');
  });

  test('gzip is decoded, and as it was sent when asked', async () => {
    const watched = watch();
    expect((await answerOf(watched, url('/gzip'), accepting())).content).toBe(TEXT);
    const told = watched.notes.find(({ what }) => what === 'decoded');
    expect(told).toMatchObject({ codings: ['gzip'], after: TEXT.length });
    const sent = await contentOf(await ask(watch(), url('/gzip'), { ...accepting(), decode: false }));
    expect([...sent.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
  });
});

const head = () => ({ request: { method: 'HEAD', content: NO_CONTENT } });
const accepting = () => ({ request: { fields: [['Accept-Encoding', 'gzip']] as const } });

function fieldOf({ head: { fields } }: Awaited<ReturnType<typeof ask>>['answer'], name: string): string | undefined {
  return fields.find((one) => one.name.toLowerCase() === name)?.value;
}
