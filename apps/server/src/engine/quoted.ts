/** Field values with quoted-strings (RFC 9110 §5.6): a separator inside quotes does not separate. Pure. */
import { isToken } from '#shared/http1/grammar.ts';

/** Splits at `separator`, leaving quoted-strings whole; trims OWS around each piece and keeps empty pieces. */
export function splitUnquoted(text: string, separator: ',' | ';'): readonly string[] {
  const pieces: string[] = [];
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted && character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      pieces.push(trimOws(text.slice(start, at)));
      start = at + 1;
    }
  }
  pieces.push(trimOws(text.slice(start)));
  return pieces;
}

/** Without SP and HTAB at both ends. */
export function trimOws(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isOws(text[start])) start++;
  while (end > start && isOws(text[end - 1])) end--;
  return text.slice(start, end);
}

function isOws(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** A parameter: its name in lower case and its value without quotes. */
export type Parameter = readonly [name: string, value: string];

const QUOTED_STRING = /^"(?:[^"\\]|\\.)*"$/s;

/** `name=value` or `name="value"` (RFC 9110 §5.6.6); null for anything else. */
export function parseParameter(text: string): Parameter | null {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(0, equals));
  const value = text.slice(equals + 1);
  if (!isToken(name)) return null;
  if (isToken(value)) return [name.toLowerCase(), value];
  if (!QUOTED_STRING.test(value)) return null;
  return [name.toLowerCase(), value.slice(1, -1).replace(/\\(.)/gs, '$1')];
}
