import { once } from 'node:events';
import type { Returned } from '#shared/labs/errors.ts';
import { portOf, type Stage } from './stage.ts';

/** The request lacks its empty line: the server waits for it, and the client waits for the response. */
export async function recvTimedOut({ connect, createServer, note, signal }: Stage): Promise<Returned> {
  // shown
  const server = createServer({}, (peer) => {
    let text = '';
    peer.on('data', (octets) => {
      text += octets;
      if (text.endsWith('\r\n\r\n')) peer.end('HTTP/1.1 204 No Content\r\n\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({ host: '127.0.0.1', port: portOf(server) });
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n'); // no empty line
  socket.setTimeout(1000);
  await once(socket, 'timeout', { signal });
  // end
  note('client', 'deadline');
  return { call: 'recv', code: null, number: null, message: 'event timeout: no octet within our 1000 ms' };
}
