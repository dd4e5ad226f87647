/**
 * Octets as glyphs a terminal can show and nothing can hide in: characters of UTF-8 as themselves where they have a
 * shape of their own, controls by their short names, every other octet as `\xHH`. Octets that were received can never
 * drive the terminal, because no octet below 0x20 and none of 0x7F–0x9F ever comes out of here.
 */
import { hex, octetName, SP } from '../base/octets.ts';
import { type Character, characterFrom } from '../base/utf8.ts';
import { type Span, type Style, span } from './span.ts';
import { cellsIn, cellsOf, isShown } from './width.ts';

/** What stands for the octets `[start, end)`. */
export interface Glyph {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly cells: number;
  /** Named or escaped, instead of shown as itself. */
  readonly tag: boolean;
}

/** More marks than these on one character would only hide what is around it. */
const MOST_MARKS = 2;

/** The glyphs of the octets `[start, end)`, in order, each octet in exactly one of them. */
export function glyphs(bytes: Uint8Array, start = 0, end = bytes.length): Glyph[] {
  const found: Glyph[] = [];
  let marks = MOST_MARKS;
  for (let at = start; at < end; ) {
    const character = characterFrom(bytes, at, end);
    const cells = character.point < 0 ? 1 : cellsOf(character.point);
    const shown = character.point >= 0 && isShown(character.point) && (cells > 0 || marks < MOST_MARKS);
    if (shown) found.push({ ...place(character), text: String.fromCodePoint(character.point), cells, tag: false });
    else for (let octet = at; octet < character.end; octet++) found.push(tagOf(bytes, octet));
    marks = !shown ? MOST_MARKS : cells === 0 ? marks + 1 : 0;
    at = character.end;
  }
  return found;
}

function place({ start, end }: Character): { start: number; end: number } {
  return { start, end };
}

function tagOf(bytes: Uint8Array, at: number): Glyph {
  const octet = bytes[at] as number;
  const name = octet === SP ? undefined : octetName(octet);
  const text = name ?? `\\x${hex(octet)}`;
  return { start: at, end: at + 1, text, cells: cellsIn(text), tag: true };
}

/** Glyphs as spans: characters run together, each tag stands alone. `warned`: tags of octets that deserve amber. */
export function spansOf(found: readonly Glyph[], style: Style = 'ink', warned?: (glyph: Glyph) => boolean): Span[] {
  const spans: Span[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') spans.push(span(text, style));
    text = '';
  };
  for (const glyph of found) {
    if (!glyph.tag) text += glyph.text;
    else {
      flush();
      spans.push(span(glyph.text, warned?.(glyph) ? 'warn-tag' : 'tag'));
    }
  }
  flush();
  return spans;
}
