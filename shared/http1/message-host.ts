/**
 * The machine's host: keeps the texts of the current message, answers the decisions that do not depend on the
 * start-line, and reports to the sink.
 */

import type { Range } from '../base/octets.ts';
import type { FieldLine, Framing, MessageSink, TokenKind, Verdict, VerdictLevel } from './events.ts';
import { type Fault, FieldLines } from './field-lines.ts';
import { HeadBuffer } from './head-buffer.ts';
import { Machine, type MachineHost, type Table } from './machine.ts';
import type { ParserOptions } from './parser-options.ts';
import type { Decision, Row, RowEvent, StateName } from './table.ts';

export abstract class MessageHost<Head> implements MachineHost {
  protected readonly sink: MessageSink<Head>;
  protected readonly options: ParserOptions;
  protected readonly machine: Machine;
  protected readonly buffer: HeadBuffer;
  /** Number of the current message, from 0; −1 before the first. */
  protected ordinal = -1;
  /** First octet of the current message. */
  protected start = 0;
  /** Whether the connection persists after the current message. */
  protected keep = true;
  /** The feed returns once the current message is complete. */
  protected pauseAsked = false;
  /** The octet at which a message was refused; −1 when none was. */
  protected refusedAt = -1;
  readonly #lines: FieldLines;
  /** What comes after the header section of the current message: chunks, or content counted as a whole. */
  #chunked = false;
  /** Octets of content announced by the chunks so far. */
  #length = 0;
  #sizeRange: Range = { start: 0, end: 0 };

  protected constructor(table: Table, sink: MessageSink<Head>, options: ParserOptions) {
    this.sink = sink;
    this.options = options;
    this.buffer = new HeadBuffer(options.latin1);
    this.#lines = new FieldLines(options.limits.fieldLines, table.leniencies.has('ctl-in-value'));
    this.machine = new Machine(table, this, options.limits, options.trace ?? null);
  }

  /** The header field lines of the current message. */
  protected get fields(): readonly FieldLine[] {
    return this.#lines.header;
  }

  // Calls from the machine.

  token(kind: TokenKind, start: number, end: number): void {
    this.sink.token(kind, start, end);
    if (kind === 'field-name' || kind === 'trailer-name') {
      this.#lines.setName(this.text(start, end), start, end);
    } else if (kind === 'field-value' || kind === 'trailer-value') {
      this.#lines.setValue(this.text(start, end), start, end);
    } else if (kind === 'chunk-size') {
      this.#sizeRange = { start, end };
    } else {
      this.startLineToken(kind, start, end);
    }
  }

