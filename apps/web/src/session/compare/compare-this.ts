/** From Play to Compare: what was sent on the connection shown, cut where it was cut. */
import { useMemo } from 'react';
import { type Write, writtenAs } from '#shared/transcript/view/sending.ts';
import { readNow, useReplay } from '../state/hooks.ts';
import { COMPARE_PATH, goToPlace } from '../state/router.ts';
import { MOST_OCTETS, setComparison } from './comparison.ts';

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
