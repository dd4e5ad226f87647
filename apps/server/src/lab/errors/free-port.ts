import { once } from 'node:events';
import { createServer } from 'node:net';
import { LOOPBACK, portOf } from './stage.ts';

/** A port that was free a moment ago: the system has just assigned it, and it was closed again. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, LOOPBACK);
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}
