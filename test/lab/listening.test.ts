/** Where a lab's thread listens when ports are taken. */
import { type AddressInfo, createServer, type Server } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { listen } from '../../apps/server/src/base/listening.ts';

function opened(): Server {
  const server = createServer();
  onTestFinished(() => void server.close());
  return server;
}

it('tries port after port, and leaves no listener behind on its way', async () => {
  const other = opened();
  await new Promise<void>((done) => {
    other.listen(0, '127.0.0.1', done);
  });
  const taken = (other.address() as AddressInfo).port;
  const server = opened();
  const port = await listen(server, '127.0.0.1', [...Array.from({ length: 20 }, () => taken), 0]);
  expect(port).toBe((server.address() as AddressInfo).port);
  // Node warns of more than ten.
  expect([server.listenerCount('listening'), server.listenerCount('error')]).toEqual([0, 1]);
});

it('says which ports it has tried', async () => {
  const other = opened();
  const taken = await listen(other, '127.0.0.1', [0]);
  await expect(listen(opened(), '127.0.0.1', [taken])).rejects.toThrow(`Port ${taken} on 127.0.0.1 is taken`);
});
