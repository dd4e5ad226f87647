/**
 * Reads responses, as the page does to explain what came back. A reader may be more lenient than a server: bare LF and
 * a missing SP before an absent reason phrase pass, and are reported as tolerated (RFC 9112 §2.2, §4).
 */
import type { Framing, MessageSink, ResponseHead, TokenKind } from './events.ts';
import { responseFraming } from './framing.ts';
import { compile } from './machine.ts';
import { type Fault, MessageParser, type ParserOptions } from './message-parser.ts';
import { persistence } from './persistence.ts';
import { RESPONSE_ROWS } from './states.ts';

/** The response table with the leniencies of a reader. */
export const RESPONSE_TABLE = compile(RESPONSE_ROWS, ['bare-lf', 'reason-space']);

export interface ResponseParserOptions extends ParserOptions {
  /**
   * The method of the request the next final response answers, or undefined when it is not known. A 1xx response
   * answers nothing yet: it asks, and the next one gets the same method again.
   */
  readonly methods: (ordinal: number) => string | undefined;
}

export class ResponseParser extends MessageParser<ResponseHead> {
  readonly #methods: (ordinal: number) => string | undefined;
  /** Number of the request this response belongs to, from 0: interim responses share it with their final one. */
  #request = 0;
  #version = '';
  #status = 0;
  #reason = '';

  constructor(sink: MessageSink<ResponseHead>, options: ResponseParserOptions) {
    super(RESPONSE_TABLE, sink, options);
    this.#methods = options.methods;
  }

  protected override startLineToken(kind: TokenKind, start: number, end: number): void {
    if (kind === 'version') this.#version = this.text(start, end);
    else if (kind === 'status') {
      this.#status = this.machine.size;
      this.#reason = '';
    } else if (kind === 'reason') this.#reason = this.text(start, end);
  }

  protected override startLineFault(): Fault | null {
    return null;
  }

  protected override frame(end: number): Fault | Framing {
    const framing = this.fault(responseFraming(this.#status, this.#methods(this.#request), this.fields));
    if ('blame' in framing) return framing;
    if (this.#status >= 200) this.#request++;
    const minor = this.#version[7] === '0' ? 0 : 1;
    const kept = persistence(this.fields, minor);
    this.keep = this.#status < 200 || kept.keep;
    this.sink.head({
      ordinal: this.ordinal,
      start: this.start,
      end,
      minor,
      status: this.#status,
      reason: this.#reason,
      fields: this.fields,
      framing,
      persistence: kept,
    });
    return framing;
  }
}
