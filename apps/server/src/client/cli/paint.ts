/** Octets and colours in a terminal. Received octets can never control it: every control octet is written as a name. */
import { CR, HTAB, hex, LF } from '#shared/base/octets.ts';
import { type Glyph, glyphs } from '#shared/screen/escape.ts';

export type Role = 'strong' | 'soft' | 'sent' | 'received' | 'good' | 'bad' | 'warn';

const SGR: Readonly<Record<Role, string>> = {
  strong: '1',
  soft: '2',
  sent: '36',
  received: '35',
  good: '32',
  bad: '31',
  warn: '33',
};

/** A text in a role; unchanged when colours are off. */
export type Paint = (role: Role, text: string) => string;

export function painter(colours: boolean): Paint {
  return colours ? (role, text) => `\x1b[${SGR[role]}m${text}\x1b[0m` : (_role, text) => text;
}

/** Colours only on a terminal, and only if the environment does not disable them (no-color.org). */
export function wantsColours(stream: { isTTY?: boolean }, env: Record<string, string | undefined>): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}

/** The largest share of escapes in a line of text: more would make it unreadable. */
const MOST_ESCAPED = 0.3;

/** Octets in one row of hexadecimal. */
const HEX_ROW = 24;

/** Columns in one row of text. */
const ROW = 100;

/** Octets as readable rows: one per line of text, with controls as names; hexadecimal where it is not text. */
export function rowsOf(bytes: Uint8Array, paint: Paint): string[] {
  const rows: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const lf = bytes.indexOf(LF, start);
    const end = lf < 0 ? bytes.length : lf + 1;
    const found = glyphs(bytes, start, end);
    if (isText(bytes, found)) rows.push(...textRows(bytes, found, paint));
    else {
      rows.push(...hexRows(bytes.subarray(start), paint));
      break;
    }
    start = end;
  }
  return rows;
}

function isText(bytes: Uint8Array, found: readonly Glyph[]): boolean {
  const strange = found.filter(({ tag, start }) => tag && !isPlain(bytes[start] as number)).length;
  return strange <= 1 || strange <= found.length * MOST_ESCAPED;
}

function isPlain(octet: number): boolean {
  return octet === CR || octet === LF || octet === HTAB;
}

function textRows(bytes: Uint8Array, found: readonly Glyph[], paint: Paint): string[] {
  const rows: string[] = [];
  let row = '';
  let cells = 0;
  for (const glyph of found) {
    if (cells + glyph.cells > ROW && !isPlain(bytes[glyph.start] as number)) {
      rows.push(row);
      row = '';
      cells = 0;
    }
    row += glyph.tag ? paint('soft', glyph.text.startsWith('\\') ? glyph.text : `‹${glyph.text}›`) : glyph.text;
    cells += glyph.cells;
  }
  return [...rows, row];
}

function hexRows(bytes: Uint8Array, paint: Paint): string[] {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += HEX_ROW) {
    rows.push(paint('soft', [...bytes.subarray(at, at + HEX_ROW)].map(hex).join(' ')));
  }
  return rows;
}

const CONTROLS = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/** Received text for a terminal: lines and tabs unchanged, every other control as its code point. */
export function safeText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(CONTROLS, (character) => {
    if (character === '\n' || character === '\t') return character;
    return `‹U+${hex(character.codePointAt(0) ?? 0).padStart(4, '0')}›`;
  });
}
