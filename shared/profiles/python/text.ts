/** Texts and bytes as in Python: decoding with exact error messages, splitting, stripping, `repr`. */
import { concat, fromLatin1, latin1, utf8 } from '../../base/octets.ts';
import { IndexError, MemoryError, UnicodeDecodeError } from './exceptions.ts';

/** Limit for `data += chunk`: a lesson must not fill the machine's memory. */
const MEMORY = 16 * 1024 * 1024;

/** `b'…'`: a text in which every character is one octet. */
export const b = fromLatin1;

/** `text.encode('utf-8')`. */
export const encode = utf8;

/** `bytes + more`. */
export function plus(bytes: Uint8Array, more: Uint8Array): Uint8Array {
  if (bytes.length + more.length > MEMORY) throw new MemoryError('');
  return concat([bytes, more]);
}

/** How many octets follow a first octet of UTF-8; −1 when it is invalid. */
function following(first: number): number {
  if (first < 0x80) return 0;
  if (first < 0xc2 || first > 0xf4) return -1;
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

/** The bounds of a second octet: they exclude overlong forms, surrogates and values above U+10FFFF. */
function secondFits(first: number, second: number): boolean {
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high;
}

interface Piece {
  readonly end: number;
  /** −1: not a character; `why` gives the reason in Python's words. */
  readonly point: number;
  readonly why?: string;
}

function pieceAt(bytes: Uint8Array, at: number): Piece {
  const first = bytes[at] as number;
  const more = following(first);
  if (more < 0) return { end: at + 1, point: -1, why: 'invalid start byte' };
  let point = more === 0 ? first : first & (0x3f >> more);
  for (let i = 1; i <= more; i++) {
    const octet = bytes[at + i];
    if (octet === undefined) return { end: at + i, point: -1, why: 'unexpected end of data' };
    const fits = i === 1 ? secondFits(first, octet) : (octet & 0xc0) === 0x80;
    if (!fits) return { end: at + i, point: -1, why: 'invalid continuation byte' };
    point = (point << 6) | (octet & 0x3f);
  }
  return { end: at + 1 + more, point };
}

/** `bytes.decode('utf-8', errors)`. @throws UnicodeDecodeError with Python's message, unless it may replace. */
export function decode(bytes: Uint8Array, errors: 'strict' | 'replace' = 'strict'): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const { end, point, why } = pieceAt(bytes, at);
    if (why !== undefined && errors === 'strict') throw undecodable(bytes, at, end, why);
    text += point < 0 ? '\ufffd' : String.fromCodePoint(point);
    at = end;
  }
  return text;
}

function undecodable(bytes: Uint8Array, at: number, end: number, why: string): UnicodeDecodeError {
  const place =
    end - at === 1
      ? `byte 0x${(bytes[at] as number).toString(16).padStart(2, '0')} in position ${at}`
      : `bytes in position ${at}-${end - 1}`;
  return new UnicodeDecodeError(`'utf-8' codec can't decode ${place}: ${why}`);
}

/** Python's white space in a text differs from JavaScript's: U+001C to U+001F and U+0085 count too. */
const SPACE_RANGES = [
  [0x09, 0x0d],
  [0x1c, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
] as const;
const SPACES = `[${SPACE_RANGES.map((range) =>
  String.fromCharCode(...range)
    .split('')
    .join('-'),
).join('')}]+`;
const SPLITTER = new RegExp(SPACES, 'u');
const AROUND = new RegExp(`^${SPACES}|${SPACES}$`, 'gu');

/** `text.split()`: the words between white space. */
export function words(text: string): string[] {
  return text.split(SPLITTER).filter((word) => word !== '');
}

/** `text.strip()`. */
export function strip(text: string): string {
  return text.replace(AROUND, '');
}

/** `bytes.strip()`: US-ASCII white space only. */
export function stripBytes(bytes: Uint8Array): Uint8Array {
  const isSpace = (octet: number | undefined): boolean =>
    octet === 0x20 || (octet !== undefined && octet >= 9 && octet <= 13);
  let start = 0;
  let end = bytes.length;
  while (start < end && isSpace(bytes[start])) start++;
  while (end > start && isSpace(bytes[end - 1])) end--;
  return bytes.slice(start, end);
}

/** `bytes.upper()`: a–z only. */
export function upperBytes(bytes: Uint8Array): Uint8Array {
  return bytes.map((octet) => (octet >= 0x61 && octet <= 0x7a ? octet - 0x20 : octet));
}

/** `len(text)`: characters, not octets and not UTF-16 code units. */
export function len(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** `list[index]`. @throws IndexError where JavaScript would give undefined */
export function item<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new IndexError('list index out of range');
  return found;
}

/** The form in which `print` shows a value. */
export function shown(value: unknown): string {
  if (value instanceof Uint8Array) return `b'${escaped(value)}'`;
  if (Array.isArray(value))
    return `(${value.map((one) => (typeof one === 'string' ? `'${one}'` : shown(one))).join(', ')})`;
  return value instanceof Error ? value.message : String(value);
}

function escaped(bytes: Uint8Array): string {
  const short: Readonly<Record<string, string>> = { '\r': '\\r', '\n': '\\n', '\t': '\\t', '\\': '\\\\', "'": "\\'" };
  return latin1(bytes).replace(
    /[^ -~]|[\\']/g,
    (c) => short[c] ?? `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
