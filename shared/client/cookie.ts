/** Parses one Set-Cookie line (RFC 6265 §5.2) into the cookie a jar stores (§5.3). */
import { parseCookieDate } from './cookie-date.ts';
import type { Url } from './url.ts';

export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** In lower case, without the leading dot. */
  readonly domain: string;
  /** Only this exact host gets it, no subdomain. */
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** Milliseconds since 1970; null: until the jar is discarded. */
  readonly expires: number | null;
}

/** Why a Set-Cookie line sets no cookie. */
export type CookieRefusal = 'no-name' | 'too-large' | 'other-domain' | 'top-level' | 'not-secure' | 'prefix';

/** Octets of a cookie's name and value together; RFC 6265 §6.1 requires at least 4096, attributes included. */
export const LARGEST_COOKIE = 4096;

interface Line {
  readonly name: string;
  readonly value: string;
  /** By name in lower case; the last of repeated ones wins. */
  readonly attributes: ReadonlyMap<string, string>;
}

function readLine(text: string): Line {
  const [pair = '', ...rest] = text.split(';');
  const [name, value] = pairOf(pair);
  const attributes = new Map(rest.map(pairOf).map(([key, of]) => [key.toLowerCase(), of]));
  return pair.includes('=') ? { name, value, attributes } : { name: '', value: name, attributes };
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [trim(text), ''] : [trim(text.slice(0, at)), trim(text.slice(at + 1))];
}

/** WSP only: `trim` would also take octets such as 0xA0. */
function trim(text: string): string {
  return text.replace(/^[ \t]+/, '').replace(/(?<![ \t])[ \t]+$/, '');
}

/** The cookie that a Set-Cookie line of an answer from `url` sets, or why it sets none. `now`: ms since 1970. */
export function cookieOf(line: string, url: Url, now: number): Cookie | CookieRefusal {
  const { name, value, attributes } = readLine(line);
  if (name === '') return 'no-name';
  if (name.length + value.length > LARGEST_COOKIE) return 'too-large';
  const asked = attributes.get('domain')?.replace(/^\./, '').toLowerCase() ?? '';
  const { host, scheme } = url.origin;
  if (asked !== '' && !domainMatches(host, asked)) return 'other-domain';
  // Without a list of public suffixes only single labels are detectable: no site may set a cookie for all of `com`.
  if (asked !== '' && asked !== host && !asked.includes('.')) return 'top-level';
  const path = attributes.get('path') ?? '';
  const cookie: Cookie = {
    name,
    value,
    domain: asked === '' ? host : asked,
    hostOnly: asked === '' || isAddress(host),
    path: path.startsWith('/') ? path : defaultPath(url),
    secure: attributes.has('secure'),
    httpOnly: attributes.has('httponly'),
    expires: expiry(attributes, now),
  };
  if (cookie.secure && scheme !== 'https') return 'not-secure';
  return keepsPrefix(cookie, path) ? cookie : 'prefix';
}

/** Max-Age takes precedence over Expires; an invalid value is ignored (RFC 6265 §5.2.1, §5.2.2, §5.3). */
function expiry(attributes: Line['attributes'], now: number): number | null {
  const age = attributes.get('max-age') ?? '';
  if (/^-?\d+$/.test(age)) return Number(age) <= 0 ? 0 : now + Number(age) * 1000;
  return parseCookieDate(attributes.get('expires') ?? '');
}

/** `__Secure-` and `__Host-` require attributes; without them the cookie is not set. */
function keepsPrefix(cookie: Cookie, path: string): boolean {
  if (/^__host-/i.test(cookie.name)) return cookie.secure && cookie.hostOnly && path === '/';
  return !/^__secure-/i.test(cookie.name) || cookie.secure;
}

/** The directory of the request path (RFC 6265 §5.1.4). */
function defaultPath({ path }: Url): string {
  const end = path.lastIndexOf('/');
  return end <= 0 ? '/' : path.slice(0, end);
}

/** RFC 6265 §5.1.3: the same host or a subdomain of it, if it is a name and not an address. */
export function domainMatches(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && !isAddress(host));
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d+(\.\d+){3}$/.test(host);
}

/** RFC 6265 §5.1.4. */
export function pathMatches(asked: string, path: string): boolean {
  if (asked === path) return true;
  return asked.startsWith(path) && (path.endsWith('/') || asked[path.length] === '/');
}
