/**
 * The mended profiles: for each patch a file of its own, the original with that patch and nothing else, so that what is
 * shown is what runs. Written by test/profiles/mend.ts; a test compares. Apart from ../index.ts, since only who runs or
 * plays them needs them.
 */
import { BUSY } from '../busy/index.ts';
import { kindOf, type MendedKind } from '../fixes.ts';
import { PROFILES, type Profile, type Runnable } from '../index.ts';
import { PATCHES } from '../patches/index.ts';
import { SERVES } from './serves.ts';

export interface MendedProfile extends Runnable {
  readonly id: MendedKind;
  /** The profile it was. */
  readonly original: Profile;
  /** What it no longer gets wrong. */
  readonly mends: readonly string[];
}

const FIRST_PORT = 8120;

/** In the order of their originals. */
export const MENDED: readonly MendedProfile[] = PROFILES.flatMap((original) =>
  PATCHES[original.id].map((mending) => ({ original, mending })),
).flatMap(({ original, mending }, i) => {
  const id = kindOf(original.id, mending);
  const serve = SERVES.get(id);
  if (serve === undefined) return [];
  const { mends } = mending;
  const file = `mended/${original.file.replace('.ts', '')}-${mends[0]}.ts`;
  const shortcomings = original.shortcomings.filter((one) => !mends.includes(one.id));
  return [{ ...original, id, serve, file, port: FIRST_PORT + i, shortcomings, original, mends }];
});

/** The profile, mended or busy as it may be, of this name, if there is one. */
export function runnableOf(id: string): Runnable | undefined {
  return [...PROFILES, ...MENDED, ...BUSY].find((profile) => profile.id === id);
}
