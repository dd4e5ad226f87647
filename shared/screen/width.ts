/**
 * How many cells a character takes in the terminal, and whether it may be shown as itself at all. The terminal on the
 * screen uses this same function, so layout and drawing never differ.
 */

/** East Asian Wide and Fullwidth blocks, coarsely, and characters drawn as emoji by default. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Marks drawn over the preceding character. */
const MARK = /[\p{Mn}\p{Me}\u1160-\u11ff]/u;

/**
 * Controls, format characters (including those that change text direction), surrogates, private use,
 * unassigned, and white space that looks like a space but is not one.
 */
const NOT_SHOWN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3164\uffa0]/u;

/** First code point that is not plain Latin: everything shown below it is one cell wide. */
const BEYOND_LATIN = 0x300;

export type Cells = 0 | 1 | 2;

/** Cells of a code point; 0 for a mark over the preceding character. */
export function cellsOf(point: number): Cells {
  if (point < BEYOND_LATIN) return 1;
  const character = String.fromCodePoint(point);
  if (MARK.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Whether a code point is shown as itself: it has a shape of its own and does not affect its surroundings. */
export function isShown(point: number): boolean {
  if (point < 0x7f) return point >= 0x20;
  return !NOT_SHOWN.test(String.fromCodePoint(point));
}

/** Cells of a text in which all characters are shown. */
export function cellsIn(text: string): number {
  let cells = 0;
  for (const character of text) cells += cellsOf(character.codePointAt(0) as number);
  return cells;
}
