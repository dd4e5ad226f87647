/** Parses octets written out: `.hex 00 ff`, and `.text` with escapes. A refusal gives the position of the fault. */
import { CR, HTAB, LF, UTF8_MOST, writeUtf8 } from './octets.ts';

export type Literal =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** Index of the first character that cannot be parsed. */
  | { readonly ok: false; readonly at: number };

const good = (bytes: Uint8Array): Literal => ({ ok: true, bytes });
const bad = (at: number): Literal => ({ ok: false, at });

/** Pairs of hexadecimal digits, with optional white space between pairs. */
export function hexLiteral(text: string): Literal {
  const found: number[] = [];
  for (let at = 0; at < text.length; ) {
    if (text[at] === ' ') {
      at++;
      continue;
    }
    const octet = hexPair(text, at);
    if (octet === null) return bad(at);
    found.push(octet);
    at += 2;
  }
  return good(Uint8Array.from(found));
}

function hexPair(text: string, at: number): number | null {
  const pair = text.slice(at, at + 2);
  return /^[0-9a-fA-F]{2}$/.test(pair) ? Number.parseInt(pair, 16) : null;
}

const ESCAPES: Readonly<Record<string, number>> = { r: CR, n: LF, t: HTAB, '0': 0x00, '\\': 0x5c };

/** A text as UTF-8, with `\r \n \t \0 \\` and `\xHH`, which stands for exactly that octet. */
export function textLiteral(text: string): Literal {
  const out = new Uint8Array(text.length * UTF8_MOST);
  let end = 0;
  let from = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
    const found = escapeAt(text, at);
    if (found === null) return bad(at);
    end = writeUtf8(text, from, at, out, end);
    out[end++] = found.octet;
    from = at + found.length;
  }
  return good(out.slice(0, writeUtf8(text, from, text.length, out, end)));
}

function escapeAt(text: string, at: number): { octet: number; length: number } | null {
  const letter = text[at + 1] ?? '';
  if (letter === 'x') {
    const octet = hexPair(text, at + 2);
    return octet === null ? null : { octet, length: 4 };
  }
  const octet = ESCAPES[letter];
  return octet === undefined ? null : { octet, length: 2 };
}