  event(event: RowEvent, at: number): void {
    if (event === 'begin') this.begin(at);
    else if (event === 'finished') this.sink.finished();
    else {
      this.machine.closeToken(at);
      this.sink.complete(at, this.#lines.trailers);
    }
  }

  content(bytes: Uint8Array, from: number, to: number): void {
    this.sink.content(bytes, from, to);
  }

  violated(row: Row, at: number): void {
    const octets = row.on === 'FIN' || row.on === 'TIMEOUT' ? 0 : 1;
    const blame = row.blames === 'before' ? { start: at - 1, end: at } : { start: at, end: at + octets };
    this.report(row.tolerates === true ? 'tolerate' : 'reject', { rule: row.rule, blame }, at);
  }

  decide(decision: Decision, at: number): StateName {
    switch (decision) {
      case 'request-line':
        return this.orRefuse(this.startLineFault(), 'header-start', at);
      case 'field-line':
        return this.orRefuse(this.#keepField(), 'field-start', at);
      case 'framing':
        return this.#framing(at);
      case 'count':
        return this.#counted(at);
      case 'excess':
        return this.orRefuse(this.excessFault(), 'refused', at);
      case 'chunk':
        return this.#chunk(at);
      case 'trailer-line':
        return this.orRefuse(this.#keepTrailer(at), 'trailer-next', at);
      case 'message-end':
        return this.completed(at + 1);
    }
  }

  // Decisions of the two parsers.

  /** A token of the start-line, or one that only the sink needs. */
  protected abstract startLineToken(kind: TokenKind, start: number, end: number): void;
  protected abstract startLineFault(): Fault | null;
  /** The fault of the header field line just kept, as far as it shows from the lines so far. */
  protected abstract fieldFault(field: FieldLine): Fault | null;
  /** The framing, once the header section is complete and its fields are checked; `end` is after its empty line. */
  protected abstract frame(end: number): Fault | Framing | 'excess';
  /** The fault of content that `frame` called an excess, once its first octet has arrived. */
  protected abstract excessFault(): Fault;

  protected begin(at: number): void {
    this.ordinal++;
    this.start = at;
    this.#lines.begin();
    this.#length = 0;
    this.sink.begin(this.ordinal, at);
  }

  protected text(start: number, end: number): string {
    return this.buffer.text(start, end);
  }

  protected report(level: VerdictLevel, fault: Fault, at: number): void {
    const verdict: Verdict = { level, rule: fault.rule, at, blame: fault.blame };
    if (level === 'reject') this.refusedAt = at;
    this.sink.verdict(verdict);
  }

  protected orRefuse(fault: Fault | null, next: StateName, at: number): StateName {
    if (fault === null) return next;
    this.report('reject', fault, at);
    return 'refused';
  }

  /** Ends the current message: `end` is after its last octet. */
  protected completed(end: number): StateName {
    this.sink.complete(end, this.#lines.trailers);
    this.machine.paused = this.pauseAsked;
    this.pauseAsked = false;
    return this.keep ? 'start' : 'after-last';
  }

  #keepField(): Fault | null {
    const tooMany = this.#lines.keepHeader();
    return tooMany ?? this.fieldFault(this.fields.at(-1) as FieldLine);
  }

  /** A forbidden trailer field is refused in `hardened`, discarded in `rfc`, merged in neither (RFC 9110 §6.5.1). */
  #keepTrailer(at: number): Fault | null {
    const fault = this.#lines.keepTrailer();
    if (fault?.rule !== 'trailer-forbidden' || this.options.mode === 'hardened') return fault;
    this.report('tolerate', fault, at);
    return null;
  }

  #framing(at: number): StateName {
    const framed = this.frame(at + 1);
    if (framed === 'excess') return 'content-excess';
    if ('blame' in framed) return this.orRefuse(framed, 'refused', at);
    this.#chunked = framed.by === 'chunked';
    switch (framed.by) {
      case 'none':
        return this.completed(at + 1);
      case 'length':
        if (framed.length === 0) return this.completed(at + 1);
        this.machine.open('content', at + 1, framed.length);
        return 'content';
      case 'chunked':
        return 'chunk-start';
      case 'close':
      case 'tunnel':
        this.machine.open('content', at + 1, 0);
        return framed.by === 'close' ? 'until-close' : 'tunnel';
    }
  }

  /** Octets of content were consumed; `at` is the last of them. */
  #counted(at: number): StateName {
    if (this.#chunked) return this.machine.remaining > 0 ? 'chunk-data' : 'chunk-data-cr';
    return this.machine.remaining > 0 ? 'content' : this.completed(at + 1);
  }

  #chunk(at: number): StateName {
    const { size } = this.machine;
    const blame = this.#sizeRange;
    if (size === 0) {
      this.machine.arm('trailer-section', at);
      return 'trailer-start';
    }
    this.#length += size;
    if (!Number.isSafeInteger(size)) return this.orRefuse({ rule: 'chunk-size-too-large', blame }, 'refused', at);
    if (this.#length > this.options.limits.content)
      return this.orRefuse({ rule: 'content-too-large', blame }, 'refused', at);
    this.machine.open('chunk-data', at + 1, size);
    return 'chunk-data';
  }
}
