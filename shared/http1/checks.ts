/**
 * Checks that the table cannot make octet by octet: the target's form, Host, and the values that decide framing.
 * Each returns the broken rule, or null. Pure; the caller provides the ranges to blame.
 */

import { HTAB, SP } from '../base/octets.ts';
import type { Mode } from '../base/options.ts';
import type { FieldLine } from './events.ts';
import { isToken } from './grammar.ts';
import type { RuleId } from './rules.ts';

/** Name of a field line in lower case: field names are case-insensitive (RFC 9110 §5.1). */
export function nameOf(field: FieldLine): string {
  return field.name.toLowerCase();
}

/** The result for most names in most requests. */
const NO_LINES: readonly FieldLine[] = [];

/** Whether a line has a name, given in lower case. Called for a dozen names per line, so it compares lengths first. */
export function isNamed(field: FieldLine, name: string): boolean {
  return field.name.length === name.length && nameOf(field) === name;
}

/** The field lines of a name (given in lower case), in order. */
export function linesOf(fields: readonly FieldLine[], name: string): readonly FieldLine[] {
  let found: FieldLine[] | null = null;
  for (const field of fields) {
    if (!isNamed(field, name)) continue;
    if (found === null) found = [field];
    else found.push(field);
  }
  return found ?? NO_LINES;
}

const NO_MEMBERS: readonly string[] = [];

/** The members of a comma-separated list over all its lines, without empty members (RFC 9110 §5.6.1). */
export function listOf(fields: readonly FieldLine[], name: string): readonly string[] {
  const lines = linesOf(fields, name);
  if (lines.length === 0) return NO_MEMBERS;
  return lines.flatMap((field) =>
    field.value
      .split(',')
      .map(trimSpace)
      .filter((member) => member !== ''),
  );
}

/** Strips SP and HTAB at both ends; `trim` would also strip octets such as 0xA0. */
function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isSpace(octet: number): boolean {
  return octet === SP || octet === HTAB;
}

/** The coding of a member of Transfer-Encoding in lower case, without its parameters (RFC 9112 §7). */
export function codingOf(member: string): string {
  return trimSpace(member.split(';')[0] as string).toLowerCase();
}

/**
 * The four forms of the request-target (RFC 9112 §3.2): origin-form and absolute-form for any method but CONNECT,
 * authority-form only with CONNECT, `*` only with OPTIONS.
 */
export function checkTarget(method: string, target: string): RuleId | null {
  if (method === 'CONNECT') return isAuthority(target) ? null : 'target-form';
  if (target.startsWith('/')) return null;
  if (target === '*') return method === 'OPTIONS' ? null : 'target-form';
  const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?]*)/.exec(target);
  if (absolute === null) return 'target-form';
  const authority = absolute[1] as string;
  return authority !== '' && checkHostValue(authority) === null ? null : 'target-form';
}

/** What `hardened` refuses in a path because servers behind a proxy read it differently: `\`, %00, %0A, %0D. */
export function checkPath(target: string): RuleId | null {
  const query = target.indexOf('?');
  const path = query < 0 ? target : target.slice(0, query);
  return path.includes('\\') || /%0[0AD]/i.test(path) ? 'target-unsafe' : null;
}

/** uri-host ":" port, both required (RFC 9112 §3.2.3). */
function isAuthority(target: string): boolean {
  return /:\d+$/.test(target) && checkHostValue(target) === null;
}

/**
 * Host = uri-host [ ":" port ] (RFC 9110 §7.2). Underscores are accepted, for names such as `my_service:80`. An empty
 * value is valid only for a target without authority; an origin server has none, so it is refused (policy). A comma is
 * allowed in a name (RFC 3986 §3.2.2); `hardened` treats it as two Host fields combined in transit.
 */
