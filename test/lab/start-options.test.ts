/** What a profile is started with, and how it stands when it has ended. */
import { expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '#shared/servers/start-options.ts';
import { connect, entriesOf, lines, octets, until } from './harness.ts';
import { ProfileLab } from './profile-lab.ts';

const ONCE = { ...DEFAULT_OPTIONS, once: true };

it('ends after the one connection it was to serve, and starts anew for the next', async () => {
  const server = new ProfileLab('web-server-1.0');
  server.workers.start('web-server-1.0', ONCE);
  expect(await server.ask('hello')).toContain('Hello World');
  await until(() => server.info.state === 'ended');
  expect(server.info).toMatchObject({ error: null, restarts: 0, options: ONCE });
  expect(await connect(server, 'patient', 'web-server-1.0')).toBeDefined();
  expect(server.info).toMatchObject({ state: 'listening', options: ONCE });
});

it('resets clients in the backlog when it ends', async () => {
  const server = new ProfileLab('web-server-1.0');
  server.workers.start('web-server-1.0', ONCE);
  const first = await connect(server, 'patient', 'web-server-1.0');
  await until(() => server.info.busy === 1);
  const second = await connect(server, 'patient', 'web-server-1.0');
  first.client.send(octets('x'));
  await second.closed;
  await until(() => second.lane.clientClosed);
  expect(lines(entriesOf(second.lane)).slice(0, 3)).toEqual([
    'client connect',
    'server reset by server',
    'server close',
  ]);
});

it('takes other options when it is started again, not before', async () => {
  const server = new ProfileLab('users-api');
  const ask = (name: string) => server.ask(`GET /users HTTP/1.1\r\nHost: ${name}\r\nAccept: text/html\r\n\r\n`);
  server.workers.start('users-api', { ...DEFAULT_OPTIONS, name: 'a.test' });
  expect(await ask('a.test')).toContain('200 OK');
  server.workers.start('users-api', { ...DEFAULT_OPTIONS, name: 'b.test' });
  expect(server.info.options?.name).toBe('a.test');
  server.workers.restart('users-api', { ...DEFAULT_OPTIONS, name: 'b.test' });
  await until(() => server.info.options?.name === 'b.test' && server.info.state === 'listening');
  expect(await ask('b.test')).toContain('200 OK');
});

it('stays down when it has died, until somebody connects', async () => {
  const server = new ProfileLab('three-answers');
  await server.ask('GET');
  expect(await server.died()).toBe('ValueError: not enough values to unpack (expected at least 2, got 1)');
  const { client, lane } = await connect(server, 'patient', 'three-answers');
  expect(server.info).toMatchObject({ state: 'listening', restarts: 1 });
  client.send(octets('GET / HTTP/1.1\r\n\r\n'));
  await until(() => lines(entriesOf(lane)).some((line) => line.startsWith('server write')));
});
