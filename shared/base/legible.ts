/**
 * Octets as readable text that hides nothing: US-ASCII and complete UTF-8 characters as they are,
 * every other octet as `\xHH`, CR, LF and HTAB as `\r`, `\n`, `\t`.
 */
import { escapeOctets } from './octets.ts';
import { characterFrom } from './utf8.ts';

export interface Legible {
  readonly text: string;
  /** Octets omitted at the end. */
  readonly left: number;
}

/** The octets `[start, end)` as legible text, at most about `most` of them. */
export function legible(bytes: Uint8Array, start: number, end: number, most: number): Legible {
  const stop = Math.min(end, start + most);
  let text = '';
  let at = start;
  while (at < stop) {
    const character = characterFrom(bytes, at, end);
    text += character.point < 0x80 ? escapeOctets(bytes, at, at + 1) : String.fromCodePoint(character.point);
    at = character.end;
  }
  return { text, left: Math.max(0, end - at) };
}
