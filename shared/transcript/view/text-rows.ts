/**
 * Content laid out as lines of text: a row ends after LF, or before the character that would exceed the last column.
 * Kept as the start offset of each row; its characters are derived when it is on the screen.
 */

import { CR, glyph, LF, type Range } from '../../base/octets.ts';
import { countWhile } from '../../base/search.ts';
import { characterFrom } from '../../base/utf8.ts';
import type { Reading } from './content.ts';

/** One character of a text and its octets; `shown` is its visible form. */
export interface Glyph extends Range {
  readonly shown: string;
  /** It has no glyph of its own: a name, or hexadecimal digits. */
  readonly named: boolean;
}

/** A text laid out in columns. */
export class TextRows {
  readonly length: number;
  readonly #bytes: Uint8Array;
  readonly #reading: Reading;
  readonly #starts: Uint32Array;

  constructor(bytes: Uint8Array, reading: Reading, columns: number) {
    this.#bytes = bytes;
    this.#reading = reading;
    this.#starts = layOut(bytes, reading, columns);
    this.length = this.#starts.length;
  }

  /** The octets of row `index`, 0 ≤ index < length. */
  range(index: number): Range {
    return { start: this.#starts[index] as number, end: this.#starts[index + 1] ?? this.#bytes.length };
  }

  /** The characters of row `index`. */
  glyphs(index: number): readonly Glyph[] {
    const { start, end } = this.range(index);
    const glyphs: Glyph[] = [];
    for (let at = start; at < end; at = (glyphs.at(-1) as Glyph).end)
      glyphs.push(glyphAt(this.#bytes, at, this.#reading));
    return glyphs;
  }

  /** The row that contains octet `offset`. */
  rowOf(offset: number): number {
    return countWhile(this.#starts.length, (index) => (this.#starts[index] as number) <= offset) - 1;
  }
}

function layOut(bytes: Uint8Array, reading: Reading, columns: number): Uint32Array {
  let starts = new Uint32Array(64);
  let count = 0;
  // Past the last column: the first character begins the first row.
  let column = columns + 1;
  for (let at = 0; at < bytes.length; ) {
    // The usual case: US-ASCII up to the end of the row.
    while (column < columns && isPlain(bytes[at])) {
      column++;
      at++;
    }
    if (at === bytes.length) break;
    const octet = bytes[at] as number;
    const single = octet < 0x80 || reading !== 'utf-8';
    const character = single ? null : characterFrom(bytes, at);
    const end = character?.end ?? at + 1;
    const width = character === null ? singleWidth(octet, reading) : characterWidth(character.point);
    const hangs = (octet === LF || octet === CR) && column <= columns;
    if (column + width > columns && !hangs) {
      if (count === starts.length) starts = enlarged(starts);
      starts[count++] = at;
      column = 0;
    }
    column = octet === LF ? columns + 1 : Math.min(columns, column + width);
    at = end;
  }
  return starts.slice(0, count);
}

/** Columns of each octet that is not part of a character: a glyph takes one, a name its letters and some padding. */
const WIDTHS = Uint8Array.from({ length: 256 }, (_, octet) => (isPlain(octet) ? 1 : glyph(octet).length + 1));

function singleWidth(octet: number, reading: Reading): number {
  return reading === 'latin-1' && octet >= 0xa0 ? 1 : (WIDTHS[octet] as number);
}

/** Columns of a character: ideographs and most emoji take two. */
function characterWidth(point: number): number {
  if (point < 0xa0) return 3;
  return isBroad(point) ? 2 : 1;
}

function isPlain(octet: number | undefined): boolean {
  return octet !== undefined && octet >= 0x20 && octet < 0x7f;
}

function enlarged(old: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(old.length * 2);
  larger.set(old);
  return larger;
}

function glyphAt(bytes: Uint8Array, at: number, reading: Reading): Glyph {
  const octet = bytes[at] as number;
  if (octet >= 0x20 && octet < 0x7f) return { start: at, end: at + 1, shown: String.fromCharCode(octet), named: false };
  if (octet >= 0xa0 && reading === 'latin-1')
    return { start: at, end: at + 1, shown: String.fromCharCode(octet), named: false };
  const character = reading === 'utf-8' ? characterFrom(bytes, at) : null;
  if (character !== null && character.point >= 0xa0) {
    return { start: at, end: character.end, shown: String.fromCodePoint(character.point), named: false };
  }
  return { start: at, end: at + 1, shown: glyph(octet), named: true };
}

/** First and last code points that East Asian fonts draw two columns wide. */
const BROAD = [
  [0x1100, 0x115f],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
] as const;

function isBroad(point: number): boolean {
  return point >= 0x1100 && BROAD.some(([first, last]) => point >= first && point <= last);
}
