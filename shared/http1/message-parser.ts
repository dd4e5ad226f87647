/**
 * What the request parser and the response parser share: the machine's host. It keeps the texts of the message in hand,
 * builds its field lines, answers the decisions that need no knowledge of the start-line, and tells the sink.
 */
import type { FieldLine, Framing, MessageSink, TokenKind, Verdict, VerdictLevel } from './events.ts';
import { HeadBuffer, type Latin1Decoder } from './head-buffer.ts';
import type { FramingResult } from './framing.ts';
import { isForbiddenTrailer } from './checks.ts';
import { Machine, type MachineHost, type Table } from './machine.ts';
import type { Decision, Row, RowEvent, StateName } from './table.ts';
import { STATES } from './table.ts';
import type { RowTrace } from './trace.ts';
import type { RuleId } from './rules.ts';
import type { Limits, Mode } from '../options.ts';
import type { Range } from '../octets.ts';

export interface ParserOptions {
  readonly limits: Limits;
  readonly mode: Mode;
  /** A faster latin-1 decoder, where the platform has one. */
  readonly latin1?: Latin1Decoder;
  /** Keeps the row of every octet, for the stepper. Costs two octets per octet. */
  readonly trace?: RowTrace;
}

/** A decision that found a violation: the rule and the octets to blame. */
export interface Fault {
  readonly rule: RuleId;
  readonly blame: Range;
}

export abstract class MessageParser<Head> implements MachineHost {
  protected readonly sink: MessageSink<Head>;
  protected readonly options: ParserOptions;
  protected readonly machine: Machine;
  /** Number of the message in hand, from 0; −1 before the first. */
  protected ordinal = -1;
  /** First octet of the message in hand. */
  protected start = 0;
  protected fields: FieldLine[] = [];
  protected trailers: FieldLine[] = [];
  /** Whether the connection goes on after the message in hand. */
  protected keep = true;
  readonly #buffer: HeadBuffer;
  #name = '';
  #nameRange: Range = { start: 0, end: 0 };
  #valueRange: Range = { start: 0, end: 0 };
  #length = 0;
  #value = '';

  protected constructor(table: Table, sink: MessageSink<Head>, options: ParserOptions) {
    this.sink = sink;
    this.options = options;
    this.#buffer = new HeadBuffer(options.latin1);
    this.machine = new Machine(table, this, options.limits, options.trace ?? null);
  }

  /** Octets taken since octet 0 of the connection. */
  get offset(): number {
    return this.machine.offset;
  }

  get state(): StateName {
    return this.machine.state;
  }

  /** At least one octet of an unfinished message was taken. */
  get inMessage(): boolean {
    const phase = STATES[this.state];
    return phase !== 'between' && phase !== 'end';
  }

  /** The token being read and its first octet, or null. */
  get openToken(): { readonly kind: TokenKind; readonly start: number } | null {
    const kind = this.machine.openToken;
    return kind === null ? null : { kind, start: this.machine.tokenStart };
  }

  /** Octets of the content or chunk in hand still to come; 0 outside content of known length. */
  get remaining(): number {
    return this.machine.remaining;
  }

  /** Takes octets `[from, to)` of `bytes`; returns how many: fewer than given only after `pause`. */
  feed(bytes: Uint8Array, from = 0, to = bytes.length): number {
    this.machine.paused = false;
    const before = this.offset;
    this.#buffer.enter(bytes, before - from);
    const taken = this.machine.feed(bytes, from, to);
    this.#buffer.leave(this.#keepFrom(), this.offset);
    return taken;
  }

