/**
 * What the patches in this folder say. `NAME.diff` holds those of `../NAME.ts`, each with a head:
 *
 *     Fixes: full-read, two-reads        shortcomings of the profile; the first one names the patched file
 *     Section: RFC 9112 §6.3             what the new lines follow
 *
 * or `Variant: busy` for one that fixes nothing. Below it stand the hunks, as in any diff, but for the numbers behind `@@`:
 * a line is named by its text. What a hunk leaves (` `) and takes out (`-`) must be in the file once, and in one piece.
 * apps/server/setup/patched.mjs reads them, and writes ../patched.
 */

/** Lines of a profile's file, and those that take their place. */
export interface Hunk {
  /** 1-based, half-open; `start === end` inserts before that line. */
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

export interface Patch {
  /** The profile's file. */
  readonly of: string;
  /** The patched one, in ../patched. */
  readonly file: string;
  /** All the shortcomings of its profile that it fixes; none for a variant. */
  readonly fixes: readonly string[];
  /** `RFC 9110 §15.5.6`; another document where HTTP has no word on it; empty for a variant. */
  readonly section: string;
  /** In the order of their lines; they do not overlap. */
  readonly hunks: readonly Hunk[];
}
