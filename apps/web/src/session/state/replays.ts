/**
 * One growing Replay per lane being looked at. It grows by one slice per snapshot of the lane, so that no task is long
 * however much has come: while entries are left, the lane is put into the store again.
 */
import type { Entry } from '#shared/transcript/record/entries.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import { type Lane, useStore } from './store.ts';

/** Octets parsed in one task: about 10 ms for chunks of 64 with a cold parser. */
const SLICE_OCTETS = 256 * 1024;
/** Entries without octets cost something too. */
const SLICE_ENTRIES = 4096;

interface Fed {
  readonly replay: Replay;
  count: number;
  /** The snapshot it last grew by. */
  lane: Lane | null;
}

/** Keyed by the list of entries, which is replaced after a gap: then the replay starts over too. */
const fed = new WeakMap<readonly Entry[], Fed>();

/**
 * The replay of a lane, through the entries it holds now, or the first of them while the rest is being added. The same
 * object for the same lane, grown: memoise what is derived from it by `replay.version`.
 */
export function replayOf(lane: Lane): Replay {
  const known = fed.get(lane.entries) ?? { replay: new Replay(), count: 0, lane: null };
  fed.set(lane.entries, known);
  // Once per snapshot: all panels see the same walk.
  if (known.lane === lane || known.count >= lane.count) return known.replay;
  known.lane = lane;
  const end = sliceEnd(lane, known.count);
  known.replay.append(lane.entries.slice(known.count, end));
  known.count = end;
  if (end < lane.count) setTimeout(() => goOn(lane));
  return known.replay;
}

/** Where a slice that begins with entry number `from` ends. It holds at least one entry. */
function sliceEnd({ entries, count }: Lane, from: number): number {
  const most = Math.min(count, from + SLICE_ENTRIES);
  let octets = 0;
  let end = from;
  while (end < most && octets < SLICE_OCTETS) octets += sizeOf(entries[end++] as Entry);
  return end;
}

function sizeOf(entry: Entry): number {
  return 'bytes' in entry ? (entry.bytes?.length ?? 0) : 0;
}

/** The next slice, unless a newer snapshot has come: that one continues when it is next read. */
function goOn(lane: Lane): void {
  const number = lane.info.lane;
  useStore.setState(({ lanes }) =>
    lanes.get(number) === lane ? { lanes: new Map(lanes).set(number, { ...lane }) } : {},
  );
}
