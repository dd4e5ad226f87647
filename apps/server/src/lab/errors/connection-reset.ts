import { once } from 'node:events';
import type { Returned } from '#shared/labs/errors.ts';
import { portOf, type Stage } from './stage.ts';

export async function connectionReset({ connect, createServer, raised }: Stage): Promise<Returned> {
  // shown
  const server = createServer({}, (peer) => {
    peer.once('data', () => peer.resetAndDestroy()); // RST instead of an answer
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({ host: '127.0.0.1', port: portOf(server) });
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const [error] = await once(socket, 'error');
  // end
  return raised('recv', error);
}
