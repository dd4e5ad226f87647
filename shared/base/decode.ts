/**
 * Decoding outside input: checks that turn `unknown` into a typed value, and the JSON headers of Octet's binary
 * formats. Nothing here throws or trusts a length, whatever the octets are.
 */
import { latin1, utf8 } from './octets.ts';

/** The value when it passes the check, else undefined (not a JSON value, so the result is never ambiguous). */
export type Decoder<T> = (value: unknown) => T | undefined;

/** A string of at most `max` code units. */
export const text =
  (max: number): Decoder<string> =>
  (value) =>
    typeof value === 'string' && value.length <= max ? value : undefined;

/** An integer from `min` to `max`. */
export const integer =
  (min: number, max = Number.MAX_SAFE_INTEGER): Decoder<number> =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max ? (value as number) : undefined;

/** A finite number of at least 0: times and durations. */
export const duration: Decoder<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

export const flag: Decoder<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** One of a fixed set of strings. */
export function oneOf<T extends string>(...words: readonly T[]): Decoder<T> {
  return (value) => words.find((word) => word === value);
}

/** Null, or a value that `decoder` accepts. */
export const nullable =
  <T>(decoder: Decoder<T>): Decoder<T | null> =>
  (value) =>
    value === null ? null : decoder(value);

/** A list of at most `max` items, each accepted by `decoder`. */
export function list<T>(decoder: Decoder<T>, max: number): Decoder<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > max) return undefined;
    const items: T[] = [];
    for (const element of value) {
      const item = decoder(element);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  };
}

type Shape<T> = { readonly [K in keyof T]-?: Decoder<T[K]> };

/**
 * An object with the fields of `required` and, where present, those of `optional`. Other fields are dropped: the
 * result holds only checked values, under known keys.
 */
export function record<R extends object, O extends object = object>(
  required: Shape<R>,
  optional?: Shape<O>,
): Decoder<R & Partial<O>> {
  const needed = Object.entries(required) as [string, Decoder<unknown>][];
  const allowed = Object.entries(optional ?? {}) as [string, Decoder<unknown>][];
  return (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const out: Record<string, unknown> = {};
    for (const [key, decoder] of needed) {
      if (!copyField(value, key, decoder, out)) return undefined;
    }
    for (const [key, decoder] of allowed) {
      if (Object.hasOwn(value, key) && !copyField(value, key, decoder, out)) return undefined;
    }
    return out as R & Partial<O>;
  };
}

function copyField(from: object, key: string, decoder: Decoder<unknown>, to: Record<string, unknown>): boolean {
  const found = Object.hasOwn(from, key) ? decoder((from as Record<string, unknown>)[key]) : undefined;
  if (found === undefined) return false;
  to[key] = found;
  return true;
}

/** A union discriminated by its field `key`. */
export function tagged<T>(key: string, cases: { readonly [word: string]: Decoder<T> }): Decoder<T> {
  const byWord = new Map(Object.entries(cases));
  return (value) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    const word = (value as Record<string, unknown>)[key];
    return typeof word === 'string' ? byWord.get(word)?.(value) : undefined;
  };
}

/** u32, big-endian; undefined past the end. */
export function readU32(bytes: Uint8Array, at: number): number | undefined {
  if (at + 4 > bytes.length) return undefined;
  let value = 0;
  for (let i = at; i < at + 4; i++) value = value * 256 + (bytes[i] as number);
  return value;
}

/** Writes a u32, big-endian, and returns the offset after it. */
export function writeU32(bytes: Uint8Array, at: number, value: number): number {
  for (let i = 0; i < 4; i++) bytes[at + i] = value >>> (24 - 8 * i);
  return at + 4;
}

/** A value as JSON in UTF-8. */
export function encodeJson(value: unknown): Uint8Array {
  const json = JSON.stringify(value);
  const bytes = new Uint8Array(json.length);
  for (let i = 0; i < json.length; i++) {
    const unit = json.charCodeAt(i);
    // Nearly every header is US-ASCII; the general path is several times slower.
    if (unit >= 0x80) return utf8(json);
    bytes[i] = unit;
  }
  return bytes;
}

/** The octets a string takes in JSON, quotes included. */
export function jsonLength(text: string): number {
  return encodeJson(text).length;
}

/** The beginning of a string that takes at most `most` octets in JSON, quotes excluded; characters stay whole. */
export function cutToJson(text: string, most: number): string {
  // A code unit takes at most six octets, as `\u0001`.
  if (text.length * 6 <= most) return text;
  let left = most;
  let end = 0;
  for (const character of text) {
    left -= jsonLength(character) - 2;
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** The JSON value in the octets `[start, end)`; undefined when they are not UTF-8 or not JSON. */
export function decodeJson(bytes: Uint8Array, start: number, end: number): unknown {
  const json = decodeUtf8(bytes, start, end);
  if (json === null) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    // Hostile input is normal here: the caller turns undefined into a refusal.
    return undefined;
  }
}

/** The text whose UTF-8 form is `[start, end)`; null when it is malformed, overlong or holds a surrogate. */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string | null {
  let at = start;
  while (at < end && (bytes[at] as number) < 0x80) at++;
  let out = latin1(bytes, start, at);
  while (at < end) {
    const length = sequenceLength(bytes[at] as number);
    const point = at + length <= end ? codePoint(bytes, at, length) : -1;
    if (point < 0) return null;
    out += String.fromCodePoint(point);
    at += length;
  }
  return out;
}

/** The length of a UTF-8 sequence, from its first octet; 5 for an octet that cannot start one. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 5;
}

/** The smallest code point that needs a sequence of that length: anything below is overlong. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] as number;
  if (length === 1) return first;
  if (length > 4) return -1;
  let point = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const octet = bytes[at + i] as number;
    if ((octet & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (octet & 0x3f);
  }
  const wrong = point < (SMALLEST[length] as number) || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff);
  return wrong ? -1 : point;
}
