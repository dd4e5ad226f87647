/**
 * What the engine asks of a site: a router that looks at a request's head, and handlers that answer.
 *
 * The route is found when the header section is complete; the handler starts when the whole request is. A route that
 * wants to answer while content still arrives would say so on its Route: the decision is already made at the head.
 */
import type { FieldLine, RequestHead } from '../../../../shared/http1/events.ts';
import type { RuleId } from '../../../../shared/http1/rules.ts';
import type { FieldPair } from '../../../../shared/http1/writer.ts';

/** A complete request. */
export interface EngineRequest {
  readonly head: RequestHead;
  /** The target's path as received, not decoded; `*` for `OPTIONS *`. Of an absolute-form, its path alone. */
  readonly path: string;
  /** What follows the first `?` of the target, without it; null when there is none. */
  readonly query: string | null;
  /** The whole content, chunks joined. At most `limits.content` octets. */
  readonly content: Uint8Array;
  /** Trailer fields, never merged into the header fields (RFC 9110 §6.5.1). */
  readonly trailers: readonly FieldLine[];
  /** The octets of the start-line and header section as received; null unless the route `keepsHead`. */
  readonly headOctets: Uint8Array | null;
}

/**
 * An answer. The engine adds Date, the framing and Connection by itself: a handler that sets Connection or
 * Transfer-Encoding, or a Content-Length that is not the content's, has failed and is answered for with a 500.
 */
export interface EngineResponse {
  /** 200–599. */
  readonly status: number;
  readonly fields: readonly FieldPair[];
  /** A stream's length is unknown unless `fields` has a Content-Length, which it must then keep. */
  readonly content: Uint8Array | AsyncIterable<Uint8Array> | null;
  /** Trailer fields of a stream, asked for at its end; sent only where the content is chunked. */
  readonly trailers?: () => readonly FieldPair[];
  /** The rule that led to this answer, for the transcript. */
  readonly rule?: RuleId;
}

/** Answers a request, now or later. A throw or a rejection is answered for with a 500. */
export type Handler = (request: EngineRequest) => EngineResponse | Promise<EngineResponse>;

/** A handler and what it needs. */
export interface Route {
  readonly handler: Handler;
  /** Whether the handler wants `headOctets`. */
  readonly keepsHead?: boolean;
}

/** An answer that the head alone decides, by a rule with a status: 404, 405, 417, 421, 501. */
export interface Denial {
  readonly rule: RuleId;
  /** What it is about, for the body: `the path /nowhere`. */
  readonly about: string;
  readonly fields: readonly FieldPair[];
  /** Whether the connection ends with it although the request is read to its end. */
  readonly closes: boolean;
}

/** Finds the route of a path (as in EngineRequest) and method, or says why there is none. */
export type Router = (head: RequestHead, path: string) => Route | Denial;
