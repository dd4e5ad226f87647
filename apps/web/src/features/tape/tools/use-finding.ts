/** The state of the tape's search. */
import { useDeferredValue, useMemo, useState } from 'react';
import { hexQuery, type Match, Matches, type Query, textQuery } from '#shared/transcript/replay/find.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { moveTo } from '../../../session/actions/actions.ts';
import { readNow } from '../../../session/state/hooks.ts';

/** The search term as typed. */
export interface Wanted {
  readonly typed: string;
  readonly hex: boolean;
  readonly matchCase: boolean;
}

export interface Finding {
  readonly wanted: Wanted;
  readonly matches: Matches | null;
  /** The match the cursor last went to. */
  readonly match: Match | null;
  want(change: Partial<Wanted>): void;
  go(way: 1 | -1): void;
}

/** The search of the tape, over both directions. Live: new octets are searched too. */
export function useFinding(replay: Replay | null, open: boolean): Finding {
  const [wanted, setWanted] = useState<Wanted>({ typed: '', hex: false, matchCase: false });
  const [match, setMatch] = useState<Match | null>(null);
  const version = useDeferredValue(replay?.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a replay keeps its identity while it grows
  const matches = useMemo(() => {
    const query = open ? queryOf(wanted) : null;
    return replay === null || query === null ? null : new Matches(replay, query);
  }, [replay, version, wanted, open]);
  const want = (change: Partial<Wanted>) => {
    setWanted({ ...wanted, ...change });
    setMatch(null);
  };
  const go = (way: 1 | -1) => {
    const found = replay === null || matches === null ? null : nextMatch(replay, matches, way);
    setMatch(found);
    if (replay !== null && found !== null) moveTo(replay.positionOf(found.direction, found.start));
  };
  return { wanted, matches, match: matches === null ? null : match, want, go };
}

function queryOf({ typed, hex, matchCase }: Wanted): Query | null {
  return hex ? hexQuery(typed) : textQuery(typed, !matchCase);
}

/** The match next to the cursor; wraps around at either end. */
function nextMatch(replay: Replay, matches: Matches, way: 1 | -1): Match | null {
  const { position } = readNow();
  if (way > 0) return matches.after(replay, position) ?? matches.after(replay, 0);
  return matches.before(replay, position) ?? matches.before(replay, replay.total + 1);
}
