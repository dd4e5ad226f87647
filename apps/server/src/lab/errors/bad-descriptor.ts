import { readSync } from 'node:fs';
import type { Returned } from '#shared/labs/errors.ts';
import type { Stage } from './stage.ts';

/**
 * A number that is not an open file of this process. Not one that was just closed: by now another thread may have got
 * it, and we would read from that thread's socket, which is exactly the danger of using a closed descriptor.
 */
const NOT_OPEN = 2_147_483_647;

export async function badDescriptor({ note, raised }: Stage): Promise<Returned> {
  note('client', 'call', `read(${NOT_OPEN})`);
  // shown
  const error = thrownBy(() => readSync(NOT_OPEN, Buffer.alloc(1)));
  // end
  note('system', 'failed', error.code);
  return raised('read', error);
}

function thrownBy(call: () => unknown): NodeJS.ErrnoException {
  try {
    call();
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
  throw new Error('The descriptor is open');
}
