/** Redirects (RFC 9110 §15.4): a chain of them, and one that sets a cookie on its way. */

import { latin1 } from '#shared/base/octets.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import type { PathParams } from '#shared/requests/path-pattern.ts';
import { parseForm } from '#shared/requests/percent.ts';
import { cookieValue } from '../cookies.ts';
import type { EngineRequest, EngineResponse } from '../handler.ts';
import { badRequest, text } from './text.ts';

/** More than a client follows, so that its limit can be seen. */
const MOST_HOPS = 50;
const LONGEST_NAME = 64;

/** `/redirect/<int:hops>`: so many hops, then /hello. */
export function lead(_request: EngineRequest, params: PathParams): EngineResponse {
  const hops = params.int('hops');
  if (hops > MOST_HOPS) return badRequest(`At most ${MOST_HOPS} hops.\n`);
  return found(302, hops > 1 ? `/redirect/${hops - 1}` : '/hello');
}

/** `user` of the query or of a form: kept in a cookie, then on to /cookie by GET, whatever the method was. */
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
