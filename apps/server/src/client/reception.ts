/** Reads one response: the parser's listener. It only interprets octets; the exchange decides what follows. */

import { concat } from '#shared/base/octets.ts';
import { READER_LIMITS } from '#shared/base/options.ts';
import { isInterim } from '#shared/client/conversation.ts';
import type { FieldLine, MessageSink, ResponseHead, Verdict } from '#shared/http1/events.ts';
import { ResponseParser } from '#shared/http1/parser.ts';

export interface ReceptionEvents {
  interim(head: ResponseHead): void;
  /** The final head, and its octets. */
  head(head: ResponseHead, octets: Uint8Array): void;
  /** Octets of content, which the listener may keep. */
  content(bytes: Uint8Array): void;
  /** Nothing follows a `reject`. */
  verdict(verdict: Verdict): void;
}

export class Reception implements MessageSink<ResponseHead> {
  /** The 1xx responses so far, in order. */
  readonly interim: ResponseHead[] = [];
  /** The final head, once it has arrived. */
  final: ResponseHead | null = null;
  trailers: readonly FieldLine[] = [];
  /** Octets read, and how many of them are content. */
  received = 0;
  contentLength = 0;
  isComplete = false;
  /** Octets that came after the response, in the read that completed it. */
  left = 0;
  readonly #events: ReceptionEvents;
  readonly #parser: ResponseParser;
  readonly #headOctets = new HeadOctets();

  /** The response to a request with this method. */
  constructor(method: string, events: ReceptionEvents) {
    this.#events = events;
    this.#parser = new ResponseParser(this, { limits: READER_LIMITS, mode: 'rfc', methods: () => method });
  }

  /** Announced octets that have not arrived yet. */
  get remaining(): number {
    return this.#parser.remaining;
  }

  take(bytes: Uint8Array): void {
    this.received += bytes.length;
    if (this.final === null) this.#headOctets.add(bytes);
    this.left = bytes.length - this.#parser.feed(bytes);
  }

  fin(): void {
    this.#parser.fin();
  }

  /** The transcript's parser keeps beginnings and tokens; they are not needed here. */
  begin(): void {
    // The head follows soon.
  }

  token(): void {
    // Not needed here.
  }

  head(head: ResponseHead): void {
    const octets = this.#headOctets.take(head.start, head.end);
    if (isInterim(head)) {
      this.interim.push(head);
      this.#events.interim(head);
    } else {
      this.final = head;
      this.#events.head(head, octets);
    }
  }

  content(bytes: Uint8Array, from: number, to: number): void {
    this.contentLength += to - from;
    this.#events.content(bytes.slice(from, to));
  }

  complete(_end: number, trailers: readonly FieldLine[]): void {
    if (this.final === null) return;
    this.trailers = trailers;
    this.isComplete = true;
    // What follows is not a response to any request: it is counted, not parsed.
    this.#parser.pause();
  }

  verdict(verdict: Verdict): void {
    this.#events.verdict(verdict);
  }

  finished(): void {
    // FIN before a message: whoever reported the FIN knows what it means.
  }
}

export class HeadOctets {
  #reads: Uint8Array[] = [];
  /** Offset of the first octet kept. */
  #start = 0;

  /** Adds the octets of one read; the caller may reuse the buffer afterwards. */
  add(bytes: Uint8Array): void {
    this.#reads.push(bytes.slice());
  }

  /** The octets `[start, end)`; drops everything before `end`. */
  take(start: number, end: number): Uint8Array {
    const all = concat(this.#reads);
    const head = all.slice(start - this.#start, end - this.#start);
    this.#reads = [all.slice(end - this.#start)];
    this.#start = end;
    return head;
  }
}
