/**
 * Octets as characters of UTF-8 (RFC 3629), each tied to the octets that make it. Nothing is replaced: an octet that is
 * no part of a well-formed character stands for itself, so octets and characters can always be mapped back and forth.
 */

/** One character, or one octet that is none. */
export interface Character {
  /** Its octets `[start, end)`. */
  readonly start: number;
  readonly end: number;
  /** Its code point; −1 for an octet that is no part of a character. */
  readonly point: number;
}

/** The most octets a character has. */
export const LONGEST = 4;

/** Below these a sequence of that many octets is overlong. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] as const;

/** How many octets the character that begins at `at` has; 1 also for an octet that begins none. */
function lengthAt(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] as number;
  if (first < 0xc2 || first > 0xf4) return 1;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (at + length > end) return 1;
  for (let i = at + 1; i < at + length; i++) {
    if (((bytes[i] as number) & 0xc0) !== 0x80) return 1;
  }
  return isCharacter(assemble(bytes, at, length), length) ? length : 1;
}

function assemble(bytes: Uint8Array, at: number, length: number): number {
  let point = (bytes[at] as number) & (0x7f >> length);
  for (let i = at + 1; i < at + length; i++) point = point * 64 + ((bytes[i] as number) & 0x3f);
  return point;
}

/** No overlong form, no surrogate, nothing above U+10FFFF. */
function isCharacter(point: number, length: number): boolean {
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return point >= (SMALLEST[length] as number) && point <= 0x10ffff && !surrogate;
}

/** The character that begins at `at`, reading no further than `end`. */
export function characterFrom(bytes: Uint8Array, at: number, end = bytes.length): Character {
  const length = lengthAt(bytes, at, end);
  const first = bytes[at] as number;
  const point = length > 1 ? assemble(bytes, at, length) : first < 0x80 ? first : -1;
  return { start: at, end: at + length, point };
}

/** The character octet `at` is a part of. UTF-8 synchronises itself: looking back three octets is enough. */
export function characterHolding(bytes: Uint8Array, at: number): Character {
  for (let start = Math.max(0, at - LONGEST + 1); start < at; start++) {
    const character = characterFrom(bytes, start);
    if (character.end > at) return character;
  }
  return characterFrom(bytes, at);
}

/** The characters that touch `[start, end)`, in order; the first and the last may reach out of it. */
export function charactersIn(bytes: Uint8Array, start: number, end: number): Character[] {
  const found: Character[] = [];
  let at = start < end ? characterHolding(bytes, start).start : end;
  while (at < end) {
    const character = characterFrom(bytes, at);
    found.push(character);
    at = character.end;
  }
  return found;
}

/** Counts the characters of a run of octets that grows; an octet that is no part of one counts as one. */
export class CharacterCount {
  /** Characters so far. */
  characters = 0;
  /** What can no longer change: characters before `#settled`. */
  #settled = 0;
  #before = 0;

  /** `bytes` is the whole run: what was there before, and what has come since. */
  update(bytes: Uint8Array): number {
    let at = this.#settled;
    let count = this.#before;
    const safe = bytes.length - LONGEST;
    while (at < bytes.length) {
      // Nearly all octets are US-ASCII, a character each.
      while (at < safe && (bytes[at] as number) < 0x80) {
        at++;
        count++;
      }
      if (at <= safe) {
        this.#settled = at;
        this.#before = count;
      }
      at += lengthAt(bytes, at, bytes.length);
      count++;
    }
    this.characters = count;
    return count;
  }
}
