/** Cookies as a server reads and writes them (RFC 6265). Pure. */

import { hex, utf8 } from '#shared/base/octets.ts';
import { linesOf } from '#shared/http1/checks.ts';
import type { FieldLine } from '#shared/http1/events.ts';
import { isToken } from '#shared/http1/grammar.ts';
import { trimOws } from './quoted.ts';

/** One cookie as sent, its value octet for octet, quotes included: RFC 6265 §4.2.2 gives it no meaning. */
export type Cookie = readonly [name: string, value: string];

/**
 * A request's cookies in order, from all its Cookie lines; repeated names are kept. Anything that is not `name=value`,
 * or whose name is not a token, is skipped (RFC 6265 §4.2.1).
 */
export function parseCookies(fields: readonly FieldLine[]): readonly Cookie[] {
  return linesOf(fields, 'cookie')
    .flatMap(({ value }) => value.split(';'))
    .flatMap((piece) => {
      const equals = piece.indexOf('=');
      const name = trimOws(piece.slice(0, Math.max(0, equals)));
      return isToken(name) ? [[name, trimOws(piece.slice(equals + 1))] as const] : [];
    });
}

/** A value that every reader preserves: octets not allowed in a cookie (RFC 6265 §4.1.1) are percent-encoded. */
export function cookieValue(text: string): string {
  let value = '';
  for (const octet of utf8(text)) {
    const plain = octet > 0x20 && octet < 0x7f && !'",;\\%'.includes(String.fromCharCode(octet));
    value += plain ? String.fromCharCode(octet) : `%${hex(octet)}`;
  }
  return value;
}
