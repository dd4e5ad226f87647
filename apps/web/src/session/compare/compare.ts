/** From Play to Compare: what was sent on the connection shown, with its cuts. */
import { useDeferredValue, useMemo } from 'react';
import { create } from 'zustand';
import { readWrites, type Write, type Written, writtenAs } from '#shared/transcript/view/sending.ts';
import { readNow, useReplay } from '../state/hooks.ts';
import { COMPARE_PATH, goToPlace } from '../state/router.ts';
import { MOST_OCTETS, setComparison, startComparison, useComparison } from './comparison.ts';
import type { ServerChoice } from './server-choices.ts';

/** Boundaries between typed lines are not cuts; only a boundary inside a line is. */
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: a replay grows in place; its version changes
  return useMemo(() => writesOf(replay), [replay, version]);
}

/** The writes of the connection shown, now. */
export const sentWrites = (): readonly Write[] | null => writesOf(readNow().replay);

/** What Compare would send next. */
export const textToCompare = (writes: readonly Write[]): void => setComparison({ text: writtenAs(writes) });

/** Opens Compare with what was sent on the connection shown. Sends nothing. */
export function compareThis(): void {
  const writes = sentWrites();
  if (writes === null) return;
  textToCompare(writes);
  goToPlace(COMPARE_PATH);
}

// The quick strip of Play: sends the connection's octets to the servers chosen in Compare, without leaving Play.

/** What the strip sent; null while it is hidden. */
export const useQuick = create<{ readonly writes: readonly Write[] | null }>(() => ({ writes: null }));

/** Sends what the connection shown has sent to all of these, and shows the strip. */
export function compareHere(choices: readonly ServerChoice[]): void {
  const writes = sentWrites();
  if (writes === null || choices.length === 0) return;
  useQuick.setState({ writes });
  textToCompare(writes);
  void startComparison(writes, choices);
}

export function closeQuick(): void {
  useQuick.setState({ writes: null });
}

// The text in Compare's box as writes: parsed once for all readers, slightly behind the typing.

let last: { readonly text: string; readonly written: Written } | null = null;

/** Parsing a megabyte takes longer than a key press may. */
export function writtenIn(text: string): Written {
  if (last?.text !== text) last = { text, written: readWrites(text) };
  return last.written;
}

/** The text; while it is being typed, a slightly older version. */
export function useWritten(): Written {
  return writtenIn(useDeferredValue(useComparison((state) => state.text)));
}
