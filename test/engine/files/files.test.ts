import { appendFileSync, renameSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANGED, CHANGED_TEXT, TestFolder } from './folder.ts';

const PAGE = '<!doctype html><title>Home</title>\n';
const TEXT = 'Grüße, world!\n';
const LARGE = 300_000;
/** No sibling can have a longer one. */
const LONG_NAME = `${'n'.repeat(251)}.txt`;

/** Octets of which each run of four tells where it stands. */
function numbered(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32BE(at, at);
  return bytes;
}

let folder: TestFolder;

beforeAll(() => {
  folder = new TestFolder();
  folder.write('index.html', PAGE);
  folder.write('a.txt', TEXT);
  folder.write('a b+ü.txt', 'spaced');
  folder.write('empty.css', '');
  folder.write('large.bin', numbered(LARGE));
  folder.write('sub/index.html', 'sub');
  folder.write('bare/deep/x.svg', '<svg/>');
  folder.write('x.constructor', 'x');
  folder.write('README', 'x');
  folder.write(LONG_NAME, 'x');
  folder.link('inside.txt', 'a.txt');
  folder.write('app.js', 'plain');
  folder.write('app.js.br', 'brotli');
  folder.write('app.js.gz', 'gzip!!');
  folder.write('old.js', 'plain');
  folder.write('old.js.gz', 'stale', CHANGED - 1000);
});

afterAll(() => folder.close());

const etagOf = async (target: string, ...lines: string[]) => (await folder.get(target, ...lines)).field('etag') ?? '';

