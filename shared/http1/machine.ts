/**
 * Runs the table: compiles rows to typed arrays, then takes octets one by one.
 *
 * Theory of operation. `compile` turns the rows that hold under a set of leniencies into one array of cells,
 * state × symbol → row number. The walk reads a cell per octet; a row without side effects only changes the state.
 * Everything else a row may say is done here, on integer registers, or told to the host: the parser on top, which
 * knows texts and rules and answers the decisions. The machine never looks at a state's name: no transition lives
 * outside the table.
 *
 * Row numbers index the full row list of the table, whatever the leniencies, so a recorded trace of row numbers means
 * the same under all of them.
 */
import type { TokenKind } from './events.ts';
import { OCTET_CLASSES } from './grammar.ts';
import type { Action, Decision, InputSymbol, Leniency, Limit, Row, RowEvent, StateName } from './table.ts';
import { refuses, rowId, STATES } from './table.ts';
import type { RowTrace } from './trace.ts';
import type { Limits } from '../options.ts';

const FIN = 256;
const TIMEOUT = 257;
const LIMIT = 258;
const SYMBOLS = 259;

/** No row: the table has no transition there. */
export const NO_ROW = 0xffff;

const STATE_NAMES = Object.keys(STATES) as StateName[];
const STATE_INDEX = new Map(STATE_NAMES.map((name, index) => [name, index]));

/** Digits of a chunk-size before it is refused: 16 hexadecimal digits say more than 2^53 already. */
const CHUNK_SIZE_DIGITS = 16;

/** A table compiled under a set of leniencies. */
export interface Table {
  readonly rows: readonly Row[];
  readonly leniencies: ReadonlySet<Leniency>;
  /** state × symbol → row number or NO_ROW. */
  readonly cells: Uint16Array;
  /** Per row: the state it leads to, or 0xFF when a decision chooses. */
  readonly next: Uint8Array;
  /** Per row: 1 when taking it only changes the state. */
  readonly plain: Uint8Array;
}

const BY_DECISION = 0xff;

/**
 * Compiles a table.
 * @throws Error when two rows claim the same symbol of a state: an ambiguous table is a bug, not an input.
 */
export function compile(rows: readonly Row[], leniencies: readonly Leniency[] = []): Table {
  const on = new Set(leniencies);
  const cells = new Uint16Array(STATE_NAMES.length * SYMBOLS).fill(NO_ROW);
  const active = (row: Row) => (row.when === undefined || on.has(row.when)) && (row.unless === undefined || !on.has(row.unless));
  rows.forEach((row, index) => {
    if (active(row) && row.on !== 'else') claim(cells, row, index);
  });
  rows.forEach((row, index) => {
    if (active(row) && row.on === 'else') fillElse(cells, row, index);
  });
  return {
    rows,
    leniencies: on,
    cells,
    next: Uint8Array.from(rows, (row) => (typeof row.to === 'string' ? indexOf(row.to) : BY_DECISION)),
    plain: Uint8Array.from(rows, (row) => (isPlain(row) ? 1 : 0)),
  };
}

function indexOf(state: StateName): number {
  return STATE_INDEX.get(state) as number;
}

function symbolsOf(on: InputSymbol): readonly number[] {
  if (on === 'FIN') return [FIN];
  if (on === 'TIMEOUT') return [TIMEOUT];
  if (on === 'LIMIT') return [LIMIT];
  if (on === 'else') return [];
  const members = OCTET_CLASSES[on];
  return Array.from({ length: 256 }, (_, octet) => octet).filter((octet) => members[octet] === 1);
}

function claim(cells: Uint16Array, row: Row, index: number): void {
  for (const symbol of symbolsOf(row.on)) {
    const cell = indexOf(row.from) * SYMBOLS + symbol;
    if (cells[cell] !== NO_ROW) throw new Error(`ambiguous table: ${rowId(row)} claims symbol ${symbol} twice`);
    cells[cell] = index;
  }
}

function fillElse(cells: Uint16Array, row: Row, index: number): void {
  for (let octet = 0; octet < 256; octet++) {
    const cell = indexOf(row.from) * SYMBOLS + octet;
    if (cells[cell] === NO_ROW) cells[cell] = index;
  }
}

