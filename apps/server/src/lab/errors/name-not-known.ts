import { lookup } from 'node:dns/promises';
import type { Returned } from '#shared/labs/errors.ts';
import type { Stage } from './stage.ts';

/** `.invalid` is reserved so that no name under it can ever exist (RFC 2606 §2). */
export async function nameNotKnown({ note, raised }: Stage): Promise<Returned> {
  const name = 'no-such-name.invalid';
  note('client', 'lookup', name);
  // shown
  const error = await lookup(name).catch((failure) => failure);
  // end
  note('system', 'failed', error.code);
  return raised('getaddrinfo', error);
}
