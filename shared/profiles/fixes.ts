/**
 * How a few lines fix a fault of a profile: their patch, the section they implement, and the kind of server that runs
 * the patched file. The sentences are in text/en/fixes.ts.
 */
import type { ProfileId } from '../servers/names.ts';
import { PROFILES, type Profile } from './index.ts';
import { PATCHES } from './patched/patches.ts';
import type { Hunk, Patch } from './patches/patch.ts';

/** The name of a server that runs a patched profile; its last part is the first shortcoming that the patch fixes. */
export type PatchedKind = `${ProfileId}+mended:${string}`;

export interface Fix {
  readonly hunks: readonly Hunk[];
  /** The section that the new lines implement: `RFC 9110 §15.5.6`; another document where HTTP does not cover it. */
  readonly section: string;
  /** Shortcomings fixed by the same lines have the same kind. */
  readonly kind: PatchedKind;
}

/** The fix of a shortcoming; null when it takes more than a few lines. */
export function fixOf(id: ProfileId, shortcoming: string): Fix | null {
  const profile = PROFILES.find((one) => one.id === id);
  const patch = profile && patchesOf(profile).find(({ fixes }) => fixes.includes(shortcoming));
  return patch === undefined ? null : { hunks: patch.hunks, section: patch.section, kind: kindOf(id, patch) };
}

/** The patches that fix something in a profile. */
export function patchesOf({ file }: Profile): Patch[] {
  return PATCHES.filter(({ of, fixes }) => of === file && fixes.length > 0);
}

export function kindOf(id: ProfileId, { fixes: [first = ''] }: Patch): PatchedKind {
  return `${id}+mended:${first}`;
}
