/** The proof of a fix, in memory: the same connections to the original profile and to the patched one. */
import type { ProfileId } from '../servers/names.ts';
import { type Demonstration, demonstrationOf } from './demonstrations.ts';
import { fixOf } from './fixes.ts';
import { profileOf } from './index.ts';
import { type Played, play } from './memory.ts';
import { PATCHED } from './patched-profiles.ts';

export interface Proof {
  readonly script: Demonstration;
  readonly original: Played;
  readonly patched: Played;
}

/** Null without a fix. */
export function proofOf(id: ProfileId, shortcoming: string): Proof | null {
  const original = profileOf(id);
  const shown = original?.shortcomings.find((one) => one.id === shortcoming);
  const fix = fixOf(id, shortcoming);
  const patched = PATCHED.find((one) => one.id === fix?.kind);
  if (original === undefined || shown === undefined || patched === undefined) return null;
  const script = demonstrationOf(original, shown);
  const setup = { ...script, ...(original.tree !== null && { tree: original.tree }) };
  return { script, original: play(original.serve, setup), patched: play(patched.serve, setup) };
}
