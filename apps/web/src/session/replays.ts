/** One growing Replay for each lane somebody looks at. */
import type { Entry } from '../../../../shared/transcript/entries.ts';
import { Replay } from '../../../../shared/transcript/replay.ts';
import type { Lane } from './store.ts';

interface Fed {
  readonly replay: Replay;
  count: number;
}

/** By the list of entries, which is another one after a gap: then the replay starts anew too. */
const fed = new WeakMap<readonly Entry[], Fed>();

/**
 * The replay of a lane, through the entries the lane holds now. The same object for the same lane, grown: what is
 * derived from it is memoised by `replay.version`.
 */
export function replayOf(lane: Lane): Replay {
  let known = fed.get(lane.entries);
  if (known === undefined) {
    known = { replay: new Replay(), count: 0 };
    fed.set(lane.entries, known);
  }
  if (known.count < lane.count) {
    known.replay.append(lane.entries.slice(known.count, lane.count));
    known.count = lane.count;
  }
  return known.replay;
}
