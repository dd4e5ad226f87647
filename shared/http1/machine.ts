/**
 * Runs the table: takes octets one by one through the rows that compile.ts has prepared.
 *
 * Theory of operation. The walk reads a cell per octet, state × symbol → row number; a row without side effects only
 * changes the state. Every other effect of a row is carried out here, on integer registers, or reported to the host:
 * the parser on top, which knows texts and rules and answers the decisions. The machine never looks at a state's name:
 * no transition exists outside the table.
 */

import type { Limits } from '../base/options.ts';
import { baseOf, columnOf, EFFECTS, NO_ROW, type Step, stateAt, type Table } from './compile.ts';
import type { TokenKind } from './events.ts';
import { ArmedLimit } from './limit.ts';
import type { Action, Decision, Limit, Row, RowEvent, Signal, StateName } from './table.ts';
import type { RowTrace } from './trace.ts';

export { compile, rowFor, type Table } from './compile.ts';

const LIMIT = columnOf('LIMIT');
const TOTAL = columnOf('TOTAL');

/** What the machine reports to its parser, and asks of it. Offsets are counted from octet 0 of the connection. */
export interface MachineHost {
  token(kind: TokenKind, start: number, end: number): void;
  event(event: RowEvent, at: number): void;
  /** Chooses the next state, one of the row's; `at` is the offset of the octet that caused the decision. */
  decide(decision: Decision, at: number): StateName;
  /** Content octets `[from, to)` of the buffer being fed; the first lies at offset `at`. */
  content(bytes: Uint8Array, from: number, to: number, at: number): void;
  /** A row refused or tolerated at `at`. */
  violated(row: Row, at: number): void;
}

/** The walking machine: only a state and a few integer registers. */
export class Machine {
  /** Octets taken since octet 0 of the connection. */
  offset = 0;
  /** Register: octets still to come in this content or chunk. */
  remaining = 0;
  /** Register: the chunk-size or status code being read. */
  size = 0;
  /** Register: the last HTAB between a field line's colon and its value; −1 before the first. */
  tab = -1;
  /** Register: first octet of the token being read. */
  tokenStart = 0;
  /** Register: the token being read, or null between tokens. */
  openToken: TokenKind | null = null;
  /** Set by the parser to stop a feed after the current message. */
  paused = false;

  readonly table: Table;
  readonly #host: MachineHost;
  readonly #limit: ArmedLimit;
  readonly #trace: RowTrace | null;
  /** The state, as the index where its cells begin. */
  #base = baseOf('start');
  #mark = 0;

  constructor(table: Table, host: MachineHost, limits: Limits, trace: RowTrace | null) {
    this.table = table;
    this.#host = host;
    this.#limit = new ArmedLimit(limits);
    this.#trace = trace;
  }

