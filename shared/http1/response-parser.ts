/**
 * Parses responses, as the page does to explain them. A reader may be more lenient than a server: bare LF, folded
 * lines and a missing SP before an absent reason phrase pass, and are reported as tolerated (RFC 9112 §2.2, §5.2, §4).
 */
import { linesOf } from './checks.ts';
import type { Framing, MessageSink, Persistence, ResponseHead, TokenKind } from './events.ts';
import { responseFraming } from './framing.ts';
import { responseTable } from './leniencies.ts';
import { type Fault, faultOf, MessageParser, type ParserOptions, rangeOf } from './message-parser.ts';
import { persistence } from './persistence.ts';
import type { StateName } from './table.ts';

/** The response table with the leniencies of a reader. */
export const RESPONSE_TABLE = responseTable();

export interface ResponseParserOptions extends ParserOptions {
  /**
   * The method of the request that the next final response answers, or undefined when it is not known. A 1xx response
   * is not an answer yet: the method is looked up for it, and again for the next response.
   */
  readonly methods: (ordinal: number) => string | undefined;
  /**
   * Whether request number `ordinal` (from 0) was made, called at the first octet of what would be its response.
   * Without it every response is expected. Octets after the last one are refused, not read as another (RFC 9112 §6.3).
   */
  readonly asked?: (ordinal: number) => boolean;
}

export class ResponseParser extends MessageParser<ResponseHead> {
  readonly #methods: (ordinal: number) => string | undefined;
  readonly #asked: (ordinal: number) => boolean;
  /** The machine stopped to find out whether another response is expected. */
  #stopped = false;
  /** Number of the request this response belongs to, from 0: interim responses share it with their final one. */
  #request = 0;
  #version = '';
  #status = 0;
  #reason = '';

  constructor(sink: MessageSink<ResponseHead>, options: ResponseParserOptions) {
    super(responseTable(options.leniencies), sink, options);
    this.#methods = options.methods;
    this.#asked = options.asked ?? (() => true);
  }

  override feed(bytes: Uint8Array, from = 0, to = bytes.length): number {
    this.#refuseUnasked(from < to);
    const taken = super.feed(bytes, from, to);
    if (!this.#stopped || taken === to - from) return taken;
    this.#refuseUnasked(true);
    return taken + super.feed(bytes, from + taken, to);
  }

  #refuseUnasked(octetsCome: boolean): void {
    this.#stopped = false;
    if (octetsCome && this.state === 'start' && this.#isUnasked) this.machine.signal('UNASKED');
  }

  /** No request waits for a response; before the first one the server may say why it wants none (RFC 9112 §9.5). */
  get #isUnasked(): boolean {
    return this.#request > 0 && !this.#asked(this.#request);
  }

  protected override completed(end: number): StateName {
    const next = super.completed(end);
    this.#stopped = !this.machine.paused && this.#isUnasked;
    this.machine.paused ||= this.#stopped;
    return next;
  }

  protected override startLineToken(kind: TokenKind, start: number, end: number): void {
    if (kind === 'version') this.#setVersion(start, end);
    else if (kind === 'status') {
      this.#status = this.machine.size;
      this.#reason = '';
    } else if (kind === 'reason') this.#reason = this.text(start, end);
  }

  /** Another major version is parsed like HTTP/1.0 and reported (RFC 9110 §2.5). */
  #setVersion(start: number, end: number): void {
    this.#version = this.text(start, end);
    if (this.#version[5] !== '1') this.report('tolerate', { rule: 'version-major', blame: { start, end } }, end);
  }

  protected override startLineFault(): Fault | null {
    return null;
  }

  protected override fieldFault(): Fault | null {
    return null;
  }

  /** A reader of responses accepts any length. */
  protected override excessFault(): Fault {
    throw new Error('no response is too long to be read');
  }

  protected override frame(end: number): Fault | Framing {
    const framing = faultOf(responseFraming(this.#status, this.#methods(this.#request), this.fields));
    if ('blame' in framing) return framing;
    if (this.#status >= 200) this.#request++;
    const minor = this.#version[5] !== '1' || this.#version[7] === '0' ? 0 : 1;
    const fault = this.#suspicion(framing, minor);
    if (fault !== null) this.report('tolerate', fault, end - 1);
    const kept = this.#persistence(framing, minor, fault);
    if (this.#status >= 200) this.keep &&= kept.keep;
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

  /** Content that ends with the connection leaves no connection to keep (RFC 9112 §9.3). */
  #persistence(framing: Framing, minor: number, fault: Fault | null): Persistence {
    if (fault?.rule === 'transfer-encoding-1.0') return { keep: false, rule: fault.rule };
    const kept = persistence(this.fields, minor);
    const ends = framing.by === 'close' || framing.by === 'tunnel';
    return kept.keep && ends ? { keep: false, rule: framing.rule } : kept;
  }

  /**
   * A Transfer-Encoding whose framing cannot be trusted. It is parsed all the same; after one in HTTP/1.0 the
   * connection may be out of step, so it is the last message (RFC 9112 §6.1, §6.3).
   */
  #suspicion(framing: Framing, minor: number): Fault | null {
    const te = linesOf(this.fields, 'transfer-encoding')[0];
    if (te === undefined || framing.by === 'none' || framing.by === 'tunnel') return null;
    if (minor < 1) return { rule: 'transfer-encoding-1.0', blame: rangeOf(te) };
    const cl = linesOf(this.fields, 'content-length')[0];
    return cl === undefined ? null : { rule: 'transfer-encoding-and-length', blame: rangeOf(cl) };
  }
}
