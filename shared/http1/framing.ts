/**
 * How to find the length of a message's content: RFC 9112 §6.3 as an ordered list, for requests and for responses.
 * The first item that applies decides.
 */

import type { Mode } from '../base/options.ts';
import { areCodings, codingOf, contentLengthFault, linesOf, listOf, parseContentLength } from './checks.ts';
import type { FieldLine, Framing } from './events.ts';
import type { RuleId } from './rules.ts';

/** A framing, or the rule that refuses the message and the field line to blame. */
export type FramingResult = Framing | { readonly refused: RuleId; readonly line: FieldLine };

/** How strictly a request's framing is read. */
export interface FramingReading {
  readonly mode: Mode;
  /** Called when a leniency could let a violation pass; the callee reports each one it lets pass. */
  readonly lets: (leniency: 'cl-te' | 'cl-list', rule: RuleId, line: FieldLine) => boolean;
}

/** Framing of a request (RFC 9112 §6.3, items 3, 4, 5, 6, 7). Strict wherever two readers could differ. */
export function requestFraming(fields: readonly FieldLine[], minor: number, reading: FramingReading): FramingResult {
  const encoding = linesOf(fields, 'transfer-encoding');
  const lengths = linesOf(fields, 'content-length');
  const te = encoding[0];
  const cl = lengths[0];
  if (te !== undefined) {
    if (minor < 1) return { refused: 'transfer-encoding-1.0', line: te };
    // In the RFC, Transfer-Encoding then wins and the connection ends with the message (§6.1).
    if (cl !== undefined && !reading.lets('cl-te', 'transfer-encoding-and-length', cl))
      return { refused: 'transfer-encoding-and-length', line: cl };
    return requestCodings(fields, te, encoding.at(-1) as FieldLine);
  }
  if (cl !== undefined) return lengthFraming(lengths, cl, reading);
  return { by: 'none', rule: 'no-content' };
}

/** Several lines form one list: a fault at its end is blamed on the `last` line, any other on the `first`. */
function requestCodings(fields: readonly FieldLine[], first: FieldLine, last: FieldLine): FramingResult {
  const codings = listOf(fields, 'transfer-encoding').map((coding) => coding.toLowerCase());
  if (!areCodings(codings)) return { refused: 'transfer-encoding-invalid', line: first };
  if (codings.some((coding) => coding !== 'chunked' && codingOf(coding) === 'chunked'))
    return { refused: 'chunked-parameters', line: last };
  if (codings.at(-1) !== 'chunked') return { refused: 'transfer-encoding-not-chunked', line: last };
  const before = codings.slice(0, -1);
  if (before.some((coding) => codingOf(coding) === 'chunked'))
    return { refused: 'transfer-encoding-invalid', line: last };
  if (before.length > 0) return { refused: 'transfer-encoding-unknown', line: first };
  return { by: 'chunked', rule: 'transfer-encoding-chunked' };
}

function lengthFraming(lengths: readonly FieldLine[], first: FieldLine, reading: FramingReading): FramingResult {
  const repeated = lengths[1] ?? (first.value.includes(',') ? first : undefined);
  if (repeated !== undefined) return repeatedLength(lengths, repeated, reading);
  const length = parseContentLength(first.value);
  if (length === null) return { refused: contentLengthFault(first.value), line: first };
  return canonicalLength(first.value, length, first, reading);
}

/** A repeated length is refused, even the same; the leniency accepts the same decimal value repeated (§6.3, item 5). */
function repeatedLength(lengths: readonly FieldLine[], line: FieldLine, reading: FramingReading): FramingResult {
  const members = listOf(lengths, 'content-length');
  const wrong = members.length === 0 ? '' : members.find((member) => parseContentLength(member) === null);
  if (wrong !== undefined) return { refused: contentLengthFault(wrong), line };
  const value = onlyMember(lengths);
  if (value === null || !reading.lets('cl-list', 'content-length-duplicate', line))
    return { refused: 'content-length-duplicate', line };
  return canonicalLength(value, Number(value), line, reading);
}

function canonicalLength(value: string, length: number, line: FieldLine, { mode }: FramingReading): FramingResult {
  if (mode === 'hardened' && value !== String(length)) return { refused: 'content-length-canonical', line };
  return { by: 'length', length, rule: 'content-length' };
}

/** The one value that all members of all lines repeat, or null when there is no such value. */
function onlyMember(lines: readonly FieldLine[]): string | null {
  const values = new Set(listOf(lines, 'content-length'));
  return values.size === 1 ? ([...values][0] as string) : null;
}

/**
 * Framing of a response (RFC 9112 §6.3, items 1 to 5 and 8). `method` is the request's, or undefined when it is not
 * known. A reader accepts what it can: a broken Transfer-Encoding means "until the connection closes".
 */
export function responseFraming(
  status: number,
  method: string | undefined,
  fields: readonly FieldLine[],
): FramingResult {
  if (status === 101 || (method === 'CONNECT' && status >= 200 && status < 300))
    return { by: 'tunnel', rule: 'tunnel' };
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return { by: 'none', rule: 'no-content' };
  const codings = listOf(fields, 'transfer-encoding');
  if (codings.at(-1)?.toLowerCase() === 'chunked') return { by: 'chunked', rule: 'transfer-encoding-chunked' };
  if (linesOf(fields, 'transfer-encoding').length > 0) return { by: 'close', rule: 'until-close' };
  return responseLength(fields);
}

/** Equal repeated lengths count as one length (RFC 9110 §8.6); different ones cannot be trusted. */
function responseLength(fields: readonly FieldLine[]): FramingResult {
  const lines = linesOf(fields, 'content-length');
  const first = lines[0];
  if (first === undefined) return { by: 'close', rule: 'until-close' };
  const differing = differingLength(lines);
  if (differing !== undefined) return { refused: 'content-length-duplicate', line: differing };
  const value = onlyMember(lines) ?? '';
  const length = parseContentLength(value);
  if (length === null) return { refused: contentLengthFault(value), line: first };
  return { by: 'length', length, rule: 'content-length' };
}

/** The first line with a length that differs from the one before it, where all of them are lengths. */
function differingLength(lines: readonly FieldLine[]): FieldLine | undefined {
  const members = listOf(lines, 'content-length');
  if (members.some((member) => parseContentLength(member) === null)) return undefined;
  return lines.find((line) => listOf([line], 'content-length').some((member) => member !== members[0]));
}