export function checkHostValue(value: string, mode: Mode = 'rfc'): RuleId | null {
  const parts =
    /^(\[(?:[0-9A-Fa-f:.]+|v[0-9A-Fa-f]+\.[\w.~!$&'()*+,;=:-]+)\]|(?:[\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+)(?::(\d{0,5}))?$/i.exec(
      value,
    );
  if (parts === null) return 'host-invalid';
  if (mode === 'hardened' && value.includes(',')) return 'host-list';
  const port = parts[2];
  return port !== undefined && port !== '' && Number(port) > 65535 ? 'host-invalid' : null;
}

/**
 * Exactly one valid Host in HTTP/1.1; at most one in HTTP/1.0 (RFC 9112 §3.2). Returns the broken rule and the line to
 * blame, when there is one.
 */
export function checkHost(
  fields: readonly FieldLine[],
  minor: number,
  mode: Mode,
): { rule: RuleId; line: FieldLine | null } | null {
  const lines = linesOf(fields, 'host');
  const second = lines[1];
  if (second !== undefined) return { rule: 'host-duplicate', line: second };
  const only = lines[0];
  if (only === undefined) return minor >= 1 ? { rule: 'host-missing', line: null } : null;
  const rule = checkHostValue(only.value, mode);
  return rule === null ? null : { rule, line: only };
}

/**
 * Whether an absolute-form names the same host as Host, ignoring letter case and the scheme's default port. In the
 * RFC the target wins (RFC 9112 §3.2.2); `hardened` treats the contradiction as an attempt at misrouting.
 */
export function checkSameHost(fields: readonly FieldLine[], target: string): { rule: RuleId; line: FieldLine } | null {
  const host = linesOf(fields, 'host')[0];
  const absolute = /^([^/:]*):\/\/([^/?]*)/.exec(target);
  if (host === undefined || absolute === null) return null;
  const scheme = (absolute[1] as string).toLowerCase();
  const named = plainAuthority(absolute[2] as string, scheme);
  return named === plainAuthority(host.value, scheme) ? null : { rule: 'host-mismatch', line: host };
}

function plainAuthority(authority: string, scheme: string): string {
  const usual = scheme === 'https' ? /:(?:443)?$/ : /:(?:80)?$/;
  return authority.toLowerCase().replace(usual, '');
}

/** Names that servers with CGI ancestry mistake for the framing fields (RFC 9110 §17.10); in lower case. */
const LOOK_ALIKES: ReadonlySet<string> = new Set(['content_length', 'transfer_encoding']);

/** Whether a name differs from a framing field's name only by an underscore. */
export function isFramingLookAlike(name: string): boolean {
  return name.includes('_') && LOOK_ALIKES.has(name.toLowerCase());
}

/** Content-Length = 1*DIGIT (RFC 9110 §8.6), at most 2^53 − 1, which JavaScript and JSON still represent exactly. */
export function parseContentLength(value: string): number | null {
  if (!/^\d+$/.test(value)) return null;
  const length = Number(value);
  return Number.isSafeInteger(length) ? length : null;
}

/** The rule that a Content-Length breaks when parseContentLength refuses it. */
export function contentLengthFault(value: string): RuleId {
  return /^\d+$/.test(value) ? 'content-length-overflow' : 'content-length-invalid';
}

/** Whether there is a Transfer-Encoding list and every member's coding is a token (RFC 9112 §7). */
export function areCodings(members: readonly string[]): boolean {
  return members.length > 0 && members.every((member) => isToken(codingOf(member)));
}

/** Whether a trailer may carry this field: never framing, routing, authentication or content (RFC 9110 §6.5.1). */
export function isForbiddenTrailer(name: string): boolean {
  return FORBIDDEN_TRAILERS.has(name.toLowerCase());
}

const FORBIDDEN_TRAILERS = new Set(
  (
    'transfer-encoding content-length host connection trailer te upgrade expect max-forwards cache-control ' +
    'authorization proxy-authorization proxy-authenticate www-authenticate set-cookie cookie ' +
    'content-encoding content-type content-range range if-match if-none-match if-modified-since ' +
    'if-unmodified-since if-range keep-alive proxy-connection'
  ).split(' '),
);
