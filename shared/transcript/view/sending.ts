/**
 * Octets to send, as a text that shows all of them: escapes (`\r \n \t \0 \\ \xHH`), other characters as UTF-8,
 * and `✂` between two writes. A line end of the text itself is only layout: only what is spelled out is sent.
 * `✂(200)` pauses, and `✂(fin)` at the end half-closes: it sends FIN, and the server's answer is still read.
 */

import { textLiteral } from '../../base/literal.ts';
import { concat, escapeOctets } from '../../base/octets.ts';

/** One write, and the pause before it. */
export interface Write {
  readonly bytes: Uint8Array;
  readonly pauseMs: number;
  /** A FIN follows: the client sends nothing more. Only on the last write. */
  readonly fin?: true;
}

/** The sign for a cut. As octets it is `\xE2\x9C\x82`. */
export const CUT = '✂';

export type Written =
  | { readonly ok: true; readonly writes: readonly Write[] }
  /** Index into the text of an invalid escape. */
  | { readonly ok: false; readonly at: number };

/** `✂(fin)`, at the end of a text. */
const FIN = /✂\(fin\)\s*$/;

/** Parses a text into writes. `✂(200)` waits 200 ms before the next write. Empty pieces are dropped. */
export function readWrites(text: string): Written {
  const fin = FIN.exec(text);
  const read = readPieces(fin === null ? text : text.slice(0, fin.index));
  if (fin === null || !read.ok) return read;
  const last = read.writes.at(-1);
  return last === undefined ? read : { ok: true, writes: [...read.writes.slice(0, -1), { ...last, fin: true }] };
}

function readPieces(text: string): Written {
  const writes: Write[] = [];
  let at = 0;
  for (const piece of text.split(CUT)) {
    const pause = at === 0 ? null : /^\((\d{1,5})\)/.exec(piece);
    const skipped = pause?.[0].length ?? 0;
    const flat = piece.slice(skipped).replace(/[\r\n]/g, '');
    const read = textLiteral(flat);
    if (!read.ok) return { ok: false, at: at + skipped + layoutIndex(piece.slice(skipped), read.at) };
    if (read.bytes.length > 0) writes.push({ bytes: read.bytes, pauseMs: Number(pause?.[1] ?? 0) });
    at += piece.length + CUT.length;
  }
  return { ok: true, writes };
}

/** Converts an index into the text without its line ends to one into the text with them. */
function layoutIndex(text: string, at: number): number {
  let left = at;
  let index = 0;
  for (; index < text.length; index++) {
    if (text[index] === '\n' || text[index] === '\r') continue;
    if (left-- === 0) break;
  }
  return index;
}

/** Writes in this notation, one line of the text for each of their lines. */
export function writtenAs(writes: readonly Write[]): string {
  const pieces = writes.map(({ bytes }) => escapeOctets(bytes).replaceAll('\\n', '\\n\n'));
  const cuts = writes.map(({ pauseMs }) => (pauseMs > 0 ? `${CUT}(${pauseMs})` : CUT));
  const fin = writes.at(-1)?.fin === true ? `${CUT}(fin)` : '';
  return pieces.map((piece, at) => (at === 0 ? piece : `${cuts[at]}${piece}`)).join('') + fin;
}

/** All octets of the writes. */
export function octetsOfWrites(writes: readonly Write[]): Uint8Array {
  return concat(writes.map(({ bytes }) => bytes));
}
