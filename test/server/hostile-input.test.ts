/** What users and their files say is bounded, refused in words, and cannot control the terminal. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { FileTooLarge, readBounded } from '../../apps/server/src/base/bounded-file.ts';
import { CLI } from '../bundles.ts';

const ESC = '\u001b';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'octet-input-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs it to its end. @param stderr where its errors go instead */
function run(args: readonly string[], stderr?: string): Promise<{ code: number | null; said: string }> {
  const redirected = stderr === undefined ? 'exec "$@"' : `exec "$@" 2>${stderr}`;
  const child = spawn('sh', ['-c', redirected, 'sh', process.execPath, CLI, ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      // It runs: that is all a test wants to know of one that should.
      if (said.includes(' is at http')) child.kill('SIGTERM');
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

it.each([
  ['169.254.169.254:80', 'where a cloud provider hands out this machine’s own secrets'],
  ['[fe80::1]:80', 'a link-local address'],
  ['224.0.0.1:80', 'a multicast address'],
  ['[::ffff:0:a9fe:a9fe]:8000', 'where a cloud provider hands out'],
])('--allow-target %s is refused at the start', async (target, why) => {
  const { code, said } = await run(['--port', '0', '--allow-target', 'localhost:8000', '--allow-target', target]);
  expect(said).toMatch(/^--allow-target \S+: \S+ is .+ It is always denied\.\n$/);
  expect(said).toContain(why);
  expect(code).toBe(1);
});

it('--allow-target of a server of one’s own, or of a name that leads nowhere yet, is accepted', async () => {
  const targets = ['--allow-target', '127.0.0.1:9', '--allow-target', 'nowhere.invalid:80'];
  expect((await run(['--port', '0', ...targets])).said).toContain('Octet is at http://localhost:');
});

it.each([
  ['a name', `{ "a${ESC}[31mb": 1 }`],
  ['a value', `{ "log": "a${ESC}[31mb" }`.replace(ESC, '\\u001b')],
  ['what is no JSON', `a${ESC}[31mb`],
])('%s in a configuration file cannot control the terminal', async (_, text) => {
  const file = path.join(folder, `config${ESC}[2J.json`);
  writeFileSync(file, text);
  const { code, said } = await run(['serve', '--config', file]);
  expect(said).not.toContain(ESC);
  expect(said).toContain('config‹U+001B›[2J.json');
  expect(code).toBe(1);
});

it.each([['serve', '--lenient', `${ESC}]0;x`], [`--${ESC}[31m`], ['serve', `${ESC}c`], ['get', `--x${ESC}[2J`]])(
  'nor can an argument: %j %j',
  async (...args) => {
    const { code, said } = await run(args);
    expect(said).not.toContain(ESC);
    expect(said).toContain('U+001B');
    expect(code).not.toBe(0);
  },
);

it.each([
  [['serve', '--config', '/dev/zero'], 1, 'Cannot read /dev/zero: it holds more than 1 MiB.\n'],
  [
    ['serve', '--key', '/dev/zero', '--cert', '/dev/zero'],
    1,
    'Cannot read the key /dev/zero: it holds more than 1 MiB.\n',
  ],
  [['get', '--cacert', '/dev/zero', 'https://localhost/'], 26, '/dev/zero is larger than 1\u202f048\u202f576 octets'],
])('%j ends, although the file does not', async (args, code, says) => {
  const told = await run(args);
  expect(told.said).toContain(says);
  expect(told.code).toBe(code);
});

it('a bounded file is read whole up to its bound', () => {
  const file = path.join(folder, 'bounded');
  writeFileSync(file, 'x'.repeat(200_000));
  expect(readBounded(file, 200_000).toString()).toBe('x'.repeat(200_000));
  expect(() => readBounded(file, 199_999)).toThrow(FileTooLarge);
});

it('a trace that cannot be written has the exit code of output that cannot', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
  expect((await run(['get', '--trace', url], '/dev/full')).code).toBe(23);
  expect((await run(['get', '--trace', url], '/dev/null')).code).toBe(0);
});
