/** Parses requests: the machine on the request table, and the checks that need a whole line or section. */

import type { Range } from '../base/octets.ts';
import type { Mode, RequestLeniency } from '../base/options.ts';
import {
  checkHost,
  checkPath,
  checkSameHost,
  checkTarget,
  isFramingLookAlike,
  isNamed,
  linesOf,
  listOf,
  parseContentLength,
} from './checks.ts';
import type { FieldLine, Framing, MessageSink, RequestHead, TokenKind } from './events.ts';
import { type FramingReading, requestFraming } from './framing.ts';
import { LENIENCY_FACTS, requestTable } from './leniencies.ts';
import { type Fault, faultOf, MessageParser, type ParserOptions, rangeOf } from './message-parser.ts';
import { persistence } from './persistence.ts';
import type { RuleId } from './rules.ts';

/** The request table without leniencies: the engine's default. */
export const REQUEST_TABLE = requestTable('hardened');

/** Octets of a line ending. */
const CR_LF = 2;

export class RequestParser extends MessageParser<RequestHead> implements FramingReading {
  #method = '';
  #target = '';
  #targetRange: Range = { start: 0, end: 0 };
  #version = '';
  #versionRange: Range = { start: 0, end: 0 };
  /** After the header section whose framing is being decided. */
  #sectionEnd = 0;
  /** The rule by which the connection ends with this message, whatever its fields say. */
  #endsBy: RuleId | null = null;

  constructor(sink: MessageSink<RequestHead>, options: ParserOptions) {
    super(requestTable(options.mode, options.leniencies), sink, options);
  }

  protected override startLineToken(kind: TokenKind, start: number, end: number): void {
    if (kind === 'method') this.#method = this.text(start, end);
    else if (kind === 'target') {
      this.#target = this.text(start, end);
      this.#targetRange = { start, end };
    } else if (kind === 'version') {
      this.#version = this.text(start, end);
      this.#versionRange = { start, end };
    }
  }

  /** 505 takes precedence over the target's form: another major version has other targets (RFC 9110 §2.5). */
  protected override startLineFault(): Fault | null {
    if (this.#version[5] !== '1') return { rule: 'version-major', blame: this.#versionRange };
    const form = checkTarget(this.#method, this.#target);
    const rule = form === null && this.#hardened ? checkPath(this.#target) : form;
    return rule === null ? null : { rule, blame: this.#targetRange };
  }

  get #hardened(): boolean {
    return this.options.mode === 'hardened';
  }

  /** The faults that show from one line, or from it and those before it: the last field line is the current one. */
  protected override fieldFault(field: FieldLine): Fault | null {
    if (this.#hardened && isFramingLookAlike(field.name)) return { rule: 'framing-look-alike', blame: field.nameRange };
    if (this.#hardened && isNamed(field, 'content-length') && this.#isSpacedOut(field))
      return { rule: 'content-length-canonical', blame: rangeOf(field) };
    const repeated = isNamed(field, 'content-type') && linesOf(this.fields, 'content-type').length > 1;
    return repeated ? { rule: 'content-type-duplicate', blame: rangeOf(field) } : null;
  }

  /**
   * Whether a length is not in the place where clients write it: after one SP, or none, and at the end of its line.
   * White space there means nothing (RFC 9110 §5.5), but some readers have been found to count it as part of the value.
   */
  #isSpacedOut({ value, nameRange, valueRange }: FieldLine): boolean {
    const before = valueRange.start - nameRange.end - 1;
    const after = this.offset - valueRange.end;
    const spaced = before > 1 || after > CR_LF || this.machine.tab >= nameRange.end;
    return spaced && parseContentLength(value) !== null;
  }

  /** HTTP/1.2 and above are parsed as 1.1, the highest minor version Octet supports (RFC 9110 §2.5). */
  get #minor(): number {
    return this.#version[7] === '0' ? 0 : 1;
  }

  protected override frame(end: number): Fault | Framing | 'excess' {
    this.#sectionEnd = end;
    this.#endsBy = null;
    const minor = this.#minor;
    const host = this.#hostFault(minor, end);
    if (host !== null && !this.#passes('host-missing', host)) return host;
    const other = this.#hardened ? checkSameHost(this.fields, this.#target) : null;
    if (other !== null) return { rule: other.rule, blame: rangeOf(other.line) };
    const framing = faultOf(requestFraming(this.fields, minor, this));
    if ('blame' in framing) return framing;
    if (framing.by === 'length' && framing.length > this.options.limits.content) {
      // A client that waits for 100 gets its final status instead (RFC 9110 §10.1.1).
      return this.#expectsContinue(minor) ? this.excessFault() : 'excess';
    }
    this.#announce(framing, minor, end);
    return framing;
  }

  #expectsContinue(minor: number): boolean {
    return minor >= 1 && listOf(this.fields, 'expect').some((member) => member.toLowerCase() === '100-continue');
  }

  #hostFault(minor: number, end: number): Fault | null {
    const host = checkHost(this.fields, minor, this.mode);
    if (host === null) return null;
    return { rule: host.rule, blame: host.line === null ? { start: end - 2, end } : rangeOf(host.line) };
  }

  /** This parser's options for the framing. */
  get mode(): Mode {
    return this.options.mode;
  }

  /** Whether a leniency lets a field line's fault pass; called by the framing. */
  lets(leniency: RequestLeniency, rule: RuleId, line: FieldLine): boolean {
    return this.#passes(leniency, { rule, blame: rangeOf(line) });
  }

  /** Whether a leniency lets a fault pass; it is then reported at the end of the header section. */
  #passes(leniency: RequestLeniency, fault: Fault): boolean {
    if (LENIENCY_FACTS[leniency].rule !== fault.rule || !this.table.leniencies.has(leniency)) return false;
    this.report('tolerate', fault, this.#sectionEnd - 1);
    if (leniency === 'cl-te') this.#endsBy = fault.rule;
    return true;
  }

  protected override excessFault(): Fault {
    const line = this.fields.find((field) => field.name.toLowerCase() === 'content-length');
    return {
      rule: 'content-too-large',
      blame: line === undefined ? { start: this.start, end: this.offset } : rangeOf(line),
    };
  }

  #announce(framing: Framing, minor: number, end: number): void {
    const kept = this.#endsBy === null ? persistence(this.fields, minor) : { keep: false, rule: this.#endsBy };
    this.keep &&= kept.keep;
    const announced = framing.by === 'chunked' || (framing.by === 'length' && framing.length > 0);
    this.sink.head({
      ordinal: this.ordinal,
      start: this.start,
      end,
      method: this.#method,
      target: this.#target,
      minor,
      fields: this.fields,
      framing,
      persistence: kept,
      expectsContinue: announced && this.#expectsContinue(minor),
    });
  }
}
