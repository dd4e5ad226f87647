/**
 * The line being typed. A value: every edit makes another. The cursor is an index into the text and
 * never lies between the two halves of a character, so it moves by code points.
 */
export interface Line {
  readonly text: string;
  /** 0 ≤ cursor ≤ text.length, at a code point boundary. */
  readonly cursor: number;
}

export const EMPTY: Line = { text: '', cursor: 0 };

export function lineOf(text: string): Line {
  return { text, cursor: text.length };
}

export function insert({ text, cursor }: Line, added: string): Line {
  return { text: text.slice(0, cursor) + added + text.slice(cursor), cursor: cursor + added.length };
}

/** The boundary before `at`. */
function before(text: string, at: number): number {
  if (at <= 1) return 0;
  const isPair = isLow(text.charCodeAt(at - 1)) && isHigh(text.charCodeAt(at - 2));
  return at - (isPair ? 2 : 1);
}

/** The boundary after `at`. */
function behind(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const isPair = isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1));
  return at + (isPair ? 2 : 1);
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** Where the word before `at` begins: skips white space, then everything else. */
function wordBefore(text: string, at: number): number {
  let to = at;
  while (to > 0 && isSpace(text, to - 1)) to--;
  while (to > 0 && !isSpace(text, to - 1)) to--;
  return to;
}

/** Where the word after `at` ends. */
function wordBehind(text: string, at: number): number {
  let to = at;
  while (to < text.length && isSpace(text, to)) to++;
  while (to < text.length && !isSpace(text, to)) to++;
  return to;
}

const isSpace = (text: string, at: number): boolean => text[at] === ' ' || text[at] === '\t';

function cut({ text }: Line, from: number, to: number): Line {
  return { text: text.slice(0, from) + text.slice(to), cursor: from };
}

const moved = ({ text }: Line, cursor: number): Line => ({ text, cursor });

/** Every edit that needs only the line, by name. */
export const EDITS = {
  left: (line) => moved(line, before(line.text, line.cursor)),
  right: (line) => moved(line, behind(line.text, line.cursor)),
  'word-left': (line) => moved(line, wordBefore(line.text, line.cursor)),
  'word-right': (line) => moved(line, wordBehind(line.text, line.cursor)),
  home: (line) => moved(line, 0),
  end: (line) => moved(line, line.text.length),
  backspace: (line) => cut(line, before(line.text, line.cursor), line.cursor),
  delete: (line) => cut(line, line.cursor, behind(line.text, line.cursor)),
  'kill-start': (line) => cut(line, 0, line.cursor),
  'kill-end': (line) => cut(line, line.cursor, line.text.length),
  'kill-word': (line) => cut(line, wordBefore(line.text, line.cursor), line.cursor),
} as const satisfies Record<string, (line: Line) => Line>;

export type EditName = keyof typeof EDITS;
