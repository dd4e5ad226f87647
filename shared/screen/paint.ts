/**
 * Screen lines in the form xterm.js expects. The only place that produces control sequences: colours (SGR), CR LF
 * between lines, and movement within the lines at the bottom that can still change. All text passes through `visible`,
 * so no other control ever reaches the terminal, wherever a text came from.
 */
import type { ScreenLine } from './layout.ts';
import { isTag, type Span, STYLES, type Style, visible } from './span.ts';

/** Palette entries from here on are Octet's; the theme gives them their colours (see `paletteOf`). */
export const FIRST_COLOUR = 16;

const CSI = '\x1b[';
/** Back to the terminal's own colour, without a box. */
const PLAIN = `${CSI}39m`;
const PLAIN_UNBOXED = `${CSI}39;55m`;
/** The page's stylesheet draws overline as a box; nothing else is overlined. */
const BOXED = '53;';
const NEXT_LINE = '\r\n';

/**
 * The palette, by number from `FIRST_COLOUR`. Each tag has two numbers of the same colour, used in turn: neighbours
 * with different numbers are drawn in two boxes.
 */
export const PALETTE: readonly Style[] = [...STYLES.filter((style) => style !== 'ink'), 'tag', 'warn-tag'];

function colourOf(style: Style, second: boolean): number {
  const index = second && isTag(style) ? PALETTE.lastIndexOf(style) : PALETTE.indexOf(style);
  return FIRST_COLOUR + index;
}

/** The style for a cell's palette number, such as that of a tag or of padding: for code that reads the screen back. */
export function styleOfColour(colour: number): Style {
  return PALETTE[colour - FIRST_COLOUR] ?? 'ink';
}

/** Spans of one line. */
export function paintSpans(spans: readonly Span[]): string {
  let out = '';
  let second = false;
  for (const { text, style } of spans) {
    if (text === '') continue;
    const clean = visible(text);
    second = isTag(style) && !second;
    if (style === 'ink') out += clean;
    else if (isTag(style)) out += `${CSI}${BOXED}38;5;${colourOf(style, second)}m${clean}${PLAIN_UNBOXED}`;
    else out += `${CSI}38;5;${colourOf(style, false)}m${clean}${PLAIN}`;
  }
  return out;
}

/** Permanent lines: each ends, unless the next one continues it. */
export function paintLines(lines: readonly ScreenLine[]): string {
  return lines.map(({ spans, soft }) => paintSpans(spans) + (soft ? '' : NEXT_LINE)).join('');
}

/** The lines at the bottom that can still change, and the cursor in them. */
export interface Block {
  readonly lines: readonly ScreenLine[];
  /** Line of the cursor, from 0, and cells before it. */
  readonly row: number;
  readonly column: number;
}

export const NO_BLOCK: Block = { lines: [], row: 0, column: 0 };

/** The block at the bottom, with the cursor in place; there must be nothing below it. */
export function paintBlock({ lines, row, column }: Block): string {
  if (lines.length === 0) return '';
  const last = lines.length - 1;
  const text = lines.map(({ spans, soft }, i) => paintSpans(spans) + (soft || i === last ? '' : NEXT_LINE)).join('');
  return `${text}\r${up(last - row)}${right(column)}`;
}

/** Erases everything, including the scrollback. */
export const CLEAR = `${CSI}H${CSI}2J${CSI}3J`;

/** From where `paintBlock` left the cursor to the start of the block, erasing all of it. */
export function eraseBlock({ row }: Block): string {
  return `\r${up(row)}${CSI}0J`;
}

const up = (lines: number): string => (lines > 0 ? `${CSI}${lines}A` : '');
const right = (cells: number): string => (cells > 0 ? `${CSI}${cells}C` : '');
