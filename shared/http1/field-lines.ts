/** The field lines of the message in hand: built from their tokens, counted, kept or refused. */

import type { Range } from '../octets.ts';
import { isForbiddenTrailer } from './checks.ts';
import type { FieldLine, Framing } from './events.ts';
import type { FramingResult } from './framing.ts';
import type { RuleId } from './rules.ts';

/** A violation that was found: the rule and the octets to blame. */
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

export class FieldLines {
  /** Lines of the header section so far, in order. */
  header: FieldLine[] = [];
  /** Lines of the trailer section so far, those discarded left out. */
  trailers: FieldLine[] = [];
  readonly #limit: number;
  #trailerLines = 0;
  #name = '';
  #value = '';
  #nameRange: Range = { start: 0, end: 0 };
  #valueRange: Range = { start: 0, end: 0 };

  /** `limit`: how many lines a section may have. */
  constructor(limit: number) {
    this.#limit = limit;
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
  }

  setValue(value: string, start: number, end: number): void {
    this.#value = value;
    this.#valueRange = { start, end };
  }

  /** The line whose name and value came last. */
  get last(): FieldLine {
    return { name: this.#name, value: this.#value, nameRange: this.#nameRange, valueRange: this.#valueRange };
  }

  /** Keeps a line of the header section. */
  keepHeader(field: FieldLine): Fault | null {
    this.header.push(field);
    return this.#tooMany(this.header.length);
  }

  /** Keeps a line of the trailer section; one that may not stand there is counted, but not kept. */
  keepTrailer(field: FieldLine): Fault | null {
    this.#trailerLines++;
    const tooMany = this.#tooMany(this.#trailerLines);
    if (tooMany !== null) return tooMany;
    if (isForbiddenTrailer(field.name)) return { rule: 'trailer-forbidden', blame: field.nameRange };
    this.trailers.push(field);
    return null;
  }

  #tooMany(lines: number): Fault | null {
    return lines > this.#limit ? { rule: 'too-many-fields', blame: this.#nameRange } : null;
  }
}
