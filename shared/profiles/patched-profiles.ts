/**
 * The patched profiles: those that no longer get something wrong, and those whose handler works. Apart from index.ts, since
 * only who runs or plays them needs their files, which setup writes (patches/patch.ts).
 */
import type { ProfileId } from '../servers/names.ts';
import { kindOf, type PatchedKind, patchesOf } from './fixes.ts';
import { PROFILES, type Profile, type Runnable } from './index.ts';
import { PATCHES } from './patched/patches.ts';
import { SERVES } from './patched/serves.ts';
import type { Patch } from './patches/patch.ts';

export interface PatchedProfile extends Runnable {
  readonly id: PatchedKind;
  /** The profile it was. */
  readonly original: Profile;
  /** The shortcomings it no longer has. */
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
 * An upper-casing server with one line more, which sleeps for a second when it is asked for `work`. For the concurrency
 * lab: a handler that blocks holds up every client that shares its thread.
 */
export interface BusyProfile extends Runnable {
  /** The profile it is but for that line. */
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
