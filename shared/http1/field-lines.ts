/** The field lines of the current message: built from their tokens, counted, kept or refused. */

import type { Range } from '../base/octets.ts';
import { isForbiddenTrailer } from './checks.ts';
import type { FieldLine, Framing } from './events.ts';
import type { FramingResult } from './framing.ts';
import type { RuleId } from './rules.ts';

/** A violation: the rule and the octets to blame. */
export interface Fault {
  readonly rule: RuleId;
  readonly blame: Range;
}

/** The whole field line without its CR LF. */
export function rangeOf(field: FieldLine): Range {
  return { start: field.nameRange.start, end: Math.max(field.nameRange.end + 1, field.valueRange.end) };
}

/** Turns a framing's refusal into a fault on its line. */
export function faultOf(result: FramingResult): Fault | Framing {
  return 'refused' in result ? { rule: result.refused, blame: rangeOf(result.line) } : result;
}

const NOWHERE: Range = { start: 0, end: 0 };

export class FieldLines {
  /** Lines of the header section so far, in order. */
  header: FieldLine[] = [];
  /** Lines of the trailer section so far, without the discarded ones. */
  trailers: FieldLine[] = [];
  readonly #limit: number;
  readonly #nulIsSpace: boolean;
  #trailerLines = 0;
  #name = '';
  #value = '';
  #nameRange: Range = NOWHERE;
  #valueRange: Range = NOWHERE;
  /** The current line already has a value: another one continues it. */
  #valued = false;
  /** The current line is already kept: keeping it again replaces it. */
  #kept = false;
  /** As `#kept`, for a trailer field that is not allowed there. */
  #discarded = false;

  /** `limit`: how many lines a section may have. `nulIsSpace`: NUL is tolerated in values. */
  constructor(limit: number, nulIsSpace = false) {
    this.#limit = limit;
    this.#nulIsSpace = nulIsSpace;
  }

  /** A message begins. */
  begin(): void {
    this.header = [];
    this.trailers = [];
    this.#trailerLines = 0;
  }

  setName(name: string, start: number, end: number): void {
    this.#name = name;
    this.#nameRange = { start, end };
    this.#valued = false;
    this.#kept = false;
    this.#discarded = false;
  }

  /**
   * The value, or the next piece of one that a tolerated fold or bare CR has split: one SP replaces what was between
   * them (RFC 9112 §2.2, §5.2). NUL, where it is tolerated, is also read as SP (RFC 9110 §5.5).
   */
  setValue(text: string, start: number, end: number): void {
    const value = this.#nulIsSpace ? withoutNul(text) : text;
    if (!this.#valued) {
      this.#value = value;
      this.#valueRange = { start, end };
    } else if (value !== '') {
      const first = this.#value === '';
      this.#value = first ? value : `${this.#value} ${value}`;
      this.#valueRange = { start: first ? start : this.#valueRange.start, end };
    }
    this.#valued = true;
  }

  /** The line of the last name and value. */
  get last(): FieldLine {
    return { name: this.#name, value: this.#value, nameRange: this.#nameRange, valueRange: this.#valueRange };
  }

  /** Keeps the current line in the header section. */
  keepHeader(): Fault | null {
    if (this.#kept) this.header.pop();
    this.#kept = true;
    this.header.push(this.last);
    return this.#tooMany(this.header.length);
  }

  /** Keeps the current line in the trailer section; one that is not allowed there is counted but not kept. */
  keepTrailer(): Fault | null {
    if (this.#discarded) return null;
    if (this.#kept) this.trailers.pop();
    else this.#trailerLines++;
    this.#kept = true;
    const tooMany = this.#tooMany(this.#trailerLines);
    if (tooMany !== null) return tooMany;
    this.#discarded = isForbiddenTrailer(this.#name);
    if (this.#discarded) return { rule: 'trailer-forbidden', blame: this.#nameRange };
    this.trailers.push(this.last);
    return null;
  }

  #tooMany(lines: number): Fault | null {
    return lines > this.#limit ? { rule: 'too-many-fields', blame: this.#nameRange } : null;
  }
}

/** Replaces each NUL with SP and strips white space at both ends. */
function withoutNul(value: string): string {
  return value.replaceAll('\0', ' ').replace(/^[ \t]+|[ \t]+$/g, '');
}
