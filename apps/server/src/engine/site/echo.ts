/** Echoes a request's head as received, or its content. */
import { linesOf } from '#shared/http1/checks.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import type { EngineRequest, EngineResponse } from '../handler.ts';

/** The client chose these octets: browsers must not treat them as a page of this server. */
const NOSNIFF: FieldPair = ['X-Content-Type-Options', 'nosniff'];

const PLAIN = 'text/plain; charset=utf-8';

/** The types that are only ever displayed, never executed. Parameters are kept when the charset is one of these. */
const SAFE_TYPE = /^(text\/plain|application\/json)(?:[ \t]*;[ \t]*charset=("?)(utf-8|us-ascii|iso-8859-1)\2)?$/i;

/** The start-line and the field lines, octet for octet; ISO-8859-1, because there each octet is one character. */
export function echoHead(request: EngineRequest): EngineResponse {
  return {
    status: 200,
    fields: [['Content-Type', 'text/plain; charset=iso-8859-1'], NOSNIFF],
    content: request.headOctets,
  };
}

/** The content, with the request's Content-Type where that is harmless. */
export function echoContent(request: EngineRequest): EngineResponse {
  const type = linesOf(request.head.fields, 'content-type')[0]?.value ?? PLAIN;
  return {
    status: 200,
    fields: [['Content-Type', SAFE_TYPE.test(type) ? type : PLAIN], NOSNIFF],
    content: request.content,
  };
}
