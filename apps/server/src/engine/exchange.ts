/** One request and its response, in the order of the requests. */
import type { RequestHead } from '#shared/http1/events.ts';
import type { RuleId } from '#shared/http1/rules.ts';
import { AbortSource } from './abort-signal.ts';
import type { ContentStream } from './content-stream.ts';
import type { Responder } from './effects.ts';
import type { EngineRequest, EngineResponse, Handler } from './handler.ts';
import type { Streaming } from './streaming.ts';

/**
 * waiting: its handler has not started · running · answered: not yet its turn on the wire · streaming: its head is
 * written · done: so is its last octet.
 */
export type Phase = 'waiting' | 'running' | 'answered' | 'streaming' | 'done';

/** Methods whose handlers may run in parallel when pipelined (RFC 9110 §9.2.1, RFC 9112 §9.3.2). */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

const NOTHING = new Uint8Array(0);

/** The last response of a connection. */
export interface LastAnswer {
  readonly request: number;
  /** Why the connection ends; undefined when the server is stopping. */
  readonly rule: RuleId | undefined;
}

/** A handler to run, with its request. */
export interface Task {
  readonly handler: Handler;
  readonly request: EngineRequest;
  /** Behind `request.signal`. */
  readonly abortSource: AbortSource;
}

/** What an exchange is created from. */
export interface ExchangeStart {
  readonly ordinal: number;
  /** Null where the request was refused before its header section was complete. */
  readonly head: RequestHead | null;
  /** What arrived of the start-line of such a request, for the log. */
  readonly line?: string;
  readonly method: string;
  /** Minor version of the request; 1 when it was refused before its version was known. */
  readonly minor: number;
  /** The rule by which the connection ends after this response, or null when it is kept. */
  readonly ends: RuleId | null;
  /** The rule by which the request keeps or ends the connection. */
  readonly persistence: RuleId;
}

/** The state of one exchange; the outlet advances it. */
export class Exchange {
  readonly ordinal: number;
  readonly head: RequestHead | null;
  readonly line: string;
  readonly method: string;
  readonly minor: number;
  readonly safe: boolean;
  readonly ends: RuleId | null;
  readonly persistence: RuleId;
  phase: Phase = 'waiting';
  handler: Handler | null = null;
  request: EngineRequest | null = null;
  response: EngineResponse | null = null;
  /** Whether the response is the engine's own refusal, which ends the connection. */
  refusal = false;
  responder: Responder | null = null;
  /** False while the request's content is still arriving although its handler may run. */
  framed = true;
  readonly abortSource: AbortSource;
  streaming: Streaming | null = null;
  /** Status of the response, once its head is prepared; 0 before. */
  status = 0;
  /** Octets of the response's content prepared so far; for a stream, see Streaming. */
  sent = 0;
  /** Set when the head is prepared and no other response may follow. */
  last: LastAnswer | null = null;

  constructor(start: ExchangeStart, abortSource = new AbortSource()) {
    this.abortSource = abortSource;
    this.ordinal = start.ordinal;
    this.head = start.head;
    this.line = start.line ?? '';
    this.method = start.method;
    this.minor = start.minor;
    this.safe = SAFE.has(start.method);
    this.ends = start.ends;
    this.persistence = start.persistence;
  }

  /** An exchange whose handler has yet to run. */
  static toHandle(start: ExchangeStart, task: Task): Exchange {
    const exchange = new Exchange(start, task.abortSource);
    exchange.handler = task.handler;
    exchange.request = task.request;
    exchange.framed = task.request.arriving === null;
    return exchange;
  }

  /** An exchange that needs no handler. */
  static toAnswer(start: ExchangeStart, response: EngineResponse, refusal: boolean): Exchange {
    const exchange = new Exchange(start);
    exchange.response = response;
    exchange.phase = 'answered';
    exchange.refusal = refusal;
    return exchange;
  }

  /** The content of its request, while it is arriving. */
  get arriving(): ContentStream | null {
    return this.framed ? null : (this.request?.arriving ?? null);
  }

  /** Whether its response may be sent: the request is complete, or its handler will not read the rest. */
  get mayAnswer(): boolean {
    return this.framed || this.request?.arriving?.full === true;
  }

  /** This response is no longer wanted. */
  abandon(reason: string): void {
    if (this.phase === 'done') return;
    this.phase = 'done';
    this.streaming?.cancel();
    this.request?.arriving?.fail(reason);
    this.abortSource.abort(reason);
  }

  /** Octets of content, of request and response, that this exchange keeps in memory while it is queued. */
  get held(): number {
    const answer = this.response?.content;
    const asked = (this.request?.content ?? NOTHING).length + (this.request?.arriving?.held ?? 0);
    return asked + (answer instanceof Uint8Array ? answer.length : 0);
  }
}

/** What a request's head determines about its exchange. */
export function startOf(head: RequestHead, ends: RuleId | null): ExchangeStart {
  const { ordinal, method, minor, persistence } = head;
  return {
    ordinal,
    head,
    method,
    minor,
    ends: ends ?? (persistence.keep ? null : persistence.rule),
    persistence: persistence.rule,
  };
}
