/** `octet serve --profile` as a process of its own: what it prints, and the code it ends with. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { CLI } from '../bundles.ts';
import { Client } from '../engine/client.ts';
import { until } from '../lab/harness.ts';

interface Program {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** The port in its greeting. */
  port(): Promise<number>;
  readonly code: Promise<number | null>;
}

function serve(...args: string[]): Program {
  const child = spawn(process.execPath, [CLI, 'serve', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  const hear = (piece: Buffer): void => {
    said += piece;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const port = (): Promise<number> => until(() => Number(/ is at .*?127\.0\.0\.1:(\d+)/.exec(said)?.[1]));
  return { child, said: () => said, port, code: once(child, 'close').then(([code]) => code as number | null) };
}

it('serves one connection and exits, on request, and prints what the tutorial prints', async () => {
  const program = serve('--profile', 'web-server-1.0', '--port', '0', '--once');
  const client = await Client.open(await program.port());
  expect(await client.send('hello').ends()).toContain('Hello World');
  client.socket.destroy();
  expect(await program.code).toBe(0);
  expect(program.said()).toContain("received: b'hello'");
});

it('dies as its tutorial’s process does', async () => {
  const program = serve('--profile', 'three-answers', '--port', '0');
  const client = await Client.open(await program.port());
  await client.send('GET').ends();
  client.socket.destroy();
  expect(await program.code).toBe(1);
  expect(program.said()).toContain('ValueError: not enough values to unpack');
});

it('serves a patched profile, which lives where its original dies', async () => {
  const program = serve('--profile', 'three-answers+mended:one-word', '--port', '0');
  const client = await Client.open(await program.port());
  expect(await client.send('GET').gets(/\r\n\r\n./)).toContain('400 Bad Request');
  expect(program.said()).toContain('three-answers+mended:one-word is at http://127.0.0.1:');
  program.child.kill('SIGINT');
  expect(await program.code).toBe(0);
  client.socket.destroy();
});

it('ends on SIGINT even while it blocks', async () => {
  const program = serve('--profile', 'users-api', '--port', '0', '--name', 'box');
  const client = await Client.open(await program.port());
  client.send('GET /users HTTP/1.1\r\nHost: box\r\nAccept: text/html\r\n');
  await new Promise((resolve) => setTimeout(resolve, 300));
  program.child.kill('SIGINT');
  expect(await program.code).toBe(0);
  client.socket.destroy();
});

it('dies of Ctrl-C as static-threads does: the stop() it calls was never written', async () => {
  const program = serve('--profile', 'static-threads', '--port', '0');
  const client = await Client.open(await program.port());
  expect(await client.send('GET / HTTP/1.1\r\n\r\n').ends()).toContain('Visits: 1');
  program.child.kill('SIGINT');
  expect(await program.code).toBe(1);
  expect(program.said()).toContain('stopping');
  expect(program.said()).toContain("AttributeError: 'HTTPServer' object has no attribute 'stop'");
  client.socket.destroy();
});

it('answers to its given name, and to its port', async () => {
  const program = serve('--profile', 'users-api', '--port', '0', '--name', 'box');
  const port = await program.port();
  const ask = async (host: string): Promise<string> => {
    const client = await Client.open(port);
    client.send(`GET /users HTTP/1.1\r\nHost: ${host}\r\nAccept: application/json\r\n\r\n`);
    const text = await client.gets(/\r\n\r\n./s);
    client.socket.destroy();
    return text.split('\r\n', 1)[0] ?? '';
  };
  expect(await ask('box')).toBe('HTTP/1.1 200 OK');
  expect(await ask(`box:${port}`)).toBe('HTTP/1.1 200 OK');
  expect(await ask('example.local')).toBe('HTTP/1.1 404 Not found');
  program.child.kill('SIGINT');
  expect(await program.code).toBe(0);
});

it('says when its port is taken', async () => {
  const first = serve('--profile', 'echo', '--port', '0');
  const second = serve('--profile', 'echo', '--port', String(await first.port()));
  expect(await second.code).toBe(1);
  expect(second.said()).toMatch(
    /^Port \d+ on 127\.0\.0\.1 is taken or not allowed\. Choose another with --port N\.\n$/,
  );
});
