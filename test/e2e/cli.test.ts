/** The built program as a person at a shell meets it: what it prints, and the code it ends with. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { version } from '../../apps/server/src/paths.ts';

const CLI = fileURLToPath(new URL('../../apps/server/dist/cli.js', import.meta.url));

const children: ChildProcess[] = [];
const servers: Server[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) server.close();
});

interface Program {
  child: ChildProcess;
  /** What it has printed so far. */
  out: { stdout: string; stderr: string };
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

function octet(...args: string[]): Program {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const out = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    out.stderr += text;
  });
  return { child, out, ended: once(child, 'close').then(([code]) => ({ code, ...out })) };
}

/** Takes a free port on one address; null where this machine has no such address. */
async function takePort(host: string): Promise<number | null> {
  const server = createServer();
  const listening = new Promise<boolean>((resolve) => {
    server.once('listening', () => resolve(true)).once('error', () => resolve(false));
  });
  server.listen(0, host);
  if (!(await listening)) return null;
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

it('prints its version', async () => {
  expect(await octet('--version').ended).toEqual({ code: 0, stdout: `${version()}\n`, stderr: '' });
});

it('refuses an unknown flag in one line, with code 2', async () => {
  const { code, stdout, stderr } = await octet('--colour').ended;
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: "Unknown option '--colour'. See octet --help.\n",
  });
});

it.each([
  ['the app', [], '127.0.0.1'],
  ['the app', [], '::1'],
  ['the engine', ['serve'], '127.0.0.1'],
])('says that the port of %s %j is taken on %s, with code 1', async (_what, command, host) => {
  const port = await takePort(host);
  if (port === null) return;
  const { code, stderr } = await octet(...command, '--port', String(port)).ended;
  expect({ code, stderr }).toEqual({ code: 1, stderr: `Port ${port} is taken. Choose another with --port N.\n` });
});

it.each(['SIGINT', 'SIGTERM'] as const)('serves, and ends cleanly on %s', async (signal) => {
  const { child, out, ended } = octet('serve', '--port', '0');
  await expect.poll(() => out.stdout, { timeout: 10_000 }).toMatch(/^The engine is at http:\/\/127\.0\.0\.1:\d+\/\n$/);
  child.kill(signal);
  expect((await ended).code).toBe(0);
});
