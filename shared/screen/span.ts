/** Text with a role: what the terminal shows is made of these, and of nothing else. */
import { cellsIn, isShown } from './width.ts';

/**
 * What a piece of text is, for its colour. `tag` and `warn-tag` are drawn in a box and are never broken over two lines;
 * `pad` fills a line up and is no part of what is said.
 */
export const STYLES = [
  'ink',
  'dim',
  'faint',
  'tag',
  'warn-tag',
  'sent',
  'received',
  'prompt',
  'command',
  'good',
  'warn',
  'bad',
  'pad',
] as const;
export type Style = (typeof STYLES)[number];

export interface Span {
  readonly text: string;
  readonly style: Style;
}

export const span = (text: string, style: Style = 'ink'): Span => ({ text, style });

/** The last wall: whatever reached a text, none of it can be anything but a visible character or a space. */
export function visible(text: string): string {
  let out = '';
  for (const character of text) out += isShown(character.codePointAt(0) as number) ? character : substitute(character);
  return out;
}

/** Other spaces, such as the narrow one in large numbers, are drawn as the one a terminal has. */
function substitute(character: string): string {
  return /\p{Zs}/u.test(character) ? ' ' : '\ufffd';
}

export function cellsOfSpans(spans: readonly Span[]): number {
  let cells = 0;
  for (const { text } of spans) cells += cellsIn(text);
  return cells;
}

/** The text of spans without their styles. */
export function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

export function isTag(style: Style): boolean {
  return style === 'tag' || style === 'warn-tag';
}
