/**
 * Writes messages: the reverse of the parser. Pure; the caller decides the content, this file encodes it as octets.
 *
 * A field set by a handler is checked here, at the last point before the wire: CR, LF or NUL in it would let the
 * handler's input end the field line early (RFC 9110 §5.5).
 */
import { CR, fromLatin1, LF, SP } from '../base/octets.ts';
import { isFieldValue, isToken, OCTET_CLASSES } from './grammar.ts';

/** A field line to write, in order; a pair, so duplicates and order are preserved. */
export type FieldPair = readonly [name: string, value: string];

export class FieldError extends Error {
  readonly code = 'BAD_FIELD';
}

/** Memory for octets that are about to be written. */
export type Allocate = (length: number) => Uint8Array;

const NOTHING: Uint8Array = new Uint8Array(0);

/**
 * A status-line and a header section, through the empty line (RFC 9112 §2.1), with space for what follows.
 * @throws FieldError for a status that does not have three digits, for a name that is not a token, and for a reason
 * phrase or value with a control octet or a code unit above 0xFF.
 */
export function writeHead(
  status: number,
  reason: string,
  fields: readonly FieldPair[],
  behind = NOTHING,
  allocate: Allocate = (length) => new Uint8Array(length),
): Uint8Array {
  if (!(Number.isInteger(status) && status >= 100 && status <= 999))
    throw new FieldError(`${status} is not a status code (RFC 9112 §4)`);
  if (!isFieldValue(reason)) throw new FieldError('the reason phrase has an octet it may not have (RFC 9112 §4)');
  const line = `HTTP/1.1 ${status} ${reason}\r\n`;
  let length = line.length + 2 + behind.length;
  for (const [name, value] of fields) length += name.length + value.length + 4;
  // Directly into octets: joining the lines first would build a text for each, only to copy it once more.
  const octets = allocate(length);
  let at = put(octets, 0, line);
  for (const pair of fields) at = putField(octets, at, pair);
  octets[at] = CR;
  octets[at + 1] = LF;
  if (behind.length > 0) octets.set(behind, at + 2);
  return octets;
}

/** Writes a text that is known to be latin-1. Returns the offset after it. */
function put(octets: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) octets[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/** Checks while it writes: a second pass over every field would cost as much as the first. */
function putField(octets: Uint8Array, start: number, [name, value]: FieldPair): number {
  const colon = putOnly(octets, start, name, OCTET_CLASSES.tchar);
  octets[colon] = 0x3a;
  octets[colon + 1] = SP;
  const end = putOnly(octets, colon + 2, value, OCTET_CLASSES['field octet']);
  if (end !== colon + 2 + value.length || colon !== start + name.length || name === '') checkField(name, value);
  octets[end] = CR;
  octets[end + 1] = LF;
  return end + 2;
}

/** Writes the text as far as its octets are among `members`. Returns the offset after what it wrote. */
function putOnly(octets: Uint8Array, at: number, text: string, members: Uint8Array): number {
  for (let i = 0; i < text.length; i++) {
    const octet = text.charCodeAt(i);
    if (members[octet] !== 1) return at + i;
    octets[at + i] = octet;
  }
  return at + text.length;
}

function checkField(name: string, value: string): void {
  if (!isToken(name)) throw new FieldError(`"${name}" is not a field name (RFC 9110 §5.1)`);
  if (!isFieldValue(value))
    throw new FieldError(`the value of ${name} has an octet no field value may have (RFC 9110 §5.5)`);
}

/** One field line with its CR LF. @throws FieldError as writeHead. */
export function fieldLine(name: string, value: string): string {
  checkField(name, value);
  return `${name}: ${value}\r\n`;
}

/**
 * The octets before a chunk's data: its size and CR LF (RFC 9112 §7.1).
 * @throws RangeError for a length that is not a positive integer: zero would end the content.
 */
export function chunkStart(length: number): Uint8Array {
  if (!Number.isSafeInteger(length) || length <= 0) throw new RangeError(`no chunk has ${length} octets`);
  return fromLatin1(`${length.toString(16)}\r\n`);
}

/** The last chunk, the trailer section and the empty line. @throws FieldError as writeHead. */
export function lastChunk(trailers: readonly FieldPair[] = []): Uint8Array {
  let text = '0\r\n';
  for (const [name, value] of trailers) text += fieldLine(name, value);
  return fromLatin1(`${text}\r\n`);
}
