/** A request as its handler gets it. A class: made for every request, and an object with a getter of its own is dear. */
import type { FieldLine, RequestHead } from '#shared/http1/events.ts';
import { Abandonment } from './abandonment.ts';
import type { ContentStream } from './content-stream.ts';
import type { EngineRequest, Scheme } from './handler.ts';

/** Reads as EngineRequest says. A copy by spreading has no `signal`: it stands on the prototype. */
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
  readonly abandonment = new Abandonment();

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
    return this.abandonment.signal;
  }
}
