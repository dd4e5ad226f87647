import { once } from 'node:events';
import type { Returned } from '#shared/labs/errors.ts';
import { portOf, type Stage } from './stage.ts';

/** Two listeners for one address. A restart does not show the error: libuv sets SO_REUSEADDR on listening sockets. */
export async function addressInUse({ createServer, raised }: Stage): Promise<Returned> {
  // shown
  const first = createServer().listen(0, '127.0.0.1');
  await once(first, 'listening');
  const second = createServer().listen(portOf(first), '127.0.0.1');
  const [error] = await once(second, 'error');
  // end
  return raised('listen', error);
}
