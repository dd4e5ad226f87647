/** How one end's writes and the other's reads divide the same octets: all that is known about segments. */
import type { Range } from '../base/octets.ts';
import type { Vantage } from '../transcript/record/entries.ts';
import type { Replay } from '../transcript/replay/replay.ts';

export interface Pieces {
  /** The sender's writes that carried octets of the range. */
  readonly writes: number;
  /** The receiver's reads that returned octets of the range, so far. */
  readonly reads: number;
}

/**
 * The writes and reads that carried octets `[start, end)` from one end to the other; null where one of the two ends
 * was not recorded, or not from the start.
 */
export function piecesOf(replay: Replay, from: Vantage, range: Range): Pieces | null {
  if (
    replay.dropped !== null ||
    replay.vantage === 'client' ||
    replay.datagrams ||
    !replay.places.some(({ entry }) => entry.at === 'client' && entry.kind === 'write')
  )
    return null;
  const to = from === 'client' ? 'server' : 'client';
  return { writes: count(replay, 'write', from, range), reads: count(replay, 'read', to, range) };
}

function count(replay: Replay, kind: 'write' | 'read', at: Vantage, { start, end }: Range): number {
  let offset = 0;
  let found = 0;
  for (const { entry } of replay.places) {
    if (entry.kind !== kind || entry.at !== at) continue;
    const next = offset + (entry.kind === 'read' ? entry.length : entry.bytes.length);
    if (offset < end && next > start) found++;
    offset = next;
  }
  return found;
}