function isPlain(row: Row): boolean {
  const effects = [row.opens, row.closes, row.do, row.arm, row.count, row.event, row.tolerates];
  return effects.every((effect) => effect === undefined) && typeof row.to === 'string' && !refuses(row);
}

/** The row a table takes in a state on an octet (0–255) or another input, or undefined. */
export function rowFor(table: Table, state: StateName, symbol: number | 'FIN' | 'TIMEOUT' | 'LIMIT'): Row | undefined {
  const column = typeof symbol === 'number' ? symbol : (symbolsOf(symbol)[0] as number);
  return table.rows[table.cells[indexOf(state) * SYMBOLS + column] as number];
}

/** What the machine tells its parser, and asks it. Offsets are counted from octet 0 of the connection. */
export interface MachineHost {
  token(kind: TokenKind, start: number, end: number): void;
  event(event: RowEvent, at: number): void;
  /** Chooses the next state; `at` is the offset of the octet that asked. Must be one of the row's. */
  decide(decision: Decision, at: number): StateName;
  /** Content octets `[from, to)` of the buffer being fed; the first lies at offset `at`. */
  content(bytes: Uint8Array, from: number, to: number, at: number): void;
  /** A row refused or tolerated at `at`. */
  violated(row: Row, at: number): void;
}

/** The walking machine: a state, a few integer registers, and nothing else. */
export class Machine {
  /** Octets taken since octet 0 of the connection. */
  offset = 0;
  /** Register: octets of content still to come in this content or chunk. */
  remaining = 0;
  /** Register: the chunk-size or status code being read. */
  size = 0;
  /** Register: first octet of the token being read. */
  tokenStart = 0;
  /** Register: the token being read, or null between tokens. */
  openToken: TokenKind | null = null;
  /** Register: first octet of the line or message the armed limit counts from. */
  lineStart = 0;
  /** Set by the parser to stop a feed after the message in hand. */
  paused = false;

  readonly table: Table;
  readonly #host: MachineHost;
  readonly #limits: Limits;
  readonly #trace: RowTrace | null;
  #state = indexOf('start');
  #limitAt = Number.POSITIVE_INFINITY;
  #mark = 0;
  #extensions = 0;
  #extensionStart = -1;

  constructor(table: Table, host: MachineHost, limits: Limits, trace: RowTrace | null) {
    this.table = table;
    this.#host = host;
    this.#limits = limits;
    this.#trace = trace;
  }

