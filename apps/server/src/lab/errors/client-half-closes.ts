import { once } from 'node:events';
import type { Returned } from '#shared/labs/errors.ts';
import { portOf, type Stage } from './stage.ts';

/** Not an error: the client says that it is done, and still gets its answer. */
export async function clientHalfCloses({ connect, createServer }: Stage): Promise<Returned> {
  // shown
  const server = createServer({ allowHalfOpen: true }, (peer) => {
    let text = '';
    peer.on('data', (octets) => (text += octets));
    peer.on('end', () => {
      peer.write(text.toUpperCase());
      peer.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({ host: '127.0.0.1', port: portOf(server) });
  socket.write('that was all');
  socket.end(); // shutdown(SHUT_WR): a FIN, and the way back stays open
  const [answer] = await once(socket, 'data');
  // end
  await once(socket, 'close');
  return { call: 'recv', code: null, number: null, message: `${answer}` };
}