  get state(): StateName {
    return stateAt(this.#base);
  }

  set state(name: StateName) {
    this.#base = baseOf(name);
  }

  /** Opens a token that starts with a decision, not with an octet (content, chunk data). */
  open(kind: TokenKind, start: number, length: number): void {
    this.openToken = kind;
    this.tokenStart = start;
    this.remaining = length;
  }

  /** Takes the octets `[from, to)` of `bytes`; returns how many: fewer than given only when paused. */
  feed(bytes: Uint8Array, from: number, to: number): number {
    let i = from;
    while (i < to && !this.paused) {
      i = this.#walk(bytes, i, to);
      if (i < to) i += this.#take(this.#rowOn(bytes[i] as number), bytes, i, to);
    }
    return i - from;
  }

  /** Walks through rows that only change the state, up to a limit; returns where it stopped. */
  #walk(bytes: Uint8Array, from: number, to: number): number {
    const { cells, plain } = this.table;
    const trace = this.#trace;
    const stop = Math.min(to, from + this.#limit.firstOver - this.offset);
    let base = this.#base;
    let i = from;
    while (i < stop) {
      const row = cells[base + (bytes[i] as number)] as number;
      const next = plain[row] as number;
      // Not `=== EFFECTS`: a cell without a row gives undefined, on which #take then throws.
      if (!(next < EFFECTS)) break;
      trace?.push(row);
      base = next;
      i++;
    }
    this.#base = base;
    this.offset += i - from;
    return i;
  }

  /** An external input that is not an octet. Returns the row taken, or undefined when the table has none. */
  signal(symbol: Exclude<Signal, 'LIMIT' | 'TOTAL'>): Row | undefined {
    const index = this.table.cells[this.#base + columnOf(symbol)] as number;
    const step = this.table.steps[index];
    if (step !== undefined) this.#effects(step, this.offset, 0);
    return step?.row;
  }

  /**
   * The number of the row for an octet. The first octet over a limit takes the LIMIT row instead. A row that lifts or
   * moves the limit of a token or line still passes, because the limited part ended before it; the LF that ends a
   * section belongs to the section.
   */
  #rowOn(octet: number): number {
    const index = this.table.cells[this.#base + octet] as number;
    if (this.offset < this.#limit.firstOver) return index;
    const { refuses, arm } = this.table.steps[index] as Step;
    if (refuses || (arm !== null && !this.#limit.ofSection)) return index;
    const limit = this.table.cells[this.#base + (this.#limit.ofMessage ? TOTAL : LIMIT)] as number;
    if (limit !== NO_ROW) return limit;
    // Where no limit applies, one left armed by a refused message must not slow the walk.
    this.#limit.lift();
    return index;
  }

  /** Takes a row; returns how many octets it took. */
  #take(index: number, bytes: Uint8Array, from: number, to: number): number {
    const step = this.table.steps[index] as Step;
    if (step.count !== null) return this.#takeRun(step, index, bytes, from, to);
    this.#trace?.push(index);
    const at = this.offset++;
    this.#effects(step, at, bytes[from] as number);
    return 1;
  }

  /** Content is taken in bulk: all octets of a run go through the same row. */
  #takeRun(step: Step, index: number, bytes: Uint8Array, from: number, to: number): number {
    const available = to - from;
    const length = step.count === 'rest' ? available : Math.min(available, this.remaining);
    const at = this.offset;
    this.#trace?.fill(index, length);
    this.offset += length;
    this.#host.content(bytes, from, from + length, at);
    if (step.count === 'length') {
      this.remaining -= length;
      if (this.remaining > 0) return length;
      this.closeToken(this.offset);
    }
    this.#move(step, this.offset - 1);
    return length;
  }

  /** Reports the open token, which ended before `end`. */
  closeToken(end: number): void {
    const kind = this.openToken;
    if (kind === null) return;
    this.openToken = null;
    this.#host.token(kind, this.tokenStart, end);
  }

  #effects(step: Step, at: number, octet: number): void {
    if (step.event === 'begin') this.#limit.begin(at);
    if (step.event !== null) this.#host.event(step.event, at);
    if (step.opens !== null) this.open(step.opens, at, this.remaining);
    if (step.closes !== null) this.closeToken(step.atMark ? this.#mark : at);
    if (step.action !== null) this.#do(step.action, at, octet);
    if (step.arm !== null) this.#limit.arm(step.arm, at);
    if (step.tolerates || step.refuses) this.#host.violated(step.row, at);
    this.#move(step, at);
  }

  #move(step: Step, at: number): void {
    this.#base = step.by === null ? step.next : baseOf(this.#host.decide(step.by, at));
  }

  #do(action: Action, at: number, octet: number): void {
    if (action === 'mark') this.#mark = at;
    else if (action === 'tab') this.tab = at;
    else if (action === 'digit-first') this.size = octet - 0x30;
    else if (action === 'digit') this.size = this.size * 10 + (octet - 0x30);
    else if (action === 'hex-first') this.size = hexValue(octet);
    else this.size = this.size * 16 + hexValue(octet);
  }

  /** Arms a limit from a decision. */
  arm(limit: Limit, at: number): void {
    this.#limit.arm(limit, at);
  }
}

function hexValue(octet: number): number {
  return octet <= 0x39 ? octet - 0x30 : (octet | 0x20) - 0x57;
}
