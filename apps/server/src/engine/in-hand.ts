/** The request whose header section is complete, until its exchange is made. */
import type { FieldLine, RequestHead } from '../../../../shared/http1/events.ts';
import { admit, isDenial } from './admission.ts';
import { Collector } from './collector.ts';
import { Exchange, startOf } from './exchange.ts';
import type { Denial, Route, Router } from './handler.ts';
import { denialResponse } from './refusal.ts';
import { splitTarget, type Target } from './target.ts';

/** Holds what its head decided, and its content as it comes. */
export class RequestInHand {
  readonly head: RequestHead;
  readonly #target: Target;
  readonly #admission: Route | Denial;
  readonly #headOctets: Uint8Array | null;
  /** Null when nobody will look at the content. */
  readonly #collector: Collector | null;

  /** @param octets gives a copy of the octets `[start, end)` of the connection */
  constructor(head: RequestHead, router: Router, octets: (start: number, end: number) => Uint8Array) {
    this.head = head;
    this.#target = splitTarget(head.method, head.target);
    this.#admission = admit(head, this.#target, router);
    const expected = head.framing.by === 'length' ? head.framing.length : Number.POSITIVE_INFINITY;
    this.#collector = isDenial(this.#admission) ? null : new Collector(expected);
    const keepsHead = !isDenial(this.#admission) && this.#admission.keepsHead === true;
    this.#headOctets = keepsHead ? octets(head.start, head.end) : null;
  }

  /** Whether the head alone decides the answer. */
  get denied(): boolean {
    return isDenial(this.#admission);
  }

  /** Content has arrived: `bytes` `[from, to)`. */
  add(bytes: Uint8Array, from: number, to: number): void {
    this.#collector?.add(bytes, from, to);
  }

  /** The exchange of the complete request. @param requests how many the connection answers */
  complete(trailers: readonly FieldLine[], requests: number): Exchange {
    const { head } = this;
    const admission = this.#admission;
    const last = head.ordinal + 1 >= requests ? 'requests-per-connection' : null;
    if (isDenial(admission)) {
      return Exchange.toAnswer(
        startOf(head, admission.closes ? admission.rule : last),
        denialResponse(admission),
        false,
      );
    }
    const { path, query } = this.#target;
    const content = (this.#collector as Collector).finish();
    const request = { head, path, query, content, trailers, headOctets: this.#headOctets };
    return Exchange.toHandle(startOf(head, last), admission.handler, request);
  }

  /** The exchange of a denied request whose content will not be read; null when it is not denied. */
  refuse(): Exchange | null {
    if (!isDenial(this.#admission)) return null;
    return Exchange.toAnswer(startOf(this.head, 'content-not-read'), denialResponse(this.#admission), true);
  }
}
