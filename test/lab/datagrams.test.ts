/** The page's UDP client over real sockets: one write is one datagram, and nothing is accepted or finished. */
import { createSocket } from 'node:dgram';
import { expect, it, onTestFinished } from 'vitest';
import { MOST_DATAGRAM } from '#shared/wire/messages.ts';
import { connect, entriesOf, lines, octets, until } from './harness.ts';
import { ProfileLab } from './profile-lab.ts';

const ID = 'udp-upper';

it('has a lane at once, and keeps the bounds of every datagram', async () => {
  const server = new ProfileLab(ID);
  const { client, lane } = await connect(server, 'patient', ID);
  expect(entriesOf(lane)).toMatchObject([{ kind: 'connect', server: ID, transport: 'udp' }]);
  client.send(octets('one'));
  client.send(octets('three'));
  await until(() => lines(entriesOf(lane)).includes('client read 5'));
  const entries = entriesOf(lane);
  expect(entries.find(({ kind }) => kind === 'open')).toMatchObject({ options: { transport: 'udp', origin: 'page' } });
  const at = (side: string) => lines(entries).filter((line) => line.startsWith(side));
  expect(at('client').filter((line) => line.includes('write'))).toEqual(['client write 3', 'client write 5']);
  expect(at('client').filter((line) => line.includes('read'))).toEqual(['client read 3', 'client read 5']);
  expect(at('server')).toEqual(['server open', 'server read 3', 'server write 3', 'server read 5', 'server write 5']);
});

it('loses what the server does not take of a datagram', async () => {
  const server = new ProfileLab(ID);
  const { client, lane } = await connect(server, 'patient', ID);
  client.send(octets('x'.repeat(2049)));
  await until(() => lines(entriesOf(lane)).includes('client read 2048'));
  expect(lines(entriesOf(lane))).toContain('server read 2048');
});

it('refuses what no datagram holds, and what UDP does not have', async () => {
  const server = new ProfileLab(ID);
  const { client, lane } = await connect(server, 'patient', ID);
  expect(client.send(new Uint8Array(MOST_DATAGRAM + 1))).toBe('datagram-too-large');
  expect(client.reset()).toBe('no-reset');
  expect(client.send(octets('x'.repeat(MOST_DATAGRAM)))).toBe('done');
  await until(() => lane.inbound === 2048);
  expect(client.end()).toBe('done');
  await until(() => lane.closed);
  expect(lines(entriesOf(lane)).at(-1)).toBe('client close');
  expect(client.send(octets('x'))).toBe('over');
});

it('ends with its server, and says of what that died', async () => {
  const server = new ProfileLab(ID);
  const { client, lane, closed } = await connect(server, 'patient', ID);
  client.send(octets('\xff'));
  expect(await server.died()).toMatch(/^UnicodeDecodeError/);
  await closed;
  expect(lines(entriesOf(lane))).toEqual(
    expect.arrayContaining(['server read 1', 'server crash', 'server close', 'client close']),
  );
});

it('tells an outside sender from the page’s', async () => {
  const server = new ProfileLab(ID);
  const port = await server.port();
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  const answer = new Promise<string>((resolve) => socket.once('message', (bytes) => resolve(bytes.toString())));
  socket.send('hello', port, '127.0.0.1');
  expect(await answer).toBe('HELLO');
  expect((await server.lane(1)).facts).toMatchObject({ origin: 'outside', ref: null });
});
