/** Text with a role: the terminal's output consists only of these. */
import { cellsIn, isShown } from './width.ts';

/**
 * The kind of a piece of text, for its colour. `tag` and `warn-tag` are drawn in a box and never broken over two lines;
 * `pad` fills a line and is not part of the message.
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

/** The last barrier: whatever reached a text, it leaves only visible characters and spaces. */
export function visible(text: string): string {
  let out = '';
  for (const character of text) out += isShown(character.codePointAt(0) as number) ? character : substitute(character);
  return out;
}

/** Other spaces, such as the narrow one in large numbers, are drawn as the terminal's ordinary space. */
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
