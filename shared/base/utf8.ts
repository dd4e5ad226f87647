/**
 * Octets as UTF-8 characters (RFC 3629), each tied to its octets. Nothing is replaced: an octet outside any well-formed
 * character stands for itself, so octets and characters can always be mapped in both directions.
 */

/** One character, or one octet that is not part of one. */
export interface Character {
  /** Its octets `[start, end)`. */
  readonly start: number;
  readonly end: number;
  /** Its code point; −1 for an octet that is not part of a character. */
  readonly point: number;
}

/** The most octets in a character. */
export const LONGEST = 4;

/** A sequence of that length is overlong below these values. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] as const;

/** The length in octets of the character that begins at `at`; 1 also for an octet that cannot begin one. */
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

/** The character that begins at `at`, without reading beyond `end`. */
export function characterFrom(bytes: Uint8Array, at: number, end = bytes.length): Character {
  const length = lengthAt(bytes, at, end);
  const first = bytes[at] as number;
  const point = length > 1 ? assemble(bytes, at, length) : first < 0x80 ? first : -1;
  return { start: at, end: at + length, point };
}

/** The character that contains octet `at`. UTF-8 is self-synchronizing: looking back three octets is enough. */
export function characterHolding(bytes: Uint8Array, at: number): Character {
  for (let start = Math.max(0, at - LONGEST + 1); start < at; start++) {
    const character = characterFrom(bytes, start);
    if (character.end > at) return character;
  }
  return characterFrom(bytes, at);
}

/** The characters that overlap `[start, end)`, in order; the first and the last may extend beyond it. */
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

/** Counts the characters of a growing run of octets; an octet that is not part of a character counts as one. */
export class CharacterCount {
  /** Characters so far. */
  characters = 0;
  /** The part that can no longer change: the characters before `#settled`. */
  #settled = 0;
  #before = 0;

  /** `bytes` is the whole run: the earlier octets and the new ones. */
  update(bytes: Uint8Array): number {
    let at = this.#settled;
    let count = this.#before;
    const safe = bytes.length - LONGEST;
    while (at < bytes.length) {
      // Nearly all octets are US-ASCII, one character each.
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
