/**
 * From what a person wants to the octets that are sent. A pure function: the same RequestSpec gives the same octets, and what
 * shown before sending is what is sent.
 *
 * The person decides. A field set by hand replaces the one this file would add, whatever it says; a deliberately wrong
 * length goes out wrong. Only what would end a line early is refused, as the writer refuses it.
 */

import { fromLatin1, latin1, utf8 } from '../base/octets.ts';
import { isFieldValue, isToken, OCTET_CLASSES } from '../http1/grammar.ts';
import { type FieldPair, fieldLine } from '../http1/writer.ts';
import { appendQuery, base64, type FormPair, percentDecode } from './form.ts';
import { InputError } from './input.ts';
import { originForm, type Url } from './url.ts';

/** The content of a request, with its Content-Type, if any. */
export type Content =
  | { readonly kind: 'none' }
  | { readonly kind: 'octets'; readonly bytes: Uint8Array; readonly type: string | null }
  /** It comes in pieces; if its length is unknown, it is sent in chunks. */
  | { readonly kind: 'pieces'; readonly length: number | null; readonly type: string | null };

export const NO_CONTENT: Content = { kind: 'none' };

/** What to send. Texts of fields are octets, one code unit each (see {@link octetText}). */
export interface RequestSpec {
  readonly method: string;
  readonly url: Url;
  /** Appended to the URL's query. */
  readonly params?: readonly FormPair[];
  /** Replaces the target that the URL gives: `*`, absolute-form, any valid target. */
  readonly target?: string;
  /** In this order, after the defaults they do not replace. */
  readonly fields?: readonly FieldPair[];
  /** Names of default fields to omit. */
  readonly without?: readonly string[];
  /** Cookies in sending order, in one Cookie line. */
  readonly cookies?: readonly FieldPair[];
  /** Sent where neither `fields` nor `without` names them. */
  readonly defaults?: readonly FieldPair[];
  /** Send only `fields`: add nothing, whatever else is given. */
  readonly exact?: boolean;
  readonly content: Content;
}

/** How the receiver finds the end of the content. */
export type SentFraming = 'none' | 'length' | 'chunked' | 'by-hand';

export interface BuiltRequest {
  readonly method: string;
  /** With the parameters in its query, without userinfo. */
  readonly url: Url;
  readonly target: string;
  readonly fields: readonly FieldPair[];
  /** Request-line and header section, through the empty line. */
  readonly head: Uint8Array;
  readonly content: Content;
  readonly framing: SentFraming;
}

/** Text for a field: its UTF-8 octets, one code unit each. */
export function octetText(text: string): string {
  return latin1(utf8(text));
}

/** @throws InputError */
export function buildRequest(spec: RequestSpec): BuiltRequest {
  const { method, content } = spec;
  if (!isToken(method)) throw new InputError('method', method);
  const url: Url = { ...spec.url, query: appendQuery(spec.url.query, spec.params ?? []), userinfo: null };
  const target = spec.target ?? targetOf(method, url);
  if (!isTarget(target)) throw new InputError('target', target);
  const fields = allFields(spec);
  const head = writeRequestHead(method, target, fields);
  return { method, url, target, fields, head, content, framing: framingOf(fields, content) };
}

/** The form for the method (RFC 9112 §3.2): CONNECT names a host and port, all others a path. */
function targetOf(method: string, url: Url): string {
  if (method !== 'CONNECT') return originForm(url);
  return /:\d+$/.test(url.authority) ? url.authority : `${url.authority}:${url.origin.port}`;
}

function isTarget(text: string): boolean {
  return text !== '' && [...text].every((c) => OCTET_CLASSES['target octet'][c.charCodeAt(0)] === 1);
}

/** @throws InputError for a field that cannot be written. */
export function writeRequestHead(method: string, target: string, fields: readonly FieldPair[]): Uint8Array {
  let text = `${method} ${target} HTTP/1.1\r\n`;
  for (const [name, value] of fields) {
    if (!isToken(name)) throw new InputError('field-name', name);
    if (!isFieldValue(value)) throw new InputError('field-value', name);
    text += fieldLine(name, value);
  }
  return fromLatin1(`${text}\r\n`);
}

/** Host first, as RFC 9110 §7.2 recommends; fields that describe the content last. */
function allFields(spec: RequestSpec): FieldPair[] {
  const given = spec.fields ?? [];
  if (spec.exact === true) return [...given];
  const taken = new Set([...given.map(([name]) => name.toLowerCase()), ...(spec.without ?? []).map(lower)]);
  const unless = (pairs: readonly FieldPair[]) => pairs.filter(([name]) => !taken.has(name.toLowerCase()));
  const host = given.filter(([name]) => name.toLowerCase() === 'host');
  const others = given.filter(([name]) => name.toLowerCase() !== 'host');
  return [
    ...host,
    ...unless([['Host', spec.url.authority]]),
    ...unless(spec.defaults ?? []),
    ...unless(authorization(spec.url)),
    ...others,
    ...cookieLine(spec.cookies ?? []),
    ...contentFields(spec, taken),
  ];
}

function lower(text: string): string {
  return text.toLowerCase();
}

/** Userinfo is not sent in the target (RFC 9110 §4.2.4); it becomes Basic credentials, as the user means (RFC 7617). */
function authorization({ userinfo }: Url): FieldPair[] {
  if (userinfo === null) return [];
  const credentials = percentDecode(userinfo.includes(':') ? userinfo : `${userinfo}:`);
  return [['Authorization', `Basic ${base64(credentials)}`]];
}

function cookieLine(cookies: readonly FieldPair[]): FieldPair[] {
  if (cookies.length === 0) return [];
  return [['Cookie', cookies.map(([name, value]) => (name === '' ? value : `${name}=${value}`)).join('; ')]];
}

/** Methods that anticipate content say so when there is none (RFC 9110 §8.6). */
const ANTICIPATES_CONTENT = new Set(['POST', 'PUT', 'PATCH']);

function contentFields({ method, content }: RequestSpec, taken: ReadonlySet<string>): FieldPair[] {
  const fields: FieldPair[] = [];
  if (content.kind !== 'none' && content.type !== null && !taken.has('content-type'))
    fields.push(['Content-Type', content.type]);
  if (taken.has('content-length') || taken.has('transfer-encoding')) return fields;
  if (content.kind === 'octets') fields.push(['Content-Length', String(content.bytes.length)]);
  else if (content.kind === 'none') {
    if (ANTICIPATES_CONTENT.has(method)) fields.push(['Content-Length', '0']);
  } else if (content.length !== null) fields.push(['Content-Length', String(content.length)]);
  else fields.push(['Transfer-Encoding', 'chunked']);
  return fields;
}

/** Pieces of unknown length go in chunks. With a Transfer-Encoding set by hand, octets already have their chunks. */
function framingOf(fields: readonly FieldPair[], content: Content): SentFraming {
  const has = (wanted: string) => fields.some(([name]) => name.toLowerCase() === wanted);
  if (content.kind === 'none') return 'none';
  if (content.kind === 'pieces' && content.length === null && !has('content-length')) return 'chunked';
  return has('content-length') && !has('transfer-encoding') ? 'length' : 'by-hand';
}
