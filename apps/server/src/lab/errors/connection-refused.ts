import { once } from 'node:events';
import type { Returned } from '#shared/labs/errors.ts';
import { freePort } from './free-port.ts';
import type { Stage } from './stage.ts';

export async function connectionRefused({ connect, raised }: Stage): Promise<Returned> {
  const port = await freePort();
  // shown
  const socket = connect({ host: '127.0.0.1', port }); // nobody listens there
  const [error] = await once(socket, 'error');
  // end
  return raised('connect', error);
}
