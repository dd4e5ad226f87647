/** The client's commands in the built program: what comes out, where, and the exit codes scripts rely on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { version } from '../../apps/server/src/base/paths.ts';

const CLI = fileURLToPath(new URL('../../apps/server/dist/cli.js', import.meta.url));

const children: ChildProcess[] = [];
const servers: Server[] = [];
const sockets = new Set<Socket>();
const folder = mkdtempSync(path.join(tmpdir(), 'octet-client-'));

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function listening(server: Server): Promise<string> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const site = (listener: RequestListener) => listening(createHttpServer(listener) as unknown as Server);
const byHand = (speak: (socket: Socket) => void) => listening(createServer({ allowHalfOpen: true }, speak));

/** Echoes method, target, a few fields and the content; `/NNN` answers with that status. */
const echo: RequestListener = (req, res) => {
  const content: Uint8Array[] = [];
  req.on('data', (bytes: Uint8Array) => content.push(bytes));
  req.on('end', () => {
    res.statusCode = Number(/^\/(\d{3})/.exec(req.url ?? '')?.[1] ?? 200);
    if (res.statusCode === 302) res.setHeader('Location', '/moved');
    const fields = [
      'user-agent',
      'x',
      'cookie',
      'content-type',
      'content-length',
      'transfer-encoding',
      'accept-encoding',
    ];
    const said = fields.filter((name) => name in req.headers).map((name) => `${name}: ${req.headers[name]}\n`);
    res.end(`${req.method} ${req.url}\n${said.join('')}\n${Buffer.concat(content).toString('latin1')}`);
  });
};

interface Ended {
  code: number | null;
  stdout: Buffer;
  stderr: string;
}

