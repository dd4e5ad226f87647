/**
 * Octets: ranges, latin-1 text, hexadecimal, names and visible glyphs.
 *
 * Everything on the wire is an octet (0–255). Text that stands for octets is always latin-1, one code unit per octet,
 * so the conversion is lossless both ways.
 */

/** A half-open range of octets `[start, end)`, counted per direction from octet 0 of the connection. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export const CR = 0x0d;
export const LF = 0x0a;
export const SP = 0x20;
export const HTAB = 0x09;

/** How many code units to pass to one `String.fromCharCode` call: engines limit the number of arguments. */
const DECODE_PIECE = 8192;

/** Texts up to this length are built four code units at a time: a view and a call with many arguments cost more. */
const SHORT_TEXT = 256;

/** The octets `[start, end)` of `bytes` as latin-1 text, one code unit per octet. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  if (end - start <= SHORT_TEXT) return shortLatin1(bytes, start, Math.min(end, bytes.length));
  let text = '';
  for (let at = start; at < end; at += DECODE_PIECE) {
    text += String.fromCharCode.apply(
      null,
      bytes.subarray(at, Math.min(end, at + DECODE_PIECE)) as unknown as number[],
    );
  }
  return text;
}

function shortLatin1(b: Uint8Array, start: number, end: number): string {
  let text = '';
  let i = start;
  for (; i + 4 <= end; i += 4) {
    text += String.fromCharCode(b[i] as number, b[i + 1] as number, b[i + 2] as number, b[i + 3] as number);
  }
  for (; i < end; i++) text += String.fromCharCode(b[i] as number);
  return text;
}

/**
 * The octets of a latin-1 text.
 * @throws RangeError for a code unit above 0xFF: such a text holds characters, not octets.
 */
export function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) throw new RangeError(`code unit ${unit} at ${i} is not an octet`);
    bytes[i] = unit;
  }
  return bytes;
}

/** A text as UTF-8; a lone surrogate becomes U+FFFD, as in TextEncoder. */
export function utf8(text: string): Uint8Array {
  const out = new Uint8Array(text.length * UTF8_MOST);
  return out.slice(0, writeUtf8(text, 0, text.length, out, 0));
}

/** Most UTF-8 octets per code unit: a surrogate pair takes four for its two. */
export const UTF8_MOST = 3;

/** Writes the code units `[from, to)` of a text into `out` at `at`, as utf8() does. Returns the offset after them. */
export function writeUtf8(text: string, from: number, to: number, out: Uint8Array, at: number): number {
  let end = at;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      out[end++] = unit;
      continue;
    }
    const point = pointAt(text, i, to);
    if (point > 0xffff) i++;
    end = writePoint(point, out, end);
  }
  return end;
}

/** The code point at a code unit; U+FFFD for a lone surrogate. */
function pointAt(text: string, at: number, to: number): number {
  const point = at + 1 < to ? (text.codePointAt(at) as number) : text.charCodeAt(at);
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
}

/** A code point of at least U+0080. */
function writePoint(point: number, out: Uint8Array, at: number): number {
  let end = at;
  if (point < 0x800) out[end++] = 0xc0 | (point >> 6);
  else if (point < 0x10000) {
    out[end++] = 0xe0 | (point >> 12);
    out[end++] = 0x80 | ((point >> 6) & 63);
  } else {
    out[end++] = 0xf0 | (point >> 18);
    out[end++] = 0x80 | ((point >> 12) & 63);
    out[end++] = 0x80 | ((point >> 6) & 63);
  }
  out[end++] = 0x80 | (point & 63);
  return end;
}

/** An octet as two upper-case hexadecimal digits: `0D`. */
export function hex(octet: number): string {
  return octet.toString(16).toUpperCase().padStart(2, '0');
}

/** The short names of the control octets, as RFC 20 and the ABNF core rules spell them. */
const CONTROL_NAMES =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HTAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** The name of an octet without a glyph of its own (`CR`, `SP`, `NUL`, `DEL`), else undefined. */
export function octetName(octet: number): string | undefined {
  if (octet === SP) return 'SP';
  if (octet === 0x7f) return 'DEL';
  return CONTROL_NAMES[octet];
}

/**
 * How a cell of the tape shows an octet: `·` for SP, `→` for HTAB, the short name of any other control octet,
 * the character itself for the rest of US-ASCII, two hexadecimal digits from 0x80 on.
 */
export function glyph(octet: number): string {
  if (octet === SP) return '·';
  if (octet === HTAB) return '→';
  if (octet >= 0x80) return hex(octet);
  return octetName(octet) ?? String.fromCharCode(octet);
}

/** Escapes octets to one line of printable US-ASCII: `\r`, `\n`, `\t`, `\\` and `\xHH`. Lossless. */
export function escapeOctets(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = '';
  for (let i = start; i < end; i++) text += escapeOctet(bytes[i] as number);
  return text;
}

function escapeOctet(octet: number): string {
  if (octet === CR) return '\\r';
  if (octet === LF) return '\\n';
  if (octet === HTAB) return '\\t';
  if (octet === 0x5c) return '\\\\';
  if (octet < 0x20 || octet > 0x7e) return `\\x${hex(octet).toLowerCase()}`;
  return String.fromCharCode(octet);
}

/** Merges ranges of octets into one. */
export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
