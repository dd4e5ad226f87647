/**
 * Compiles the table: from rows to typed arrays for the walk, for a set of leniencies.
 *
 * Row numbers index the full row list of the table, whatever the leniencies, so a recorded trace of row numbers means
 * the same under all of them.
 */
import type { TokenKind } from './events.ts';
import { OCTET_CLASSES } from './grammar.ts';
import type { Action, Decision, InputSymbol, Leniency, Limit, Row, RowEvent, Signal, StateName } from './table.ts';
import { holds, isSignal, refuses, rowId, SIGNALS, STATES } from './table.ts';

/** Columns of a state: 256 octets, then the inputs that are not octets. */
export const SYMBOLS = 256 + SIGNALS.length;

/** The column of an input that is not an octet. */
export function columnOf(signal: Signal): number {
  return 256 + SIGNALS.indexOf(signal);
}

/** No row: the table has no transition there. */
export const NO_ROW = 0xffff;

/** The row does more than change the state. */
export const EFFECTS = 0xffff;

const STATE_NAMES = Object.keys(STATES) as StateName[];
const STATE_INDEX = new Map(STATE_NAMES.map((name, index) => [name, index]));

/** Where the cells of a state begin. */
export function baseOf(state: StateName): number {
  return (STATE_INDEX.get(state) as number) * SYMBOLS;
}

/** The state whose cells begin at `base`. */
export function stateAt(base: number): StateName {
  return STATE_NAMES[base / SYMBOLS] as StateName;
}

/**
 * A row prepared for execution: all properties are present and in the same order, because reading objects of many
 * shapes is several times slower.
 */
export interface Step {
  readonly row: Row;
  /** Where the cells of the next state begin; unused when a decision chooses the next state. */
  readonly next: number;
  readonly by: Decision | null;
  readonly opens: TokenKind | null;
  readonly closes: TokenKind | null;
  readonly atMark: boolean;
  readonly action: Action | null;
  readonly arm: Limit | null;
  readonly count: 'length' | 'rest' | null;
  readonly event: RowEvent | null;
  readonly refuses: boolean;
  readonly tolerates: boolean;
}

/** A table compiled for a set of leniencies. */
export interface Table {
  readonly rows: readonly Row[];
  readonly leniencies: ReadonlySet<Leniency>;
  /** state × symbol → row number or NO_ROW. */
  readonly cells: Uint16Array;
  /** Per row: where the cells of the next state begin, if the row has no other effect; else EFFECTS. */
  readonly plain: Uint16Array;
  /** Per row. */
  readonly steps: readonly Step[];
}

/**
 * Compiles a table.
 * @throws Error when two rows claim the same symbol of a state: an ambiguous table is a bug, not bad input.
 */
export function compile(rows: readonly Row[], leniencies: readonly Leniency[] = []): Table {
  const on = new Set(leniencies);
  const cells = new Uint16Array(STATE_NAMES.length * SYMBOLS).fill(NO_ROW);
  const active = (row: Row) => holds(row, on);
  rows.forEach((row, index) => {
    if (active(row) && row.on !== 'else') claim(cells, row, index);
  });
  rows.forEach((row, index) => {
    if (active(row) && row.on === 'else') fillElse(cells, row, index);
  });
  const steps = rows.map(stepOf);
  const plain = Uint16Array.from(steps, (step) => (isPlain(step) ? step.next : EFFECTS));
  return { rows, leniencies: on, cells, plain, steps };
}

function symbolsOf(on: InputSymbol): readonly number[] {
  if (on === 'else') return [];
  if (isSignal(on)) return [columnOf(on)];
  const members = OCTET_CLASSES[on];
  return Array.from({ length: 256 }, (_, octet) => octet).filter((octet) => members[octet] === 1);
}

function claim(cells: Uint16Array, row: Row, index: number): void {
  for (const symbol of symbolsOf(row.on)) {
    const cell = baseOf(row.from) + symbol;
    if (cells[cell] !== NO_ROW) throw new Error(`ambiguous table: ${rowId(row)} claims symbol ${symbol} twice`);
    cells[cell] = index;
  }
}

function fillElse(cells: Uint16Array, row: Row, index: number): void {
  for (let octet = 0; octet < 256; octet++) {
    const cell = baseOf(row.from) + octet;
    if (cells[cell] === NO_ROW) cells[cell] = index;
  }
}

function stepOf(row: Row): Step {
  return {
    row,
    next: typeof row.to === 'string' ? baseOf(row.to) : 0,
    by: typeof row.to === 'string' ? null : row.to.by,
    opens: row.opens ?? null,
    closes: row.closes ?? null,
    atMark: row.atMark === true,
    action: row.do ?? null,
    arm: row.arm ?? null,
    count: row.count ?? null,
    event: row.event ?? null,
    refuses: refuses(row),
    tolerates: row.tolerates === true,
  };
}

function isPlain(step: Step): boolean {
  const effects = [step.by, step.opens, step.closes, step.action, step.arm, step.count, step.event];
  return effects.every((effect) => effect === null) && !step.refuses && !step.tolerates;
}

/** The row a table takes in a state for an octet (0–255) or another input, or undefined. */
export function rowFor(table: Table, state: StateName, symbol: number | Signal): Row | undefined {
  const column = typeof symbol === 'number' ? symbol : columnOf(symbol);
  return table.rows[table.cells[baseOf(state) + column] as number];
}
