/**
 * What the engine needs from a site: a router that looks at a request's head, and handlers that answer.
 *
 * The route is found when the header section is complete; the handler starts when the whole request is. A route that
 * answers while content is still arriving would say so on its Route: the decision is already made at the head.
 */
import type { FieldLine, RequestHead } from '#shared/http1/events.ts';
import type { RuleId } from '#shared/http1/rules.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import type { ContentStream } from './content-stream.ts';

/** A complete request. */
export interface EngineRequest {
  readonly head: RequestHead;
  /** The target's path as received, not decoded; `*` for `OPTIONS *`. For an absolute-form, only its path. */
  readonly path: string;
  /** The part of the target after the first `?`, or null. */
  readonly query: string | null;
  /** The whole content, chunks joined, at most `limits.content` octets; empty while it is still `arriving`. */
  readonly content: Uint8Array;
  /** The content while it arrives: only for a route that `streams`, and only when it is large. */
  readonly arriving: ContentStream | null;
  /** Trailer fields, never merged into the header fields (RFC 9110 §6.5.1). Unknown while content is `arriving`. */
  readonly trailers: readonly FieldLine[];
  /** The octets of the start-line and header section as received; null unless the route `keepsHead`. */
  readonly headOctets: Uint8Array | null;
  /** `http` or `https`, as on the connection. */
  readonly scheme: Scheme;
  /** Aborted when the response is no longer wanted: the client has left, or its time has run out. */
  readonly signal: AbortSignal;
}

/** How to read a connection's requests: an https target belongs on an encrypted one (RFC 9110 §7.4). */
export type Scheme = 'http' | 'https';

/**
 * A response. The engine adds Date, the framing and Connection itself: a handler that sets Connection or
 * Transfer-Encoding, or a Content-Length that does not match the content, has failed, and the client gets a 500.
 * Upgrade is allowed with 426 only. In response to HEAD there is no content, and the Content-Length is the one GET
 * would get.
 */
export interface EngineResponse {
  /** 200–599. */
  readonly status: number;
  readonly fields: readonly FieldPair[];
  /** A stream's length is unknown unless `fields` has a Content-Length, which the stream must then match. */
  readonly content: Uint8Array | AsyncIterable<Uint8Array> | null;
  /** Trailer fields of a stream, read at its end; sent only when the content is chunked. */
  readonly trailers?: () => readonly FieldPair[];
  /** The rule that led to this response, for the transcript. */
  readonly rule?: RuleId;
}

/** Answers a request, now or later. If it throws or rejects, the client gets a 500. */
export type Handler = (request: EngineRequest) => EngineResponse | Promise<EngineResponse>;

/** A handler and what it needs. */
export interface Route {
  readonly handler: Handler;
  /** Whether the handler wants `headOctets`. */
  readonly keepsHead?: boolean;
  /**
   * Whether the handler takes large content as it arrives (`request.arriving`). It then starts before the whole request
   * has been read; its response still waits for the end of the request, unless it stops reading.
   */
  readonly streams?: boolean;
}

/** A response that the head alone decides, by a rule with a status: 400, 404, 405, 406, 417, 421, 426, 501. */
export interface Denial {
  readonly rule: RuleId;
  /** What the denial is about, for the body: `the path /nowhere`. */
  readonly about: string;
  readonly fields: readonly FieldPair[];
  /** Whether it ends the connection although the request has been read to its end. */
  readonly closes: boolean;
}

/** Finds the route for a path (as in EngineRequest) and a method, or says why there is none. */
export interface Router {
  (head: RequestHead, path: string): Route | Denial;
  /** Whether methods the engine does not know come here as well, instead of getting a 501; CONNECT never does. */
  readonly anyMethod?: boolean;
}
