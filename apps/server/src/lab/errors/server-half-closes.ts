import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Returned } from '#shared/labs/errors.ts';
import { portOf, type Stage } from './stage.ts';

/** Not an error either: the server will send nothing more, but still listens. */
export async function serverHalfCloses({ connect, createServer }: Stage): Promise<Returned> {
  // shown
  const server = createServer({ allowHalfOpen: true }, (peer) => peer.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const socket = connect({ host: '127.0.0.1', port: portOf(server), allowHalfOpen: true });
  const [peer]: Socket[] = await accepted;
  await once(socket.resume(), 'end'); // recv() gives nothing: the server's FIN
  socket.write('still heard');
  const [heard] = await once(peer as Socket, 'data');
  // end
  socket.end();
  await once(socket, 'close');
  return { call: 'recv', code: null, number: null, message: `${heard}` };
}
