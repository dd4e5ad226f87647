/**
 * How a few lines mend what a profile gets wrong: a patch over its source, the section it follows, and the kind of server
 * that runs the mended file. Those files stand in mended/; a test holds each to its original and its patch.
 */

import type { ProfileId } from '../servers/names.ts';
import { fixNotes, unmended } from '../text/en/fixes.ts';
import { PATCHES } from './patches/index.ts';

/** Lines of a profile's file, and those that take their place. */
export interface Hunk {
  /** 1-based, half-open; `start === end` inserts before that line. */
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Hunks in the order of their lines; they do not overlap. */
export type Patch = readonly Hunk[];

/** A patch, and all the shortcomings of its profile that it mends. */
export interface Mending {
  readonly mends: readonly string[];
  readonly section: string;
  readonly patch: Patch;
}

/** What a server that runs a mended profile is called; the last part is the first shortcoming that it mends. */
export type MendedKind = `${ProfileId}+mended:${string}`;

export interface Fix {
  readonly patch: Patch;
  /** What the mended lines follow: `RFC 9110 §15.5.6`; another document where HTTP has no word on it. */
  readonly section: string;
  /** One sentence: what the lines do. */
  readonly note: string;
  /** Shortcomings that are mended by the same lines have the same kind. */
  readonly kind: MendedKind;
}

/** The fix of a shortcoming; null when it takes more than a few lines ({@link whyUnmended}). */
export function fixOf(profile: ProfileId, shortcoming: string): Fix | null {
  const mending = PATCHES[profile].find(({ mends }) => mends.includes(shortcoming));
  const note = fixNotes[profile][shortcoming];
  if (mending === undefined || note === undefined) return null;
  return { patch: mending.patch, section: mending.section, note, kind: kindOf(profile, mending) };
}

export function kindOf(profile: ProfileId, { mends: [first = ''] }: Mending): MendedKind {
  return `${profile}+mended:${first}`;
}

/** Why no few lines mend it, and where to look instead; null for what {@link fixOf} mends. */
export function whyUnmended(profile: ProfileId, shortcoming: string): string | null {
  return unmended[profile]?.[shortcoming] ?? null;
}

/** The text of a file with a patch applied. */
export function patched(source: string, patch: Patch): string {
  const lines = source.split('\n');
  for (const { start, end, lines: mended } of [...patch].reverse()) lines.splice(start - 1, end - start, ...mended);
  return lines.join('\n');
}
