/** Names and values in a query or in content: application/x-www-form-urlencoded, and base64 for Basic. */
import { decodeUtf8 } from '../base/decode.ts';
import { hex, utf8 } from '../base/octets.ts';

/** In order; a pair, so repeated names are preserved. */
export type FormPair = readonly [name: string, value: string];

const AS_IS = /[A-Za-z0-9*._-]/;

/** One name or value as browsers encode it: UTF-8, SP as `+`, all but letters, digits and `*-._` percent-encoded. */
export function formEncode(text: string): string {
  let out = '';
  for (const octet of utf8(text)) {
    const character = String.fromCharCode(octet);
    out += character === ' ' ? '+' : AS_IS.test(character) ? character : `%${hex(octet)}`;
  }
  return out;
}

export function formText(pairs: readonly FormPair[]): string {
  return pairs.map(([name, value]) => `${formEncode(name)}=${formEncode(value)}`).join('&');
}

/** The pairs of such a text; null where one is not UTF-8. A pair without `=` has an empty value. */
export function readFormText(text: string): readonly FormPair[] | null {
  const pairs: FormPair[] = [];
  for (const piece of text.split('&')) {
    const at = piece.indexOf('=');
    const name = decodedPart(at < 0 ? piece : piece.slice(0, at));
    const value = decodedPart(at < 0 ? '' : piece.slice(at + 1));
    if (name === null || value === null) return null;
    pairs.push([name, value]);
  }
  return pairs;
}

function decodedPart(text: string): string | null {
  return decodeUtf8(percentDecode(text.replaceAll('+', ' ')));
}

/** A query with pairs appended; the existing part stays as written. */
export function appendQuery(query: string | null, pairs: readonly FormPair[]): string | null {
  if (pairs.length === 0) return query;
  return query === null || query === '' ? formText(pairs) : `${query}&${formText(pairs)}`;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648 §4. */
export function base64(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let digit = 0; digit < 4; digit++) out += digit <= left ? BASE64[(group >> (18 - 6 * digit)) & 63] : '=';
  }
  return out;
}

const HEX_PAIR = /^[0-9A-Fa-f]{2}$/;

/** The octets of a percent-encoded text, characters as UTF-8; a `%` without two digits stands for itself. */
export function percentDecode(text: string): Uint8Array {
  const out: number[] = [];
  const bytes = utf8(text);
  for (let i = 0; i < bytes.length; i++) {
    const pair = bytes[i] === 0x25 ? String.fromCharCode(bytes[i + 1] ?? 0, bytes[i + 2] ?? 0) : '';
    if (HEX_PAIR.test(pair)) i += 2;
    out.push(HEX_PAIR.test(pair) ? Number.parseInt(pair, 16) : (bytes[i] as number));
  }
  return Uint8Array.from(out);
}
