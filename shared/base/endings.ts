/** Line endings: what Enter sends, and what pasted text contains. */
import { CR, LF } from './octets.ts';

/** The four ways to end a line; `none` sends it without an ending. */
export const ENDINGS = ['crlf', 'lf', 'cr', 'none'] as const;
export type Ending = (typeof ENDINGS)[number];

const OCTETS: Readonly<Record<Ending, readonly number[]>> = { crlf: [CR, LF], lf: [LF], cr: [CR], none: [] };

export function endingOctets(ending: Ending): Uint8Array {
  return Uint8Array.from(OCTETS[ending]);
}

/** What Shift+Enter sends for one line: LF where Enter sends CR LF, else CR LF. */
export function otherEnding(ending: Ending): Ending {
  return ending === 'crlf' ? 'lf' : 'crlf';
}

/** One line of a text and its ending; the last line has none, or is missing. */
export interface TextLine {
  readonly text: string;
  readonly ending: Ending;
}

/** Splits a text into lines, each with its own ending. Joining them gives the text back. */
export function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const ending = endingAt(text, at);
    if (ending === 'none') continue;
    lines.push({ text: text.slice(start, at), ending });
    if (ending === 'crlf') at++;
    start = at + 1;
  }
  if (start < text.length) lines.push({ text: text.slice(start), ending: 'none' });
  return lines;
}

function endingAt(text: string, at: number): Ending {
  const unit = text.charCodeAt(at);
  if (unit === LF) return 'lf';
  if (unit !== CR) return 'none';
  return text.charCodeAt(at + 1) === LF ? 'crlf' : 'cr';
}

/** The kinds of line ending in a text, each once, in the order of `ENDINGS`. */
export function endingsIn(text: string): Ending[] {
  const found = new Set(linesOf(text).map(({ ending }) => ending));
  return ENDINGS.filter((ending) => ending !== 'none' && found.has(ending));
}

/** The same lines with another ending; a last line without an ending keeps none. */
export function withEnding(text: string, ending: Ending): string {
  const end = String.fromCharCode(...OCTETS[ending]);
  return linesOf(text)
    .map((line) => line.text + (line.ending === 'none' ? '' : end))
    .join('');
}
