/**
 * From a recorded connection back to what its profile did: the same generator, resumed with what was recorded. Each
 * recorded read is what one recv brought, so the calls come out one for one.
 *
 * A serial profile's state comes from the connections before: give those too, in the order of their accepts.
 */
import type { Entry } from '../transcript/entries.ts';
import type { Profile } from './index.ts';
import { type Played, play, type Setup, type Visitor } from './memory.ts';

/** The client of a recorded connection, as far as its server has heard from it. */
export function visitorOf(entries: readonly Entry[]): Visitor {
  const reads: Uint8Array[] = [];
  let after: Visitor['after'] = 'stays';
  for (const entry of entries) {
    if (entry.at !== 'server') continue;
    if (entry.kind === 'read' && entry.bytes !== undefined) reads.push(entry.bytes);
    const leaves = (entry.kind === 'fin' || entry.kind === 'reset') && entry.by === 'client';
    if (leaves) after = entry.kind === 'fin' ? 'fin' : 'reset';
  }
  return { reads, after };
}

/** What `profile` did over these connections. The last call of each task is what it waits for now. */
export function retrace(
  profile: Profile,
  connections: readonly (readonly Entry[])[],
  setup: Pick<Setup, 'options' | 'port'> = {},
): Played {
  const visitors = connections.map(visitorOf);
  return play(profile.serve, { ...setup, ...(profile.tree !== null && { tree: profile.tree }), visitors });
}
