/** Octets to be held back, and a parser that consumes them. */

import { fromLatin1 } from '#shared/base/octets.ts';
import { DEFAULT_READING, ENGINE_LIMITS } from '#shared/base/options.ts';
import { Witness } from '#shared/http1/digest.ts';
import type { MessageSink, RequestHead } from '#shared/http1/events.ts';
import { RequestParser } from '#shared/http1/parser.ts';

export const CHUNKED =
  'POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: v\r\n\r\n';
export const LENGTH = 'PUT /b HTTP/1.1\r\nHost: b\r\nContent-Length: 12\r\n\r\nabc\ndef\nghi\n';
/** Three requests, of every framing. */
export const STREAM = `GET / HTTP/1.1\r\nHost: c\r\n\r\n${CHUNKED}${LENGTH}`;

const ignore = (): void => undefined;

/** A parser, and what it made of the octets in digests, as the engine's witness tells it. */
export class Reading implements MessageSink<RequestHead> {
  readonly digests: string[] = [];
  readonly octets: number[] = [];
  readonly parsing = new RequestParser(this, { limits: ENGINE_LIMITS, ...DEFAULT_READING });
  readonly takes = true;
  readonly #witness = new Witness((...told) => this.digests.push(told.join(' ')));

  feed(bytes: Uint8Array): void {
    this.octets.push(...bytes);
    this.parsing.feed(bytes);
  }

  begin(...told: Parameters<MessageSink<RequestHead>['begin']>): void {
    this.#witness.begin(...told);
  }

  token(...told: Parameters<MessageSink<RequestHead>['token']>): void {
    this.#witness.token(...told);
  }

  verdict(...told: Parameters<MessageSink<RequestHead>['verdict']>): void {
    this.#witness.verdict(...told);
  }

  complete(end: number): void {
    this.#witness.complete(end);
  }

  readonly head = ignore;
  readonly content = ignore;
  readonly finished = ignore;
}

/** What a parser makes of octets that come all at once. */
export const digestsOf = (octets: string): readonly string[] => {
  const reading = new Reading();
  reading.feed(fromLatin1(octets));
  return reading.digests;
};
