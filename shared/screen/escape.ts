/**
 * Octets as glyphs that a terminal can show and that hide nothing: UTF-8 characters as themselves where they have a
 * shape of their own, controls by their short names, every other octet as `\xHH`. Received octets can never control
 * the terminal, because this never outputs an octet below 0x20 or one of 0x7F–0x9F.
 */
import { hex, octetName, SP } from '../base/octets.ts';
import { type Character, characterFrom } from '../base/utf8.ts';
import { type Span, type Style, span } from './span.ts';
import { cellsIn, cellsOf, isShown } from './width.ts';

/** The glyph of the octets `[start, end)`. */
export interface Glyph {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly cells: number;
  /** Named or escaped, not shown as itself. */
  readonly tag: boolean;
}

/** More marks than this on one character would only hide its surroundings. */
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

/** Glyphs as spans: characters are joined, each tag stands alone. `warned`: tags of octets shown in amber. */
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
