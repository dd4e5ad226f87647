/** One answer as it is read: the parser's listener. It understands; what follows from that is the exchange's. */

import { concat } from '#shared/base/octets.ts';
import { READER_LIMITS } from '#shared/base/options.ts';
import { isInterim } from '#shared/client/conversation.ts';
import type { FieldLine, MessageSink, ResponseHead, Verdict } from '#shared/http1/events.ts';
import { ResponseParser } from '#shared/http1/parser.ts';

export interface ReceptionEvents {
  interim(head: ResponseHead): void;
  /** The final head, and its octets. */
  head(head: ResponseHead, octets: Uint8Array): void;
  /** Octets of content, ours to keep. */
  content(bytes: Uint8Array): void;
  /** After a `reject` nothing follows. */
  verdict(verdict: Verdict): void;
}

export class Reception implements MessageSink<ResponseHead> {
  /** 1xx so far, in order. */
  readonly interim: ResponseHead[] = [];
  /** The final head, once it has come. */
  final: ResponseHead | null = null;
  trailers: readonly FieldLine[] = [];
  /** Octets read, and those of them that are content. */
  received = 0;
  contentLength = 0;
  isComplete = false;
  /** Octets that came behind the answer, in the read that completed it. */
  left = 0;
  readonly #events: ReceptionEvents;
  readonly #parser: ResponseParser;
  readonly #headOctets = new HeadOctets();

  /** The answer to a request with this method. */
  constructor(method: string, events: ReceptionEvents) {
    this.#events = events;
    this.#parser = new ResponseParser(this, { limits: READER_LIMITS, mode: 'rfc', methods: () => method });
  }

  /** Octets announced that have not come yet. */
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

  /** The transcript's parser keeps what begins, and the tokens. */
  begin(): void {
    // Its head comes soon.
  }

  token(): void {
    // Nobody asks for it here.
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
    // What follows is no answer to anything: it is counted, not parsed.
    this.#parser.pause();
  }

  verdict(verdict: Verdict): void {
    this.#events.verdict(verdict);
  }

  finished(): void {
    // FIN before a message: who told the FIN knows what it means.
  }
}

export class HeadOctets {
  #reads: Uint8Array[] = [];
  /** Offset of the first octet kept. */
  #start = 0;

  /** What one read carried; the buffer may be used anew afterwards. */
  add(bytes: Uint8Array): void {
    this.#reads.push(bytes.slice());
  }

  /** The octets `[start, end)`; those before `end` are forgotten. */
  take(start: number, end: number): Uint8Array {
    const all = concat(this.#reads);
    const head = all.slice(start - this.#start, end - this.#start);
    this.#reads = [all.slice(end - this.#start)];
    this.#start = end;
    return head;
  }
}
