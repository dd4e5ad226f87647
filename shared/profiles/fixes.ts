/**
 * How a few lines mend what a profile gets wrong: a patch over its source, the section that asks for it, and the kind of
 * server that runs the mended file. Those files stand in mended/; a test holds each to its original and its patch.
 */
import { fixNotes } from '../text/en/fixes.ts';
import { PATCHES } from './fixes-patches.ts';
import type { ProfileId } from './index.ts';

/** Lines of a profile's file, and those that take their place. */
export interface Hunk {
  /** 1-based, half-open; `start === end` inserts before that line. */
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Hunks in the order of their lines; they do not overlap. */
export type Patch = readonly Hunk[];

/** What a server of the lab that runs a mended profile is called. */
export type MendedKind = `${ProfileId}+mended:${string}`;

export interface Fix {
  readonly patch: Patch;
  /** What the mended lines follow: `RFC 9110 §15.5.6`, or the document of another kind. */
  readonly section: string;
  /** One sentence: what the lines do. */
  readonly note: string;
  readonly kind: MendedKind;
}

/** The fix of a shortcoming; null when it takes more than a few lines (`whyNotMended` says why). */
export function fixOf(profile: ProfileId, shortcoming: string): Fix | null {
  const entry = PATCHES[profile]?.[shortcoming];
  const note = fixNotes[profile]?.[shortcoming];
  if (entry === undefined || note === undefined) return null;
  return { ...entry, note, kind: `${profile}+mended:${shortcoming}` };
}

/** The text of a file with a patch applied. */
export function patched(source: string, patch: Patch): string {
  const lines = source.split('\n');
  for (const { start, end, lines: mended } of [...patch].reverse()) lines.splice(start - 1, end - start, ...mended);
  return lines.join('\n');
}
