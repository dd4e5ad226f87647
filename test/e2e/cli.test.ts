/** The built program as a person at a shell meets it: what it prints, and the code it ends with. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { version } from '../../apps/server/src/base/paths.ts';
import { Programs } from './program.ts';

const programs = new Programs();
const octet = (...args: string[]) => programs.start(...args);
const servers: Server[] = [];

afterEach(() => {
  programs.kill();
  for (const server of servers.splice(0)) server.close();
});

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

it('serves in the given mode, under the given leniencies', async () => {
  const statuses = async (...args: string[]): Promise<string[]> => {
    const { out } = octet('serve', '--port', '0', ...args);
    await expect.poll(() => out.stdout, { timeout: 10_000 }).toMatch(/:\d+\/\n/);
    const port = Number(/:(\d+)\/\n/.exec(out.stdout)?.[1]);
    const requests = ['GET /hello HTTP/1.1\nHost: a\n\n', 'GET http://a/hello HTTP/1.1\r\nHost: b\r\n\r\n'];
    return Promise.all(requests.map((request) => firstLine(port, request)));
  };
  expect(await statuses()).toEqual(['HTTP/1.1 400 Bad Request', 'HTTP/1.1 400 Bad Request']);
  expect(await statuses('--mode', 'rfc')).toEqual(['HTTP/1.1 400 Bad Request', 'HTTP/1.1 200 OK']);
  expect(await statuses('--lenient', 'obs-fold,bare-lf')).toEqual(['HTTP/1.1 200 OK', 'HTTP/1.1 400 Bad Request']);
});

/** The status-line that comes back for some octets. */
async function firstLine(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  const [piece] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return piece.toString('latin1').split('\r\n', 1)[0] as string;
}
