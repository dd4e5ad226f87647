/**
 * The patched profiles: those with a fixed shortcoming, and those whose handler works. Separate from index.ts, since
 * only code that runs them needs their files, which setup generates (patches/patch.ts).
 */
import type { ProfileId } from '../servers/names.ts';
import { kindOf, type PatchedKind, patchesOf } from './fixes.ts';
import { PROFILES, type Profile, type Runnable } from './index.ts';
import { PATCHES } from './patched/patches.ts';
import { SERVES } from './patched/serves.ts';
import type { Patch } from './patches/patch.ts';

export interface PatchedProfile extends Runnable {
  readonly id: PatchedKind;
  /** The original profile. */
  readonly original: Profile;
  /** The shortcomings that are fixed. */
  readonly fixes: readonly string[];
}

const FIRST_PORT = 8120;

/** In the order of their originals. */
export const PATCHED: readonly PatchedProfile[] = PROFILES.flatMap((original) =>
  patchesOf(original).map((patch) => ({ original, patch })),
).map(({ original, patch }, i) => ({
  ...patched(original, patch),
  id: kindOf(original.id, patch),
  port: FIRST_PORT + i,
  shortcomings: original.shortcomings.filter((one) => !patch.fixes.includes(one.id)),
  original,
  fixes: patch.fixes,
}));

/**
 * An upper-casing server with one more line, which sleeps for a second on the text `work`. For the concurrency
 * lab: a handler that blocks holds up every client of its thread.
 */
export interface BusyProfile extends Runnable {
  /** The profile it is apart from that line. */
  readonly original: ProfileId;
}

const FIRST_BUSY_PORT = 8180;

/** In the order of their originals. */
export const BUSY: readonly BusyProfile[] = PROFILES.flatMap((original) =>
  PATCHES.filter(({ of, fixes }) => of === original.file && fixes.length === 0).map((patch) => ({ original, patch })),
).map(({ original, patch }, i) => ({
  ...patched(original, patch),
  id: `${original.id}+busy`,
  port: FIRST_BUSY_PORT + i,
  original: original.id,
}));

/** A profile that runs a patched file instead of its own. */
function patched(profile: Profile, { file }: Patch): Profile {
  const serve = SERVES.get(file);
  if (serve === undefined) throw new Error(`patched/serves.ts does not list ${file}`);
  return { ...profile, serve, file: `patched/${file}` };
}

/** The profile of this name, patched or not, if there is one. */
export function runnableOf(id: string): Runnable | undefined {
  return [...PROFILES, ...PATCHED, ...BUSY].find((profile) => profile.id === id);
}
