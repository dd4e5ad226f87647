/** From a handler's response to octets: framing, persistence and the fields the engine owns. Pure. */
import { parseContentLength } from '../../../../shared/http1/checks.ts';
import { type FieldPair, writeHead } from '../../../../shared/http1/writer.ts';
import type { EngineResponse } from './handler.ts';
import { reasonOf } from './status.ts';

/** A response that cannot be sent as it is. The client gets a 500. */
export class ResponseError extends Error {
  readonly code = 'BAD_RESPONSE';
}

/** What the request and the connection say about its answer. */
export interface AnswerContext {
  readonly method: string;
  /** Minor version of the request: 0 for HTTP/1.0. */
  readonly minor: number;
  /** Whether the connection is to go on. */
  readonly keep: boolean;
  /** The Date field's value. */
  readonly date: string;
}

/** A response ready to write. */
export interface Answer {
  readonly status: number;
  /** Status-line and header section. */
  readonly head: Uint8Array;
  readonly body: Uint8Array | null;
  readonly stream: AsyncIterable<Uint8Array> | null;
  readonly framing: 'none' | 'length' | 'chunked' | 'close';
  /** Content-Length of a stream that has one. */
  readonly length: number;
  readonly trailers: () => readonly FieldPair[];
  /** False also where only the connection's end can frame the content. */
  readonly keep: boolean;
}

type Framed = Pick<Answer, 'framing' | 'length'>;

/** Fields that say how this connection carries the message: the engine's alone. */
const OWNED = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

const NO_TRAILERS = (): readonly FieldPair[] => [];

/**
 * Lays a response out for its request.
 * @throws ResponseError for a status, framing or content that contradict each other, FieldError for a field that may
 *   not be written.
 */
export function answer(response: EngineResponse, context: AnswerContext): Answer {
  const { status, content } = response;
  if (!Number.isInteger(status) || status < 200 || status > 599) throw new ResponseError(`status ${status}`);
  const framed = frame(response, context.minor);
  const keep = context.keep && framed.framing !== 'close';
  const head = writeHead(status, reasonOf(status), fieldsOf(response, framed, context, keep));
  const silent = context.method === 'HEAD' || framed.framing === 'none' || content === null;
  const bytes = content instanceof Uint8Array;
  return {
    status,
    head,
    body: silent || !bytes ? null : content,
    stream: silent || bytes ? null : content,
    ...framed,
    trailers: response.trailers ?? NO_TRAILERS,
    keep,
  };
}

/** How the content's end is shown (RFC 9112 §6). */
function frame(response: EngineResponse, minor: number): Framed {
  const { status, content } = response;
  const declared = declaredLength(response.fields);
  if (status === 204 || status === 304) return frameNothing(response, declared);
  if (content === null || content instanceof Uint8Array) {
    const length = content?.length ?? 0;
    if (declared !== null && declared !== length)
      throw new ResponseError(`Content-Length ${declared}, content ${length}`);
    if (status === 205 && length > 0) throw new ResponseError('content in a 205 (RFC 9110 §15.3.6)');
    return { framing: 'length', length };
  }
  if (declared !== null) return { framing: 'length', length: declared };
  return { framing: minor >= 1 ? 'chunked' : 'close', length: 0 };
}

/** 204 and 304 have no content (RFC 9110 §15.3.5, §15.4.5), and a 204 no Content-Length (§8.6). */
function frameNothing({ status, content }: EngineResponse, declared: number | null): Framed {
  if (content !== null && (!(content instanceof Uint8Array) || content.length > 0)) {
    throw new ResponseError(`content in a ${status}`);
  }
  if (status === 204 && declared !== null) throw new ResponseError('Content-Length in a 204');
  return { framing: 'none', length: 0 };
}

function declaredLength(fields: readonly FieldPair[]): number | null {
  const lines = fields.filter(([name]) => name.toLowerCase() === 'content-length');
  const first = lines[0];
  if (first === undefined) return null;
  const length = parseContentLength(first[1]);
  if (lines.length > 1 || length === null) throw new ResponseError('Content-Length');
  return length;
}

function fieldsOf(
  response: EngineResponse,
  framed: Framed,
  context: AnswerContext,
  keep: boolean,
): readonly FieldPair[] {
  const fields: FieldPair[] = [];
  if (!response.fields.some(([name]) => name.toLowerCase() === 'date')) fields.push(['Date', context.date]);
  for (const pair of response.fields) {
    const name = pair[0].toLowerCase();
    if (OWNED.has(name)) throw new ResponseError(`${pair[0]} is set by the engine`);
    // Announcing trailers that cannot come would be a lie.
    if (name === 'trailer' && framed.framing !== 'chunked') continue;
    if (name === 'content-length' && framed.framing === 'length') continue;
    fields.push(pair);
  }
  if (framed.framing === 'length') fields.push(['Content-Length', String(framed.length)]);
  if (framed.framing === 'chunked') fields.push(['Transfer-Encoding', 'chunked']);
  if (!keep) fields.push(['Connection', 'close']);
  else if (context.minor < 1) fields.push(['Connection', 'keep-alive']);
  return fields;
}
