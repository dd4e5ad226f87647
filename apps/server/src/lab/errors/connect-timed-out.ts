import { once } from 'node:events';
import type { Returned } from '#shared/labs/errors.ts';
import { fullBacklog } from './full-backlog.ts';
import type { Stage } from './stage.ts';

/** The client's own deadline is one second; `kernel` waits until the system has sent its last SYN and gives up. */
export async function connectTimedOut(stage: Stage, kernel: boolean): Promise<Returned> {
  const port = await fullBacklog(stage);
  const { connect, note, raised, signal } = stage;
  note('client', 'waiting');
  // shown
  const socket = connect({ host: '127.0.0.1', port }); // its backlog is full, and it accepts nobody
  if (!kernel) socket.setTimeout(1000, () => socket.destroy(new Error('no answer within our 1000 ms')));
  const [error] = await once(socket, 'error', { signal });
  // end
  note(kernel ? 'system' : 'client', 'deadline');
  return raised('connect', error);
}
