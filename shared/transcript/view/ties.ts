/**
 * The characters that consist of several octets of a row, each tied to its octets: a bracket on the tape. Octets
 * outside well-formed characters have no tie and stay hexadecimal.
 */
import { type Character, charactersIn, LONGEST } from '../../base/utf8.ts';
import type { Stream } from '../replay/stream.ts';
import { readingAt } from './content.ts';

/** A run of cells of a row, from column `column`. */
export interface Span {
  readonly column: number;
  readonly count: number;
}

/** A character formed by octets of the row, or its part that lies in the row. */
export interface Tie extends Span {
  readonly text: string;
  readonly point: number;
  /** It continues in another row. */
  readonly openLeft: boolean;
  readonly openRight: boolean;
}

/** The ties of the octets `[start, end)` of a direction, all in one row. */
export function tiesIn(stream: Stream, start: number, end: number): readonly Tie[] {
  const from = Math.max(0, start - LONGEST);
  const bytes = stream.bytes(from, end + LONGEST);
  return charactersIn(bytes, start - from, end - from)
    .filter((character) => (bytes[character.start] as number) >= 0x80)
    .flatMap((found) => {
      const character = { ...found, start: from + found.start, end: from + found.end };
      const reading = readingAt(stream, Math.max(character.start, start));
      if (reading === 'latin-1') return latin1Ties(stream, character, start, end);
      return reading === 'none' || character.point < 0 ? [] : [tie(character, start, end)];
    });
}

function tie(character: Character, start: number, end: number): Tie {
  const column = Math.max(character.start, start) - start;
  return {
    column,
    count: Math.min(character.end, end) - start - column,
    text: String.fromCodePoint(character.point),
    point: character.point,
    openLeft: character.start < start,
    openRight: character.end > end,
  };
}

/** In ISO-8859-1 each octet is a character; those from 0x80 to 0x9F are controls and have no glyph. */
function latin1Ties(stream: Stream, character: Character, start: number, end: number): readonly Tie[] {
  const ties: Tie[] = [];
  for (let offset = Math.max(character.start, start); offset < Math.min(character.end, end); offset++) {
    const point = stream.octet(offset);
    if (point >= 0xa0) ties.push(tie({ start: offset, end: offset + 1, point }, start, end));
  }
  return ties;
}
