/**
 * Parses the patches in this folder. `NAME.diff` holds those of `../NAME.ts`, each with a head:
 *
 *     Fixes: full-read, two-reads        shortcomings of the profile; the first one names the patched file
 *     Section: RFC 9112 §6.3             what the new lines implement
 *
 * or `Variant: busy` for one that fixes nothing. The hunks follow, as in any diff, but without the numbers after `@@`:
 * a line is identified by its text. The lines that a hunk keeps (` `) and removes (`-`) must be in the file once, and
 * in one piece. apps/server/setup/patched.mjs reads them and writes ../patched.
 */

/** Lines of a profile's file, and their replacement. */
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
  /** `RFC 9110 §15.5.6`; another document where HTTP does not cover it; empty for a variant. */
  readonly section: string;
  /** In the order of their lines; they do not overlap. */
  readonly hunks: readonly Hunk[];
}
