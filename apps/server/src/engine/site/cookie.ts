/** Cookies: those a client sent, and those it asks to be given. */

import { fromLatin1 } from '#shared/base/octets.ts';
import { isToken } from '#shared/http1/grammar.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import { parseForm } from '#shared/requests/percent.ts';
import { cookieValue, parseCookies } from '../cookies.ts';
import type { EngineRequest, EngineResponse } from '../handler.ts';
import { badRequest, text } from './text.ts';

/** What one answer sets at most. */
const MOST_COOKIES = 20;
const LONGEST_VALUE = 1024;

/** One `name=value` a line, octets as received; nothing when there are none. */
export function listCookies({ head }: EngineRequest): EngineResponse {
  const lines = parseCookies(head.fields).map(([name, value]) => `${name}=${value}\n`);
  const { status, fields } = text('', 'text/plain', [
    ['X-Content-Type-Options', 'nosniff'],
    ['Cache-Control', 'no-store'],
  ]);
  return { status, fields, content: fromLatin1(lines.join('')), rule: 'cookie' };
}

/** `?name=value&…`: a Set-Cookie line for each pair. */
export function setCookies({ query }: EngineRequest): EngineResponse {
  const pairs = parseForm(query ?? '');
  if (pairs === null) return badRequest('The query is not well-formed percent-encoded UTF-8.\n');
  if (pairs.length === 0) return badRequest('Say which cookies to set: /cookie/set?name=value\n');
  if (pairs.length > MOST_COOKIES) return badRequest(`At most ${MOST_COOKIES} cookies are set at once.\n`);
  const lines: FieldPair[] = [];
  for (const [name, plain] of pairs) {
    const value = cookieValue(plain);
    if (!isToken(name)) return badRequest('The name of a cookie is a token: letters, digits and some signs.\n');
    if (value.length > LONGEST_VALUE) return badRequest(`A value has at most ${LONGEST_VALUE} octets.\n`);
    lines.push(['Set-Cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Lax`]);
  }
  const content = `${lines.length === 1 ? 'One cookie is' : `${lines.length} cookies are`} set. See /cookie.\n`;
  return { ...text(content, 'text/plain', [...lines, ['Cache-Control', 'no-store']]), rule: 'set-cookie' };
}
