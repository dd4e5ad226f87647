/** `urllib.parse`: urlparse and parse_qs, which accept nearly anything. */
import { fromLatin1 } from '../../base/octets.ts';
import { ValueError } from './exceptions.ts';
import { decode } from './text.ts';

export interface Url {
  readonly path: string;
  readonly query: string;
}

/** Schemes whose path may carry `;params`, as far as a target here can have them. */
const WITH_PARAMS = new Set([
  '',
  'ftp',
  'hdl',
  'http',
  'https',
  'imap',
  'mms',
  'rtsp',
  'rtspu',
  'sftp',
  'shttp',
  'sip',
  'sips',
  'tel',
]);

/** Splits a URL; a target such as `/users?name=Vasya` is one without scheme and host. */
export function urlparse(url: string): Url {
  const stripped = url.replace(/^[\0- ]+/, '');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(stripped)?.[1]?.toLowerCase() ?? '';
  let rest = scheme === '' ? stripped : stripped.slice(scheme.length + 1);
  if (rest.startsWith('//')) {
    const netloc = /^\/\/[^/?#]*/.exec(rest)?.[0] ?? '';
    if (netloc.includes('[') !== netloc.includes(']')) throw new ValueError('Invalid IPv6 URL');
    rest = rest.slice(netloc.length);
  }
  const [beforeFragment] = cut(rest, '#');
  const [path, query] = cut(beforeFragment, '?');
  return { path: WITH_PARAMS.has(scheme) ? withoutParams(path) : path, query };
}

function cut(text: string, at: string): [before: string, after: string] {
  const place = text.indexOf(at);
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)];
}

function withoutParams(path: string): string {
  const place = path.indexOf(';', Math.max(0, path.lastIndexOf('/')));
  return place < 0 ? path : path.slice(0, place);
}

/** The values of each name. A name without a value is omitted. */
export function parseQs(query: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    const [name, value] = cut(pair, '=');
    if (value === '') continue;
    const key = unquotePlus(name);
    found.set(key, [...(found.get(key) ?? []), unquotePlus(value)]);
  }
  return found;
}

function unquotePlus(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  return spaced.replace(/[\0-\x7f]+/g, (ascii) => decode(unquoteToBytes(ascii), 'replace'));
}

function unquoteToBytes(ascii: string): Uint8Array {
  return fromLatin1(
    ascii.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}
