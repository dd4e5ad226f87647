/**
 * Octets as an editor's text: one code point U+0000–U+00FF per octet, so position and offset are the same number.
 * Text that people type or paste consists of characters; it becomes octets as UTF-8.
 */
import { fromLatin1, latin1, utf8 } from '../base/octets.ts';

/** The octets as an editor's text. */
export function textOfOctets(bytes: Uint8Array): string {
  return latin1(bytes);
}

/**
 * The octets of an editor's text.
 * @throws RangeError when the text holds a character that was not converted to octets first.
 */
export function octetsOfText(text: string): Uint8Array {
  return fromLatin1(text);
}

/** Typed or pasted text as an editor's text: its UTF-8 octets. US-ASCII stays as it is. */
export function encodeTyped(text: string): string {
  return latin1(utf8(text));
}

/** Octets in a form the clipboard keeps losslessly: two hexadecimal digits each. */
export function octetsToHex(bytes: Uint8Array): string {
  let text = '';
  for (const octet of bytes) text += octet.toString(16).padStart(2, '0');
  return text;
}

/** The octets of {@link octetsToHex}; null for any other text. */
export function hexToOctets(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}
