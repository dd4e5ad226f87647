/** What the wire over a real socket tells of the end of a connection. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { SocketWire } from '../../apps/server/src/engine/wire.ts';

/** One connection: what was told of it until it closed, in order. */
async function told(serves: (wire: SocketWire) => void, talks: (client: Socket) => void): Promise<string[]> {
  const events: string[] = [];
  const server = createServer({ allowHalfOpen: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true });
  client.on('error', () => undefined).on('data', () => undefined);
  const [socket] = (await once(server, 'connection')) as [Socket];
  const wire = new SocketWire(socket);
  await new Promise<void>((resolve) => {
    wire.listen({
      onRead: () => events.push('read'),
      onFin: () => {
        events.push('fin');
        wire.end();
      },
      onError: (code) => events.push(code),
      onClose: () => resolve(),
    });
    serves(wire);
    talks(client);
  });
  server.close();
  return events;
}

it('tells a FIN that answers our own, after which no connection is left (TIME-WAIT)', async () => {
  const events = await told(
    (wire) => {
      wire.write(Buffer.from('the answer'), () => undefined);
      wire.end();
    },
    (client) => client.on('end', () => client.end()),
  );
  expect(events).toEqual(['fin']);
});

it('tells a FIN that comes first', async () => {
  const events = await told(
    () => undefined,
    (client) => client.end('a request'),
  );
  expect(events).toEqual(['read', 'fin']);
});

it('tells a reset that comes right behind octets', async () => {
  const events = await told(
    () => undefined,
    (client) => {
      client.write('a request');
      client.resetAndDestroy();
    },
  );
  expect(events.at(-1)).toBe('ECONNRESET');
});
