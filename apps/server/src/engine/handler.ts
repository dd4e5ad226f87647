/**
 * What the engine asks of a site: a router that looks at a request's head, and handlers that answer.
 *
 * The route is found when the header section is complete; the handler starts when the whole request is. A route that
 * wants to answer while content still arrives would say so on its Route: the decision is already made at the head.
 */
import type { FieldLine, RequestHead } from '#shared/http1/events.ts';
import type { RuleId } from '#shared/http1/rules.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import type { ContentStream } from './content-stream.ts';

/** A complete request. */
export interface EngineRequest {
  readonly head: RequestHead;
  /** The target's path as received, not decoded; `*` for `OPTIONS *`. Of an absolute-form, its path alone. */
  readonly path: string;
  /** What follows the first `?` of the target, without it; null when there is none. */
  readonly query: string | null;
  /** The whole content, chunks joined, at most `limits.content` octets; empty while it is still `arriving`. */
  readonly content: Uint8Array;
  /** The content while it arrives: only of a route that `streams`, and there only of a large one. */
  readonly arriving: ContentStream | null;
  /** Trailer fields, never merged into the header fields (RFC 9110 §6.5.1). Unknown while content is `arriving`. */
  readonly trailers: readonly FieldLine[];
  /** The octets of the start-line and header section as received; null unless the route `keepsHead`. */
  readonly headOctets: Uint8Array | null;
  /** `http` or `https`, as the connection is. */
  readonly scheme: Scheme;
  /** Aborted when nobody waits for the answer any more: the client has left, or the time for it is over. */
  readonly signal: AbortSignal;
}

/** How a connection's requests are to be read: an https target belongs on an encrypted one (RFC 9110 §7.4). */
export type Scheme = 'http' | 'https';

/**
 * An answer. The engine adds Date, the framing and Connection by itself: a handler that sets Connection or
 * Transfer-Encoding, or a Content-Length that is not the content's, has failed and is answered for with a 500. Upgrade
 * goes with 426 only. No content in answer to HEAD: then the Content-Length is the one GET would get.
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
  /**
   * Whether the handler takes large content as it arrives (`request.arriving`). It starts before the request is read to
   * its end then; its answer still waits for that end, unless it does not read on.
   */
  readonly streams?: boolean;
}

/** An answer that the head alone decides, by a rule with a status: 400, 404, 405, 406, 417, 421, 426, 501. */
export interface Denial {
  readonly rule: RuleId;
  /** What it is about, for the body: `the path /nowhere`. */
  readonly about: string;
  readonly fields: readonly FieldPair[];
  /** Whether the connection ends with it although the request is read to its end. */
  readonly closes: boolean;
}

/** Finds the route of a path (as in EngineRequest) and method, or says why there is none. */
export interface Router {
  (head: RequestHead, path: string): Route | Denial;
  /** Whether methods the engine does not know come here too, instead of being answered 501; CONNECT never does. */
  readonly anyMethod?: boolean;
}