  get state(): StateName {
    return STATE_NAMES[this.#state] as StateName;
  }

  set state(name: StateName) {
    this.#state = indexOf(name);
  }

  /** Opens a token that a decision, not an octet, starts (content, chunk data). */
  open(kind: TokenKind, start: number, length: number): void {
    this.openToken = kind;
    this.tokenStart = start;
    this.remaining = length;
  }

  /** Takes the octets `[from, to)` of `bytes`; returns how many: fewer than given only when paused. */
  feed(bytes: Uint8Array, from: number, to: number): number {
    const { cells, next, plain } = this.table;
    const trace = this.#trace;
    let i = from;
    while (i < to && !this.paused) {
      let row = cells[this.#state * SYMBOLS + (bytes[i] as number)] as number;
      if (this.offset >= this.#limitAt) row = this.#overLimit(row);
      if (plain[row] === 1) {
        trace?.push(row);
        this.#state = next[row] as number;
        this.offset++;
        i++;
      } else {
        i += this.#take(row, bytes, i, to);
      }
    }
    return i - from;
  }

  /** FIN or a time-out: inputs that are no octets. Returns the row taken, or undefined when the table has none. */
  signal(symbol: 'FIN' | 'TIMEOUT'): Row | undefined {
    const index = this.table.cells[this.#state * SYMBOLS + (symbol === 'FIN' ? FIN : TIMEOUT)] as number;
    const row = this.table.rows[index];
    if (row !== undefined) this.#effects(row, this.offset, 0);
    return row;
  }

  /** The first octet over a limit: a row that lifts or moves the limit still passes, any other gives way to LIMIT. */
  #overLimit(row: number): number {
    const taken = this.table.rows[row] as Row;
    if (taken.arm !== undefined || refuses(taken)) return row;
    const limit = this.table.cells[this.#state * SYMBOLS + LIMIT] as number;
    return limit === NO_ROW ? row : limit;
  }

  /** Takes a row with effects; returns how many octets it took. */
  #take(index: number, bytes: Uint8Array, from: number, to: number): number {
    const row = this.table.rows[index] as Row;
    if (row.count !== undefined) return this.#takeRun(row, index, bytes, from, to);
    this.#trace?.push(index);
    const at = this.offset++;
    this.#effects(row, at, bytes[from] as number);
    return 1;
  }

  /** Content is taken in bulk: all octets of a run go through the same row. */
  #takeRun(row: Row, index: number, bytes: Uint8Array, from: number, to: number): number {
    const available = to - from;
    const length = row.count === 'rest' ? available : Math.min(available, this.remaining);
    const at = this.offset;
    this.#trace?.fill(index, length);
    this.offset += length;
    this.#host.content(bytes, from, from + length, at);
    if (row.count === 'length') {
      this.remaining -= length;
      if (this.remaining > 0) return length;
      this.closeToken(this.offset);
    }
    this.#move(row, this.offset - 1);
    return length;
  }

  /** Reports the open token as ended before `end`. */
  closeToken(end: number): void {
    const kind = this.openToken;
    if (kind === null) return;
    this.openToken = null;
    this.#host.token(kind, this.tokenStart, end);
  }

  #effects(row: Row, at: number, octet: number): void {
    if (row.event === 'begin') {
      this.lineStart = at;
      this.#extensions = 0;
    }
    if (row.event !== undefined) this.#host.event(row.event, at);
    if (row.opens !== undefined) this.open(row.opens, at, this.remaining);
    if (row.closes !== undefined) this.closeToken(row.atMark === true ? this.#mark : at);
    if (row.do !== undefined) this.#do(row.do, at, octet);
    if (row.arm !== undefined) this.arm(row.arm, at);
    if (row.tolerates === true || refuses(row)) this.#host.violated(row, at);
    this.#move(row, at);
  }

  #move(row: Row, at: number): void {
    this.#state = indexOf(typeof row.to === 'string' ? row.to : this.#host.decide(row.to.by, at));
  }

  #do(action: Action, at: number, octet: number): void {
    if (action === 'mark') this.#mark = at;
    else if (action === 'digit-first') this.size = octet - 0x30;
    else if (action === 'digit') this.size = this.size * 10 + (octet - 0x30);
    else if (action === 'hex-first') this.size = hexValue(octet);
    else this.size = this.size * 16 + hexValue(octet);
  }

  /** Arms a limit at the octet `at`: from the first octet over it on, only a row that arms another one passes. */
  arm(limit: Limit, at: number): void {
    if (limit === 'chunk-size') this.lineStart = at;
    if (limit === 'chunk-extension' && this.#extensionStart < 0) this.#extensionStart = at;
    if (limit === 'none') this.#countExtensions(at);
    this.#limitAt = this.#firstOver(limit, at);
  }

  #firstOver(limit: Limit, at: number): number {
    const limits = this.#limits;
    switch (limit) {
      case 'none':
        return Number.POSITIVE_INFINITY;
      case 'method':
        return at + limits.method;
      case 'start-line':
        return this.lineStart + limits.startLine;
      case 'header-section':
        return at + 1 + limits.headerSection;
      case 'chunk-size':
        return at + CHUNK_SIZE_DIGITS;
      case 'chunk-line':
        return this.lineStart + limits.chunkLine;
      case 'chunk-extension':
        return Math.min(this.lineStart + limits.chunkLine, at + limits.chunkExtensions - this.#extensions);
      case 'trailer-section':
        return at + 1 + limits.trailerSection;
    }
  }

  /** Adds the extensions of the chunk line that ends at `at` to the message's sum. */
  #countExtensions(at: number): void {
    if (this.#extensionStart < 0) return;
    this.#extensions += at - this.#extensionStart;
    this.#extensionStart = -1;
  }
}

function hexValue(octet: number): number {
  return octet <= 0x39 ? octet - 0x30 : (octet | 0x20) - 0x57;
}
