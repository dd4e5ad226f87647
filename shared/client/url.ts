/** http and https URIs (RFC 9110 §4.2): where to connect, and the resource to request there. */

import { hex, utf8 } from '../base/octets.ts';
import { checkHostValue } from '../http1/checks.ts';
import { OCTET_CLASSES } from '../http1/grammar.ts';
import { type Change, InputError } from './input.ts';
import { joinUri, splitUri, type Uri } from './uri.ts';

export type Scheme = 'http' | 'https';

/** Two URLs of the same origin may share a connection and credentials (RFC 9110 §4.3.1). */
export interface Origin {
  readonly scheme: Scheme;
  /** A name in lower case, or an address; an IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
}

export interface Url {
  readonly origin: Origin;
  /** As written, without userinfo: the value of Host (RFC 9110 §7.2). */
  readonly authority: string;
  /** `user:password` as written, or null. */
  readonly userinfo: string | null;
  /** Empty, or starting with `/`. Only octets allowed in a request-target; the same goes for the query. */
  readonly path: string;
  readonly query: string | null;
  /** Never sent (RFC 9110 §7.1); inherited by a redirect. */
  readonly fragment: string | null;
}

const DEFAULT_PORTS: Readonly<Record<Scheme, number>> = { http: 80, https: 443 };

/** A host name outside US-ASCII in its DNS form (`xn--…`), or '' for an invalid one. Provided by the platform. */
export type ToAscii = (name: string) => string;

/**
 * Parses what a person typed. Without a scheme it means http; characters that cannot be sent are encoded; both are
 * reported in `changes`.
 * @throws InputError
 */
export function parseUrl(text: string, toAscii?: ToAscii): { url: Url; changes: Change[] } {
  if (text === '') throw new InputError('url-empty', text);
  const changes: Change[] = [];
  const typed = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(text) ? text : `http://${text}`;
  if (typed !== text) changes.push({ what: 'scheme-added', before: text, after: typed });
  const url = urlOf(splitUri(typed), changes, toAscii);
  if (url.userinfo !== null)
    changes.push({ what: 'userinfo-moved', before: `${url.userinfo.split(':')[0]}@`, after: '' });
  if (url.fragment !== null) changes.push({ what: 'fragment-dropped', before: `#${url.fragment}`, after: '' });
  return { url, changes };
}

/** @throws InputError when the URI is not an http or https URI. */
export function urlOf(uri: Uri, changes: Change[], toAscii?: ToAscii): Url {
  const scheme = uri.scheme?.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') throw new InputError('url-scheme', uri.scheme ?? joinUri(uri));
  const at = uri.authority?.lastIndexOf('@') ?? -1;
  const userinfo = at < 0 ? null : (uri.authority as string).slice(0, at);
  const authority = asciiAuthority((uri.authority ?? '').slice(at + 1), changes, toAscii);
  return {
    origin: originOf(scheme, authority),
    authority,
    userinfo,
    path: encoded(uri.path, changes),
    query: uri.query === null ? null : encoded(uri.query, changes),
    fragment: uri.fragment,
  };
}

function asciiAuthority(authority: string, changes: Change[], toAscii: ToAscii | undefined): string {
  const [, name = '', port = ''] = /^([^:]*)(:.*)?$/s.exec(authority) ?? [];
  const ascii = /^[\0-\x7f]*$/.test(name) ? name : (toAscii?.(name) ?? '');
  if (ascii === name || ascii === '') return authority;
  changes.push({ what: 'host-encoded', before: name, after: ascii });
  return ascii + port;
}

function originOf(scheme: Scheme, authority: string): Origin {
  const [, name = '', port = ''] = /^(.*?)(?::([^:\]]*))?$/s.exec(authority) ?? [];
  if (name === '') throw new InputError('url-host-missing', authority);
  if (port !== '' && !(/^\d{1,5}$/.test(port) && Number(port) <= 65535 && Number(port) > 0))
    throw new InputError('url-port', port);
  if (checkHostValue(name) !== null) throw new InputError('url-host', name);
  const host = name.startsWith('[') ? name.slice(1, -1) : name;
  return { scheme, host: host.toLowerCase(), port: port === '' ? DEFAULT_PORTS[scheme] : Number(port) };
}

/** Percent-encodes octets that a request-target cannot have (RFC 3986 §2.1). Encoded octets stay as they are. */
function encoded(text: string, changes: Change[]): string {
  let out = '';
  for (const octet of utf8(text)) {
    out += OCTET_CLASSES['target octet'][octet] === 1 ? String.fromCharCode(octet) : `%${hex(octet)}`;
  }
  if (out !== text) changes.push({ what: 'percent-encoded', before: text, after: out });
  return out;
}

/** Path and query in origin-form: an empty path becomes `/` (RFC 9112 §3.2.1). */
export function originForm({ path, query }: Url): string {
  return (path === '' ? '/' : path) + (query === null ? '' : `?${query}`);
}

/** The URL as text, without userinfo, so it can be shown and logged. */
export function showUrl({ origin, authority, path, query, fragment }: Url): string {
  return joinUri({ scheme: origin.scheme, authority, path, query, fragment });
}

/** `http://[::1]:8100`, always with the port: used as a key, and shown to people. */
export function showOrigin({ scheme, host, port }: Origin): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

export function sameOrigin(a: Origin, b: Origin): boolean {
  return a.scheme === b.scheme && a.host === b.host && a.port === b.port;
}
