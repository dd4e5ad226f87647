/** From Play to Compare: what was sent on the connection shown, cut where it was cut. */
import { useDeferredValue, useMemo } from 'react';
import { create } from 'zustand';
import { readWrites, type Write, type Written, writtenAs } from '#shared/transcript/view/sending.ts';
import { readNow, useReplay } from '../state/hooks.ts';
import { COMPARE_PATH, goToPlace } from '../state/router.ts';
import type { LaneChoice } from './compare-lanes.ts';
import { MOST_OCTETS, setComparison, startComparison, useComparison } from './comparison.ts';

/** Lines typed one by one are no cuts: only what was cut inside a line is. */
function writesOf(replay: ReturnType<typeof useReplay>): readonly Write[] | null {
  if (replay === null || replay.request.length === 0 || replay.request.length > MOST_OCTETS) return null;
  const { request } = replay;
  const writes: Write[] = [];
  let start = 0;
  for (const end of request.boundaries) {
    if (end < request.length && request.octet(end - 1) === 0x0a) continue;
    writes.push({ bytes: request.bytes(start, end).slice(), pauseMs: 0 });
    start = end;
  }
  return writes;
}

/** The writes of the connection shown; null while there is nothing to compare. */
export function useSentWrites(): readonly Write[] | null {
  const replay = useReplay();
  const version = replay?.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a replay grows in place; its version tells.
  return useMemo(() => writesOf(replay), [replay, version]);
}

/** The writes of the connection shown, now. */
export const sentWrites = (): readonly Write[] | null => writesOf(readNow().replay);

/** What Compare would send next. */
export const textToCompare = (writes: readonly Write[]): void => setComparison({ text: writtenAs(writes) });

/** Goes to Compare with what was sent on the connection shown. Nothing is sent by that. */
export function compareThis(): void {
  const writes = sentWrites();
  if (writes === null) return;
  textToCompare(writes);
  goToPlace(COMPARE_PATH);
}

// The quick strip of Play: the octets of the connection shown, to the servers chosen in Compare, without leaving Play.

/** What was sent from the strip; null while it is away. */
export const useQuick = create<{ readonly writes: readonly Write[] | null }>(() => ({ writes: null }));

/** Sends what was sent on the connection shown to all of these, and shows the strip. */
export function compareHere(choices: readonly LaneChoice[]): void {
  const writes = sentWrites();
  if (writes === null || choices.length === 0) return;
  useQuick.setState({ writes });
  textToCompare(writes);
  void startComparison(writes, choices);
}

export function closeQuick(): void {
  useQuick.setState({ writes: null });
}

// What is written in Compare's box, read as writes: once for all who ask, and a moment behind the typing.

let last: { readonly text: string; readonly written: Written } | null = null;

/** A megabyte takes longer to read than a key may take. */
export function writtenIn(text: string): Written {
  if (last?.text !== text) last = { text, written: readWrites(text) };
  return last.written;
}

/** What is written: of a text that is typed on, what it was a moment ago. */
export function useWritten(): Written {
  return writtenIn(useDeferredValue(useComparison((state) => state.text)));
}
