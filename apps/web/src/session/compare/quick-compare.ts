/** The quick strip of Play: the octets of the connection shown, to the servers chosen in Compare, without leaving Play. */
import { create } from 'zustand';
import type { Write } from '#shared/transcript/view/sending.ts';
import type { LaneChoice } from './compare-lanes.ts';
import { sentWrites, textToCompare } from './compare-this.ts';
import { startComparison } from './comparison.ts';

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
