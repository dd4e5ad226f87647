/** Percent-encoding (RFC 3986 §2.1), decoded strictly: nothing is guessed or replaced. Pure. */
import { decodeUtf8 } from '../base/decode.ts';
import { fromLatin1 } from '../base/octets.ts';

/**
 * The characters of a percent-encoded text, decoded once; null for a `%` without two hexadecimal digits and for octets
 * that are not UTF-8. `text` holds octets, one code unit each.
 */
export function percentDecode(text: string): string | null {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return null;
  const octets = text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return decodeUtf8(fromLatin1(octets));
}

/** A name and a value of a query or a form. */
export type FormPair = readonly [name: string, value: string];

/**
 * The pairs of `a=1&b=2`, as in a query or application/x-www-form-urlencoded: `+` is a space, a pair without `=`
 * has an empty value, empty pairs are omitted. Null where one cannot be decoded.
 */
export function parseForm(text: string): readonly FormPair[] | null {
  const pairs: FormPair[] = [];
  for (const piece of text.split('&')) {
    if (piece === '') continue;
    const equals = piece.indexOf('=');
    const name = decodeFormText(equals < 0 ? piece : piece.slice(0, equals));
    const value = equals < 0 ? '' : decodeFormText(piece.slice(equals + 1));
    if (name === null || value === null) return null;
    pairs.push([name, value]);
  }
  return pairs;
}

function decodeFormText(text: string): string | null {
  return percentDecode(text.replaceAll('+', ' '));
}
