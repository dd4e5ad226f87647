/** Turns a handler's response into octets: framing, persistence and the fields the engine owns. Pure. */
import type { RuleId } from '#shared/http1/rules.ts';
import { type Allocate, type FieldPair, writeHead } from '#shared/http1/writer.ts';
import type { EngineResponse } from './handler.ts';
import { checkResponse, type Declared, isWithoutContent, ResponseError } from './response-faults.ts';
import { reasonOf } from './status.ts';

/** What the request and the connection determine about the response. */
export interface AnswerContext {
  readonly method: string;
  /** Minor version of the request: 0 for HTTP/1.0. */
  readonly minor: number;
  /** Whether the connection is to be kept. */
  readonly keep: boolean;
  /** The Date field's value. */
  readonly date: string;
  /** As EngineOptions.allocate. */
  readonly allocate?: Allocate | undefined;
}

/** A response ready to write. */
export interface Answer {
  readonly status: number;
  /** Status-line and header section, followed by the content if it is short. */
  readonly octets: Uint8Array;
  /** The rest of the content, unless it is a stream; null when nothing is left. */
  readonly body: Uint8Array | null;
  /** Octets of content in both. */
  readonly carried: number;
  readonly stream: AsyncIterable<Uint8Array> | null;
  readonly framing: 'none' | 'length' | 'chunked' | 'close';
  /** Content-Length of a stream that has one. */
  readonly length: number;
  readonly trailers: () => readonly FieldPair[];
  /** Also false when only the end of the connection can frame the content. */
  readonly keep: boolean;
  /** The rule this response demonstrates: the response's own, or the reason it has no content. */
  readonly rule: RuleId | undefined;
}

/** Content up to this many octets is copied behind its head, so that both are one write. */
const SHORT = 8192;

type Framed = Pick<Answer, 'framing' | 'length'>;

const NO_TRAILERS = (): readonly FieldPair[] => [];

/**
 * Prepares a response to its request for writing.
 * @throws ResponseError for a status, a field, framing or content that may not be sent
 */
export function answer(response: EngineResponse, context: AnswerContext): Answer {
  const { status, content } = response;
  const declared = checkResponse(response);
  const framed = frame(response, declared.length, context);
  const keep = context.keep && framed.framing !== 'close';
  const fields = fieldsOf(response, declared, framed, context, keep);
  const silent = context.method === 'HEAD' || framed.framing === 'none' || content === null;
  const body = silent || !(content instanceof Uint8Array) ? null : content;
  const behind = body !== null && body.length <= SHORT ? body : undefined;
  return {
    status,
    octets: writeHead(status, reasonOf(status), fields, behind, context.allocate),
    body: behind === undefined ? body : null,
    carried: body?.length ?? 0,
    stream: silent || content instanceof Uint8Array ? null : content,
    framing: framed.framing,
    length: framed.length,
    trailers: response.trailers ?? NO_TRAILERS,
    keep,
    rule: response.rule ?? silenceOf(status, context.method),
  };
}

function silenceOf(status: number, method: string): RuleId | undefined {
  if (isWithoutContent(status)) return 'status-no-content';
  return method === 'HEAD' ? 'head-no-content' : undefined;
}

/** How the end of the content is marked (RFC 9112 §6). */
function frame(response: EngineResponse, declared: number | null, { method, minor }: AnswerContext): Framed {
  const { status, content } = response;
  if (isWithoutContent(status)) return frameNothing(response);
  // What GET would return is unknown here, so only what the handler says is sent (RFC 9110 §8.6).
  if (content === null && method === 'HEAD') return { framing: 'none', length: 0 };
  if (content === null || content instanceof Uint8Array) {
    const length = content?.length ?? 0;
    if (declared !== null && declared !== length)
      throw new ResponseError('handler-length', `Content-Length is ${declared}, the content has ${length} octets`);
    if (status === 205 && length > 0) throw contentIn(205);
    return { framing: 'length', length };
  }
  if (status === 205) throw contentIn(205);
  if (declared !== null) return { framing: 'length', length: declared };
  return { framing: minor >= 1 ? 'chunked' : 'close', length: 0 };
}

/** 204 and 304 have no content (RFC 9110 §15.3.5, §15.4.5). */
function frameNothing({ status, content }: EngineResponse): Framed {
  if (content !== null && (!(content instanceof Uint8Array) || content.length > 0)) throw contentIn(status);
  return { framing: 'none', length: 0 };
}

function contentIn(status: number): ResponseError {
  return new ResponseError('handler-content', `a ${status} has no content (RFC 9110 §15)`);
}

function fieldsOf(
  response: EngineResponse,
  declared: Declared,
  framed: Framed,
  context: AnswerContext,
  keep: boolean,
): readonly FieldPair[] {
  const fields: FieldPair[] = [];
  if (!declared.date) fields.push(['Date', context.date]);
  for (const pair of response.fields) {
    // Do not announce trailers that cannot follow.
    if (framed.framing !== 'chunked' && isNamed(pair, 'trailer')) continue;
    if (framed.framing === 'length' && isNamed(pair, 'content-length')) continue;
    fields.push(pair);
  }
  if (framed.framing === 'length') fields.push(['Content-Length', String(framed.length)]);
  if (framed.framing === 'chunked') fields.push(['Transfer-Encoding', 'chunked']);
  const options = connectionOptions(response.status, keep, context.minor);
  if (options !== '') fields.push(['Connection', options]);
  return fields;
}

/** `name` in lower case. Compares the lengths first, because most fields have another name. */
function isNamed([written]: FieldPair, name: string): boolean {
  return written.length === name.length && written.toLowerCase() === name;
}

/** Upgrade concerns only this connection, so Connection has to list it (RFC 9110 §7.8). */
function connectionOptions(status: number, keep: boolean, minor: number): string {
  const fate = keep ? (minor < 1 ? 'keep-alive' : '') : 'close';
  if (status !== 426) return fate;
  return fate === '' ? 'upgrade' : `upgrade, ${fate}`;
}