  /** The texts still needed: from the start of the line in hand, which the machine knows as its open token. */
  #keepFrom(): number {
    const open = this.openToken;
    if (open === null || open.kind === 'content' || open.kind === 'chunk-data') return this.offset;
    return open.start;
  }

  /** Called from a sink: the feed returns once the message in hand is complete. */
  pause(): void {
    this.machine.paused = true;
  }

  /** Nothing more is taken: what still comes is discarded (RFC 9112 §9.6). */
  ignoreRest(): void {
    this.keep = false;
    if (!this.inMessage && this.state !== 'refused') this.machine.state = 'after-last';
  }

  /** The peer's FIN. */
  fin(): void {
    this.machine.signal('FIN');
  }

  /** The clock ran out. Nothing happens between messages. */
  timeout(): void {
    if (this.inMessage) this.machine.signal('TIMEOUT');
  }

  // What the machine tells.

  token(kind: TokenKind, start: number, end: number): void {
    this.sink.token(kind, start, end);
    if (kind === 'field-name' || kind === 'trailer-name') {
      this.#name = this.text(start, end);
      this.#nameRange = { start, end };
    } else if (kind === 'field-value' || kind === 'trailer-value') {
      this.#value = this.text(start, end);
      this.#valueRange = { start, end };
    } else {
      this.startLineToken(kind, start, end);
    }
  }

  event(event: RowEvent, at: number): void {
    if (event === 'begin') this.begin(at);
    else if (event === 'finished') this.sink.finished();
    else {
      this.machine.closeToken(at);
      this.sink.complete(at, this.trailers);
    }
  }

  content(bytes: Uint8Array, from: number, to: number): void {
    this.sink.content(bytes, from, to);
  }

  violated(row: Row, at: number): void {
    const before = row.blames === 'before' && at > 0;
    const octet = row.on === 'FIN' || row.on === 'TIMEOUT' ? 0 : 1;
    const blame = before ? { start: at - 1, end: at } : { start: at, end: at + octet };
    this.report(row.tolerates === true ? 'tolerate' : 'reject', { rule: row.rule, blame }, at);
  }

  decide(decision: Decision, at: number): StateName {
    switch (decision) {
      case 'request-line':
        return this.orRefuse(this.startLineFault(), 'header-start', at);
      case 'field-line':
        return this.orRefuse(this.#keepField(this.fields), 'field-start', at);
      case 'framing':
        return this.#framing(at);
      case 'count':
        return this.#counted(at);
      case 'chunk':
        return this.#chunk(at);
      case 'trailer-line':
        return this.orRefuse(this.#keepField(this.trailers), 'trailer-start', at);
      case 'message-end':
        return this.completed(at + 1);
    }
  }

  // What the two parsers answer.

  /** A token of the start-line, or one that only the sink cares for. */
  protected abstract startLineToken(kind: TokenKind, start: number, end: number): void;
  protected abstract startLineFault(): Fault | null;
  /** The framing, once the header section is complete and its fields were checked; `end` is after its empty line. */
  protected abstract frame(end: number): Fault | Framing;

  protected begin(at: number): void {
    this.ordinal++;
    this.start = at;
    this.fields = [];
    this.trailers = [];
    this.#length = 0;
    this.sink.begin(this.ordinal, at);
  }

  protected text(start: number, end: number): string {
    return this.#buffer.text(start, end);
  }

  protected report(level: VerdictLevel, fault: Fault, at: number): void {
    const verdict: Verdict = { level, rule: fault.rule, at, blame: fault.blame };
    this.sink.verdict(verdict);
  }

  protected orRefuse(fault: Fault | null, next: StateName, at: number): StateName {
    if (fault === null) return next;
    this.report('reject', fault, at);
    return 'refused';
  }

  /** Ends the message in hand: `end` is after its last octet. */
  protected completed(end: number): StateName {
    this.sink.complete(end, this.trailers);
    return this.keep ? 'start' : 'after-last';
  }

  /** Turns a framing's refusal into a fault on its line. */
  protected fault(result: FramingResult): Fault | Framing {
    return 'refused' in result ? { rule: result.refused, blame: rangeOf(result.line) } : result;
  }

  #keepField(list: FieldLine[]): Fault | null {
    list.push({ name: this.#name, value: this.#value, nameRange: this.#nameRange, valueRange: this.#valueRange });
    const blame = this.#nameRange;
    if (list.length > this.options.limits.fieldLines) return { rule: 'too-many-fields', blame };
    const strict = list === this.trailers && this.options.mode === 'hardened';
    return strict && isForbiddenTrailer(this.#name) ? { rule: 'trailer-forbidden', blame } : null;
  }

  #framing(at: number): StateName {
    const framed = this.frame(at + 1);
    if ('blame' in framed) return this.orRefuse(framed, 'refused', at);
    switch (framed.by) {
      case 'none':
        return this.completed(at + 1);
      case 'length':
        return this.#startContent(framed.length, at);
      case 'chunked':
        return 'chunk-start';
      case 'close':
        this.machine.open('content', at + 1, 0);
        return 'until-close';
      case 'tunnel':
        this.machine.open('content', at + 1, 0);
        return 'tunnel';
    }
  }

  #startContent(length: number, at: number): StateName {
    if (length === 0) return this.completed(at + 1);
    this.machine.open('content', at + 1, length);
    return 'content';
  }

  /** Octets of content were taken; `at` is the last of them. */
  #counted(at: number): StateName {
    if (this.state === 'chunk-data') return this.machine.remaining > 0 ? 'chunk-data' : 'chunk-data-cr';
    return this.machine.remaining > 0 ? 'content' : this.completed(at + 1);
  }

  #chunk(at: number): StateName {
    const size = this.machine.size;
    if (size === 0) {
      this.machine.arm('trailer-section', at);
      return 'trailer-start';
    }
    this.#length += size;
    const blame = this.#sizeRange;
    if (!Number.isSafeInteger(size)) return this.orRefuse({ rule: 'chunk-size-too-large', blame }, 'refused', at);
    if (this.#length > this.options.limits.content) return this.orRefuse({ rule: 'content-too-large', blame }, 'refused', at);
    this.machine.open('chunk-data', at + 1, size);
    return 'chunk-data';
  }

  /** The chunk-size of the chunk in hand: its token began where the chunk line did. */
  get #sizeRange(): Range {
    return { start: this.machine.lineStart, end: this.machine.lineStart + this.machine.size.toString(16).length };
  }
}

/** The whole field line without its CR LF. */
export function rangeOf(field: FieldLine): Range {
  return { start: field.nameRange.start, end: Math.max(field.nameRange.end + 1, field.valueRange.end) };
}

export type { FramingResult };
