/** Routes with parameters: they return what the path contains, decoded once and escaped. */

import { fromLatin1, latin1 } from '#shared/base/octets.ts';
import { isToken } from '#shared/http1/grammar.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import type { PathParams } from '#shared/requests/path-pattern.ts';
import { parseForm } from '#shared/requests/percent.ts';
import { cookieValue, parseCookies } from '../cookies.ts';
import type { EngineRequest, EngineResponse } from '../handler.ts';
import { escapeHtml, page } from './page.ts';
import { badRequest, text } from './text.ts';

/** `/user/<name>`. */
export function greetUser(_request: EngineRequest, params: PathParams): EngineResponse {
  const name = params.text('name');
  return page(`User ${name}`, `<h1>User ${escapeHtml(name)}</h1>`);
}

/** `/post/<int:id>`. */
export function showPost(_request: EngineRequest, params: PathParams): EngineResponse {
  const id = params.int('id');
  return page(`Post ${id}`, `<h1>Post ${id}</h1>`);
}

/** `/path/<path:rest>`. An encoded slash belongs to its segment, and is shown that way. */
export function showPath(_request: EngineRequest, params: PathParams): EngineResponse {
  const path = params
    .segments('rest')
    .map((segment) => segment.replaceAll('/', '%2F'))
    .join('/');
  return page(`Subpath ${path}`, `<h1>Subpath ${escapeHtml(path)}</h1>`);
}

/** The most cookies that one response sets. */
const MOST_COOKIES = 20;
const LONGEST_VALUE = 1024;

/** One `name=value` per line, octets as received; empty when there are none. */
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

/** More than a client follows, so that its limit becomes visible. */
const MOST_HOPS = 50;
const LONGEST_NAME = 64;

/** `/redirect/<int:hops>`: that many hops, then /hello. */
export function lead(_request: EngineRequest, params: PathParams): EngineResponse {
  const hops = params.int('hops');
  if (hops > MOST_HOPS) return badRequest(`At most ${MOST_HOPS} hops.\n`);
  return found(302, hops > 1 ? `/redirect/${hops - 1}` : '/hello');
}

/** `user` from the query or a form: kept in a cookie; then a redirect to /cookie by GET, whatever the method was. */
export function logIn({ query, content }: EngineRequest): EngineResponse {
  const user = [query ?? '', latin1(content)]
    .flatMap((pairs) => parseForm(pairs) ?? [])
    .find(([name]) => name === 'user');
  const value = user?.[1] ?? '';
  if (value === '' || value.length > LONGEST_NAME)
    return badRequest(`Say who you are: user=NAME, of at most ${LONGEST_NAME} characters.\n`);
  return found(303, '/cookie', [['Set-Cookie', `user=${cookieValue(value)}; Path=/; HttpOnly; SameSite=Lax`]]);
}

function found(status: number, location: string, fields: readonly FieldPair[] = []): EngineResponse {
  const more: readonly FieldPair[] = [['Location', location], ...fields, ['Cache-Control', 'no-store']];
  return { ...text(`See ${location}.\n`, 'text/plain', more), status };
}
