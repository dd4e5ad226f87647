/** Line endings: what Enter sends, and what a pasted text has. */
import { CR, LF } from './octets.ts';

/** The four ways a line can end; `none` is sending without an end. */
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

/** One line of a text, and what ended it; the last one has none, or is not there. */
export interface TextLine {
  readonly text: string;
  readonly ending: Ending;
}

/** A text in lines, each with its own ending. Joined again they are the text. */
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

/** The same lines with another ending; a last line without one stays without. */
export function withEnding(text: string, ending: Ending): string {
  const end = String.fromCharCode(...OCTETS[ending]);
  return linesOf(text)
    .map((line) => line.text + (line.ending === 'none' ? '' : end))
    .join('');
}
