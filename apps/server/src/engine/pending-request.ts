/** A request whose header section is complete, until its exchange exists and its content has been read. */
import type { FieldLine, RequestHead } from '#shared/http1/events.ts';
import { splitTarget, type Target } from '#shared/requests/target.ts';
import { AbortSource } from './abort-signal.ts';
import { admit, isDenial } from './admission.ts';
import { ContentCollector } from './content-collector.ts';
import { ContentStream } from './content-stream.ts';
import { Exchange, type ExchangeStart, startOf } from './exchange.ts';
import type { Denial, EngineRequest, Route, Scheme } from './handler.ts';
import type { EngineOptions } from './options.ts';
import { denialResponse } from './refusal.ts';

/** Content up to this long is joined before its handler starts, even for a route that streams. */
const JOINED = 64 * 1024;

const NOTHING = new Uint8Array(0);

/** Holds what the head decided, and the content as it arrives. */
export class PendingRequest {
  readonly head: RequestHead;
  readonly #options: EngineOptions;
  readonly #target: Target;
  readonly #admission: Route | Denial;
  readonly #headOctets: Uint8Array | null;
  /** Null when the content will not be read. */
  readonly #content: ContentCollector | null;
  /** Set once a handler may run although the content is still arriving. */
  #early: Exchange | null = null;

  /** @param octets returns a copy of the octets `[start, end)` of the connection */
  constructor(head: RequestHead, options: EngineOptions, octets: (start: number, end: number) => Uint8Array) {
    this.head = head;
    this.#options = options;
    this.#target = splitTarget(head.method, head.target);
    this.#admission = admit(head, this.#target, options);
    const expected = head.framing.by === 'length' ? head.framing.length : Number.POSITIVE_INFINITY;
    this.#content = isDenial(this.#admission) ? null : new ContentCollector(expected);
    const keepsHead = !isDenial(this.#admission) && this.#admission.keepsHead === true;
    this.#headOctets = keepsHead ? octets(head.start, head.end) : null;
  }

  /** Whether the head alone decides the response. */
  get denied(): boolean {
    return isDenial(this.#admission);
  }

  /** The exchange created before the request was complete, or null. */
  get early(): Exchange | null {
    return this.#early;
  }

  /** Content has arrived: `bytes` `[from, to)`. */
  add(bytes: Uint8Array, from: number, to: number): void {
    if (this.#early === null) this.#content?.add(bytes, from, to);
    else this.#early.arriving?.push(bytes.slice(from, to));
  }

  /** The exchange of a request whose content is too long to be joined first; otherwise null. */
  overtake(changed: () => void): Exchange | null {
    const admission = this.#admission;
    if (this.#early !== null || isDenial(admission) || admission.streams !== true) return null;
    const { length } = this.#content as ContentCollector;
    if (length <= JOINED) return null;
    const arriving = new ContentStream(changed);
    arriving.push((this.#content as ContentCollector).finish());
    this.#early = this.#toHandle(admission, { content: NOTHING, arriving, trailers: [] });
    return this.#early;
  }

  /** The exchange of the complete request; `early` if it exists already. */
  complete(trailers: readonly FieldLine[]): Exchange {
    if (this.#early !== null) {
      this.#early.arriving?.end();
      this.#early.framed = true;
      return this.#early;
    }
    const admission = this.#admission;
    if (!isDenial(admission)) {
      const content = (this.#content as ContentCollector).finish();
      return this.#toHandle(admission, { content, arriving: null, trailers });
    }
    const start = admission.closes ? startOf(this.head, admission.rule) : this.#start();
    return Exchange.toAnswer(start, denialResponse(admission), false);
  }

  /** The exchange of a denied request whose content will not be read; null when it is not denied. */
  refuse(): Exchange | null {
    if (!isDenial(this.#admission)) return null;
    return Exchange.toAnswer(startOf(this.head, 'content-not-read'), denialResponse(this.#admission), true);
  }

  #toHandle(route: Route, received: Pick<EngineRequest, 'content' | 'arriving' | 'trailers'>): Exchange {
    const { path, query } = this.#target;
    const request = new ReceivedRequest({
      head: this.head,
      path,
      query,
      content: received.content,
      arriving: received.arriving,
      trailers: received.trailers,
      headOctets: this.#headOctets,
      scheme: this.#options.scheme ?? 'http',
    });
    return Exchange.toHandle(this.#start(), { handler: route.handler, request, abortSource: request.abortSource });
  }

  #start(): ExchangeStart {
    const last = this.head.ordinal + 1 >= this.#options.requests ? 'requests-per-connection' : null;
    return startOf(this.head, last);
  }
}

// A request as its handler gets it. A class: one is made for every request, and a getter on each object is expensive.

/** See EngineRequest. A spread copy has no `signal`: it is on the prototype. */
export class ReceivedRequest implements EngineRequest {
  readonly head: RequestHead;
  readonly path: string;
  readonly query: string | null;
  readonly content: Uint8Array;
  readonly arriving: ContentStream | null;
  readonly trailers: readonly FieldLine[];
  readonly headOctets: Uint8Array | null;
  readonly scheme: Scheme;
  /** Behind `signal`. */
  readonly abortSource = new AbortSource();

  constructor(parts: Omit<EngineRequest, 'signal'>) {
    this.head = parts.head;
    this.path = parts.path;
    this.query = parts.query;
    this.content = parts.content;
    this.arriving = parts.arriving;
    this.trailers = parts.trailers;
    this.headOctets = parts.headOctets;
    this.scheme = parts.scheme;
  }

  get signal(): AbortSignal {
    return this.abortSource.signal;
  }
}