function start(args: string[], input: string | null = null, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [CLI, ...args], {
    stdio: [input === null ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  children.push(child);
  if (input !== null) child.stdin?.end(input);
  const out: Buffer[] = [];
  let stderr = '';
  child.stdout?.on('data', (bytes: Buffer) => out.push(bytes));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended: Promise<Ended> = once(child, 'close').then(([code]) => ({ code, stdout: Buffer.concat(out), stderr }));
  return { child, ended };
}

const octet = (...args: string[]) => start(args).ended;
const say = async (...args: string[]) => {
  const { code, stdout, stderr } = await octet(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.toString();
};

describe('the request', () => {
  it('is what the flags say', async () => {
    const authority = await site(echo);
    const own = `user-agent: octet/${version()}\n`;
    expect(await say('get', `${authority}/a?b`, '-p', 'c=d e', '-H', 'X: я', '--cookie', 'k=v')).toBe(
      `GET /a?b&c=d+e\n${own}x: \xd1\x8f\ncookie: k=v\n\n`,
    );
    expect(await say('request', 'PROPFIND', authority, '-H', 'User-Agent:')).toBe('PROPFIND /\n\n');
    expect(await say('post', authority, '--json', '[1]')).toBe(
      `POST /\n${own}content-type: application/json\ncontent-length: 3\n\n[1]`,
    );
    expect(await say('put', authority, '--form', 'a=b&', '--form', 'c=')).toBe(
      `PUT /\n${own}content-type: application/x-www-form-urlencoded\ncontent-length: 10\n\na=b%26&c=`.replace(
        '10',
        '9',
      ),
    );
    expect(await say('delete', authority, '--compressed')).toBe(
      `DELETE /\n${own}accept-encoding: gzip, deflate, br\n\n`,
    );
  });

  it('may come from a file, from standard input, in chunks, in parts', async () => {
    const authority = await site(echo);
    const file = path.join(folder, 'a.txt');
    writeFileSync(file, 'from a file');
    expect(await say('post', authority, '--data', `@${file}`)).toMatch(/content-length: 11\n\nfrom a file$/);
    expect(await say('post', authority, '--data', `@${file}`, '--chunked')).toMatch(
      /transfer-encoding: chunked\n\nfrom a file$/,
    );
    const piped = await start(['post', authority, '--data', '-'], 'piped').ended;
    expect(piped.stdout.toString()).toMatch(/content-length: 5\n\npiped$/);
    expect(await say('post', authority, '--file', `f=@${file}`, '--form', 'n=1', '--boundary', 'B')).toMatch(
      /content-type: multipart\/form-data; boundary=B\n[\s\S]*name="n"\r\n\r\n1\r\n--B\r\n[\s\S]*filename="a.txt"\r\n[\s\S]*from a file\r\n--B--\r\n$/,
    );
  });
});

describe('what comes back', () => {
  it('goes out octet by octet when piped, the head before it when asked', async () => {
    const octets = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const authority = await site((_req, res) => res.setHeader('Content-Encoding', 'gzip').end(gzipSync(octets)));
    expect((await octet('get', authority)).stdout).toEqual(octets);
    expect((await octet('get', authority, '--as-sent')).stdout).toEqual(gzipSync(octets));
    const included = (await octet('get', authority, '-i')).stdout.toString('latin1');
    expect(included).toMatch(/^HTTP\/1.1 200 OK\r\nContent-Encoding: gzip\r\n/);
    expect(included.endsWith(`\r\n\r\n${octets.toString('latin1')}`)).toBe(true);
    expect((await octet('head', authority)).stdout.toString()).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\n$/);
  });

  it('goes into a file', async () => {
    const file = path.join(folder, 'out');
    const authority = await site((_req, res) => res.end('content'));
    expect(await octet('get', authority, '-o', file)).toMatchObject({ code: 0, stdout: Buffer.alloc(0) });
    expect(readFileSync(file, 'utf8')).toBe('content');
    const { code, stderr } = await octet('get', authority, '-o', path.join(folder, 'no', 'such'));
    expect([code, stderr]).toEqual([23, expect.stringMatching(/^Cannot write .*ENOENT, errno 2, open\)?\.\n$/)]);
  });

  it('of several URLs comes over one connection', async () => {
    let connections = 0;
    const authority = await site(echo);
    servers.at(-1)?.on('connection', () => connections++);
    expect(await say('get', `${authority}/1`, `${authority}/2`)).toMatch(/GET \/1\n[\s\S]*GET \/2\n/);
    expect(connections).toBe(1);
  });
});

describe('the exit code', () => {
  it('tells statuses and redirects, when asked', async () => {
    const authority = await site(echo);
    expect((await octet('get', `${authority}/404`)).code).toBe(0);
    const failed = await octet('get', `${authority}/404`, '-f');
    expect(failed).toMatchObject({
      code: 22,
      stderr: `GET http://${authority}/404 was answered with 404 Not Found.\n`,
    });
    expect(failed.stdout.toString()).toMatch(/^GET \/404/);
    expect((await octet('get', `${authority}/302`, '-L')).stdout.toString()).toMatch(/^GET \/moved/);
    const loop = await site((_req, res) => res.writeHead(302, { Location: '/' }).end());
    expect(await octet('get', loop, '-L')).toMatchObject({ code: 47, stderr: expect.stringContaining('already made') });
  });

  it('other than 0 comes with the file of --output as it was', async () => {
    const file = path.join(folder, 'kept.txt');
    writeFileSync(file, 'kept');
    const empty = await site((req, res) => res.writeHead(Number(req.url?.slice(1))).end());
    const authority = await site(echo);
    for (const url of [`${empty}/404`, `${authority}/500`]) {
      expect((await octet('get', url, '-f', '-i', '-o', file)).code).toBe(22);
      expect(readFileSync(file, 'latin1'), url).toBe('kept');
    }
    const silent = await byHand((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'));
    expect((await octet('get', silent, '-o', file, '--read-timeout', '0.2')).code).toBe(28);
    expect((await octet('get', 'nobody.invalid', '-o', file)).code).toBe(6);
    expect(readFileSync(file, 'latin1')).toBe('kept');

    expect((await octet('get', `${authority}/404`, '-o', file)).code).toBe(0);
    expect(readFileSync(file, 'latin1')).toMatch(/^GET \/404/);
    expect((await octet('get', `${empty}/200`, '-f', '-o', file)).code).toBe(0);
    expect(readFileSync(file, 'latin1')).toBe('');
  });

  it('tells what went wrong, in one line', async () => {
    const closed = await byHand(() => undefined);
    servers.at(-1)?.close();
    const failure = async (code: number, says: string, ...args: string[]) => {
      const ended = await octet(...args);
      expect({ code: ended.code, stderr: ended.stderr }, args.join(' ')).toEqual({
        code,
        stderr: expect.stringContaining(says),
      });
      expect(ended.stderr).toMatch(/^[^\n]+\n$/);
    };
    await failure(2, 'A URL is missing', 'get');
    await failure(2, 'The scheme is ftp', 'get', 'ftp://a/');
    await failure(2, '--json takes JSON', 'post', closed, '--json', '{');
    await failure(6, 'nobody.invalid has no address (', 'get', 'nobody.invalid');
    await failure(7, 'nothing is listening there (ECONNREFUSED, errno 111, connect)', 'get', closed);
    await failure(8, 'is not HTTP/1.1', 'get', await byHand((socket) => socket.end('nonsense\r\n')));
    await failure(
      18,
      'before its response was complete',
      'get',
      await byHand((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nx')),
    );
    await failure(26, 'ENOENT, errno 2', 'post', closed, '--data', '@nothing-here');
    await failure(
      28,
      'sent nothing for 100 ms',
      'get',
      await byHand((socket) => socket.resume()),
      '--read-timeout',
      '.1',
    );
    await failure(
      28,
      'The total limit of 100 ms has passed',
      'request',
      await byHand((socket) => socket.resume()),
      '--raw',
      '@package.json',
      '--total-timeout',
      '.1',
    );
    await failure(
      35,
      'No TLS with',
      'get',
      `https://${await byHand((socket) => socket.end('HTTP/1.1 400 No\r\n\r\n'))}`,
    );
    await failure(52, 'without a response', 'get', await byHand((socket) => socket.once('data', () => socket.end())));
    await failure(
      61,
      'Content-Encoding',
      'get',
      await site((_req, res) => res.setHeader('Content-Encoding', 'gzip').end('x')),
    );
    await failure(
      63,
      'once decoded',
      'get',
      '--max-decoded',
      '10',
      await site((_req, res) => res.setHeader('Content-Encoding', 'gzip').end(gzipSync('x'.repeat(99)))),
    );
  });

  it('is 130 after Ctrl+C', async () => {
    const authority = await byHand((socket) => socket.resume());
    const asked = new Promise((resolve) => servers.at(-1)?.on('connection', (socket) => socket.once('data', resolve)));
    const { child, ended } = start(['get', authority]);
    await asked;
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, stderr: expect.stringContaining('Stopped') });
  });
});

describe('--trace', () => {
  it('draws the conversation on standard error, in plain text, and leaves standard output to the content', async () => {
    const { code, stdout, stderr } = await octet('get', `${await site(echo)}/302`, '-L', '--trace');
    expect(code).toBe(0);
    expect(stdout.toString()).toMatch(/^GET \/moved\n/);
    const order = [
      'connect ─',
      'write, ',
      'GET /302 HTTP/1.1‹CR›‹LF›',
      'read, ',
      'HTTP/1.1 302 Found‹CR›‹LF›',
      'framing: ',
      'complete: ',
      'connection kept',
      '302 leads to GET ',
      'reusing connection 1',
      'GET /moved HTTP/1.1‹CR›‹LF›',
      'HTTP/1.1 200 OK',
      'FIN',
      'closed',
    ];
    let from = 0;
    for (const part of order) {
      const found = stderr.indexOf(part, from);
      expect(found, `${part} in\n${stderr.slice(from)}`).toBeGreaterThanOrEqual(0);
      from = found + part.length;
    }
    expect(stderr).not.toContain('\x1b');
  });

  it('shows hostile octets by name', async () => {
    const authority = await byHand((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\x1b]0;x\x07\r\n\r\n')),
    );
    const { code, stderr } = await octet('get', authority, '--trace');
    expect(code).toBe(8);
    expect(stderr).toContain('OK‹ESC›]0;x‹BEL›‹CR›‹LF›');
    expect(stderr).not.toContain('\x1b');
  });
});

describe('--raw', () => {
  it('writes the octets and gives back all that came', async () => {
    const authority = await byHand((socket) => {
      let received = '';
      socket.on('data', (bytes) => {
        received += bytes.toString('latin1');
        if (received.includes('\r\n\r\n')) socket.end(`[${received}]`);
      });
    });
    const { child, ended } = start(['request', authority, '--raw', '-', '--crlf', '--trace'], 'GET /\nA: b\n\n');
    const { code, stdout, stderr } = await ended;
    expect(child.exitCode).toBe(0);
    expect([code, stdout.toString()]).toEqual([0, '[GET /\r\nA: b\r\n\r\n]']);
    expect(stderr).toContain('LF became CR LF in 3 places');
    expect(stderr).toContain('the empty line separates');
  });
});

it('explains itself', async () => {
  expect((await octet('get', '--help')).stdout.toString()).toMatch(/Exit codes[\s\S]*Examples[\s\S]*octet post/);
  expect((await octet('--help')).stdout.toString()).toContain('octet get URL');
});