describe('a file', () => {
  it('comes whole, with what can be said of it', async () => {
    const { status, head, content } = await folder.get('/a.txt');
    expect(status).toBe(200);
    expect(Buffer.from(content, 'latin1').toString()).toBe(TEXT);
    expect(head).toBe(
      `HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: text/plain; charset=utf-8\r\n` +
        `X-Content-Type-Options: nosniff\r\nCache-Control: no-cache\r\nETag: ${await etagOf('/a.txt')}\r\n` +
        `Last-Modified: ${CHANGED_TEXT}\r\nAccept-Ranges: bytes\r\nContent-Length: 16\r\nConnection: close\r\n\r\n`,
    );
  });

  it.each(['/a.txt', '/large.bin', '/', '/empty.css'])('has the same fields for HEAD and GET: %s', async (target) => {
    const get = await folder.get(target);
    const head = await folder.ask('HEAD', target);
    expect(head.head).toBe(get.head);
    expect(head.content).toBe('');
  });

  it('of many pieces comes whole', async () => {
    const { content, field } = await folder.get('/large.bin');
    expect(Buffer.from(content, 'latin1').equals(numbered(LARGE))).toBe(true);
    expect(field('content-length')).toBe(String(LARGE));
    expect(field('transfer-encoding')).toBeUndefined();
  });

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/empty.css', 'text/css; charset=utf-8'],
    ['/large.bin', 'application/octet-stream'],
    ['/bare/deep/x.svg', 'image/svg+xml'],
    ['/x.constructor', 'application/octet-stream'],
    ['/README', 'application/octet-stream'],
    ['/app.js', 'text/javascript; charset=utf-8'],
  ])('%s is of the type %s', async (target, type) => {
    expect((await folder.get(target)).field('content-type')).toBe(type);
  });

  it.each([
    ['/a%20b%2B%C3%BC.txt', 200],
    ['/%61.txt', 200],
    ['/a.txt?query=/../x', 200],
    ['http://a/a.txt', 200],
    ['/inside.txt', 200],
    [`/${LONG_NAME}`, 200],
    ['/a.txt/', 404],
    ['/A.txt', 404],
    ['/nowhere', 404],
    ['//a.txt', 404],
    ['/bare//deep/x.svg', 404],
    ['/bare/', 404],
  ])('%s → %d', async (target, status) => {
    expect((await folder.get(target)).status).toBe(status);
  });

  it('is never changed: other methods are refused', async () => {
    const answer = await folder.ask('PUT', '/a.txt', 'Content-Length: 0');
    expect(answer.status).toBe(405);
    expect(answer.field('allow')).toBe('GET, HEAD, OPTIONS');
    const options = await folder.ask('OPTIONS', '/a.txt');
    expect([options.status, options.field('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    expect((await folder.ask('OPTIONS', '*')).status).toBe(204);
  });
});

describe('a folder', () => {
  it('answers with its index.html', async () => {
    expect((await folder.get('/')).content).toBe(PAGE);
    expect((await folder.get('/sub/')).content).toBe('sub');
  });

  it('without a slash leads to the one with, on this very host', async () => {
    const answer = await folder.get('/sub?a=b&c');
    expect([answer.status, answer.field('location')]).toEqual([301, '/sub/?a=b&c']);
    expect((await folder.get('/bare/deep')).field('location')).toBe('/bare/deep/');
    for (const target of ['//sub', '///sub', '/%2Fsub', '/%5Csub', '//evil.example/..']) {
      expect((await folder.get(target)).status, target).toBe(404);
    }
  });

  it('without index.html is not listed', async () => {
    expect((await folder.get('/bare/deep/')).status).toBe(404);
  });
});

describe('a conditional request', () => {
  it('for the state the client has gets 304', async () => {
    const etag = await etagOf('/a.txt');
    const answer = await folder.get('/a.txt', `If-None-Match: ${etag}`);
    expect([answer.status, answer.content]).toEqual([304, '']);
    expect(answer.field('etag')).toBe(etag);
    expect(answer.field('cache-control')).toBe('no-cache');
    expect(answer.field('content-type')).toBeUndefined();
    expect((await folder.get('/a.txt', `If-Modified-Since: ${CHANGED_TEXT}`)).status).toBe(304);
    expect((await folder.get('/a.txt', 'If-Modified-Since: Fri, 04 Nov 1994 12:00:00 GMT')).status).toBe(200);
    expect((await folder.get('/a.txt', 'If-Match: "x"')).status).toBe(412);
  });

  it('does not count where there is nothing, or a redirect', async () => {
    expect((await folder.get('/nowhere', 'If-Match: "x"')).status).toBe(404);
    expect((await folder.get('/sub', 'If-None-Match: *')).status).toBe(301);
  });

  it('gets a new tag for a new state', async () => {
    folder.write('changing.txt', 'one');
    const before = await etagOf('/changing.txt');
    folder.write('changing.txt', 'two', CHANGED + 5000);
    const answer = await folder.get('/changing.txt', `If-None-Match: ${before}`);
    expect([answer.status, answer.content]).toEqual([200, 'two']);
  });
});

describe('a range', () => {
  it.each([
    ['0-0', 0, 1],
    ['65530-65550', 65530, 65551],
    ['-4', LARGE - 4, LARGE],
    ['299996-', LARGE - 4, LARGE],
    ['0-', 0, LARGE],
  ])('bytes=%s comes alone', async (range, start, end) => {
    const answer = await folder.get('/large.bin', `Range: bytes=${range}`);
    expect(answer.status).toBe(206);
    expect(answer.field('content-range')).toBe(`bytes ${start}-${end - 1}/${LARGE}`);
    expect(Buffer.from(answer.content, 'latin1').equals(numbered(LARGE).subarray(start, end))).toBe(true);
  });

  it('comes with others in parts', async () => {
    const answer = await folder.get('/large.bin', 'Range: bytes=0-3,100000-170003,-4');
    const boundary = /boundary=(\w+)$/.exec(answer.field('content-type') ?? '')?.[1];
    const all = numbered(LARGE);
    const part = (start: number, end: number) =>
      `--${boundary}\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes ${start}-${end - 1}/${LARGE}\r\n\r\n${all.subarray(start, end).toString('latin1')}\r\n`;
    expect(answer.content).toBe(`${part(0, 4)}${part(100_000, 170_004)}${part(LARGE - 4, LARGE)}--${boundary}--\r\n`);
    expect(answer.field('content-length')).toBe(String(answer.content.length));
  });

  it('beyond the end is refused with the size', async () => {
    const answer = await folder.get('/large.bin', `Range: bytes=${LARGE}-`);
    expect([answer.status, answer.field('content-range')]).toEqual([416, `bytes */${LARGE}`]);
  });

  it('under If-Range is a part of the same state or nothing', async () => {
    const etag = await etagOf('/large.bin');
    expect((await folder.get('/large.bin', 'Range: bytes=0-1', `If-Range: ${etag}`)).status).toBe(206);
    expect((await folder.get('/large.bin', 'Range: bytes=0-1', `If-Range: ${CHANGED_TEXT}`)).status).toBe(206);
    expect((await folder.get('/large.bin', 'Range: bytes=0-1', 'If-Range: "other"')).status).toBe(200);
  });
});

describe('a precompressed sibling', () => {
  it.each([
    ['br, gzip', 'br', 'brotli'],
    ['gzip', 'gzip', 'gzip!!'],
    ['br;q=0.1, gzip', 'gzip', 'gzip!!'],
    ['deflate', undefined, 'plain'],
    ['identity, br;q=0.5', undefined, 'plain'],
    ['identity;q=0', undefined, 'plain'],
  ])('is chosen by Accept-Encoding: %s', async (accepted, coding, content) => {
    const answer = await folder.get('/app.js', `Accept-Encoding: ${accepted}`);
    expect([answer.status, answer.field('content-encoding'), answer.content]).toEqual([200, coding, content]);
    expect(answer.field('vary')).toBe('Accept-Encoding');
    expect(answer.field('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.field('content-length')).toBe(String(content.length));
  });

  it('has its own tag, and varies in a 304 too', async () => {
    const tags = [await etagOf('/app.js'), await etagOf('/app.js', 'Accept-Encoding: gzip')];
    tags.push(await etagOf('/app.js', 'Accept-Encoding: br'));
    expect(new Set(tags).size).toBe(3);
    const answer = await folder.get('/app.js', 'Accept-Encoding: br', `If-None-Match: ${tags[2]}`);
    expect([answer.status, answer.field('vary'), answer.field('etag')]).toEqual([304, 'Accept-Encoding', tags[2]]);
    expect((await folder.get('/app.js', 'Accept-Encoding: gzip', `If-None-Match: ${tags[2]}`)).status).toBe(200);
  });

  it('older than its file is passed over, and a file without one does not vary', async () => {
    const answer = await folder.get('/old.js', 'Accept-Encoding: gzip');
    expect([answer.content, answer.field('vary')]).toEqual(['plain', undefined]);
    expect((await folder.get('/a.txt', 'Accept-Encoding: br')).field('vary')).toBeUndefined();
  });
});

describe('a file that changes while it is sent', () => {
  const SIZE = 64 * 1024 * 1024;
  const file = (name: string) => path.join(folder.root, name);

  /** Reads the head, changes the file, and reads on. */
  async function breakOff(name: string, change: () => void): Promise<string | null> {
    folder.write(name, Buffer.alloc(SIZE, 'x'));
    const client = await folder.client();
    // Right where the content begins, so that most of the file is still the server's.
    const stop = (): void => {
      if (!client.text.includes('\r\n\r\nx')) return;
      client.socket.pause();
      client.socket.off('data', stop);
    };
    client.socket.on('data', stop);
    client.send(`GET /${name} HTTP/1.1\r\nHost: a\r\n\r\n`);
    await client.gets(/\r\n\r\nx/);
    change();
    client.socket.resume();
    await client.closes();
    expect(client.received.length).toBeLessThan(SIZE);
    return client.error;
  }

  it('is broken off with a reset when it is truncated', async () => {
    expect(await breakOff('cut.bin', () => truncateSync(file('cut.bin'), 1000))).toBe('ECONNRESET');
  });

  it('is broken off when it is written to', async () => {
    expect(await breakOff('grown.bin', () => appendFileSync(file('grown.bin'), 'more'))).toBe('ECONNRESET');
  });

  it('is sent to its end when another takes its name', async () => {
    folder.write('replaced.bin', Buffer.alloc(SIZE, 'x'));
    folder.write('next.bin', 'next');
    const client = await folder.client();
    client.send('GET /replaced.bin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    await client.gets(/\r\n\r\nx/);
    renameSync(file('next.bin'), file('replaced.bin'));
    await client.ends();
    const head = client.text.slice(0, 400).indexOf('\r\n\r\n') + 4;
    expect(client.received.length).toBe(head + SIZE);
  });
});
