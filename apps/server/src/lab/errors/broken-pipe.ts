import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Returned } from '#shared/labs/errors.ts';
import { portOf, type Stage } from './stage.ts';

export async function brokenPipe({ connect, createServer, raised }: Stage): Promise<Returned> {
  // shown
  const server = createServer({}, (peer) => peer.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({ host: '127.0.0.1', port: portOf(server) });
  socket.pause(); // does not read, so it does not see the FIN
  await once(socket, 'connect');
  await setTimeout(100);
  socket.write('one'); // the kernel takes it; the peer answers with RST
  await setTimeout(100);
  socket.write('two'); // and now there is nobody to write to
  const [error] = await once(socket, 'error');
  // end
  return raised('send', error);
}
