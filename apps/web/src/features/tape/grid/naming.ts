/** What cells look like and are called, which labels a row shows, and the ARIA attributes of the grid. */
import { CR, glyph, HTAB, hex, octetName, SP } from '#shared/base/octets.ts';
import { type Cell, type Role, type RowCells, roleOf } from '#shared/transcript/view/cells.ts';
import { t } from '../../../session/state/text.ts';
import type { Piece } from './row-model.ts';

// What cells look like and are called.

/** Whether a cell shows a name or digits instead of a character. */
export function isNamed(octet: number): boolean {
  return octet >= 0x80 || (octet !== SP && octet !== HTAB && octetName(octet) !== undefined);
}

export { glyph, hex };

/** The name of an octet in words: `space`, `CR`, `l`. */
export function nameOf(octet: number): string {
  const character = String.fromCharCode(octet);
  return t.tape.names[character] ?? octetName(octet) ?? (octet >= 0x80 ? hex(octet) : character);
}

/** What an octet belongs to, in words. */
export function roleName(cell: Cell): string {
  if (cell.foreign) return t.tape.foreign;
  if (cell.ignored) return t.tape.discarded;
  return cell.token === null ? t.tape.separator : t.tape.labels[cell.token].whole;
}

/** The accessible name of a cell. */
export function cellLabel(cell: Cell, offset: number): string {
  return t.tape.cell(offset, nameOf(cell.octet), hex(cell.octet), roleName(cell));
}

/** The colour of a cell: a role, or a judgement. */
export function toneOf(cell: Cell): string {
  if (cell.ignored) return 'ignored';
  if (cell.foreign) return roleOf('content');
  return roleOf(cell.token);
}

export interface LabelPlace {
  readonly column: number;
  readonly text: string;
  readonly tone: Role | 'warn' | 'bad';
}

/** Minimum gap between two labels, px. */
const GAP = 2;

/** The labels of a row, none of which runs into the next: where the full name does not fit, the short one is used. */
export function labelsOf({ cells, tokens }: RowCells, pitch: number): readonly LabelPlace[] {
  const named = tokens
    .filter(({ begins }) => begins)
    .map(({ column, kind }) => ({ column, tone: roleOf(kind), ...t.tape.labels[kind] }));
  const bare = cells.flatMap(({ bare: alone, octet, problem }, column) => {
    if (!alone) return [];
    const text = octet === CR ? t.tape.bare.CR : t.tape.bare.LF;
    const tone = octet === CR || problem === 'reject' ? ('bad' as const) : ('warn' as const);
    return [{ column, tone, whole: text, short: text }];
  });
  const all = [...named, ...bare].sort((a, b) => a.column - b.column);
  return all.flatMap(({ column, tone, whole, short }, index) => {
    const room = ((all[index + 1]?.column ?? Number.POSITIVE_INFINITY) - column) * pitch;
    const text = [whole, short].find((one) => widthOf(one) + GAP <= room);
    return text === undefined ? [] : [{ column, tone, text }];
  });
}

const widths = new Map<string, number>();
let canvas: CanvasRenderingContext2D | null = null;

/** The drawn width of a label, px. There are few labels: each is measured once. */
function widthOf(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas === null) return text.length * 5;
  canvas.font = `10px ${getComputedStyle(document.body).fontFamily}`;
  const { width } = canvas.measureText(text);
  widths.set(text, width);
  return width;
}

// The accessible names of cells and runs.

/** `start`: the offset of the row's first octet in its connection. */
export function labelOf(piece: Piece, { ties, marks }: RowCells, start: number): string {
  const { column, count, look, cells } = piece;
  const cell = cells[0];
  if (cell === undefined) return '';
  const at = start + column;
  const parts = [count === 1 ? cellLabel(cell, at) : t.tape.run(at, at + count, spoken(piece), roleName(cell))];
  const touching = ties.filter((tie) => tie.column < column + count && tie.column + tie.count > column);
  if (touching.length > 0) parts.push(t.tape.partOf(touching.map(({ text }) => text).join('')));
  if (look.broken) parts.push(t.tape.hasBreakpoint);
  if (!look.taken) parts.push(t.tape.notTaken);
  if (cell.problem !== null) for (const { verdict } of marks) parts.push(t.rules[verdict.rule]);
  return parts.join(', ');
}

/** A run of glyphs is named as it reads, a run of other octets one by one. */
function spoken({ shape, cells }: Piece): string {
  if (shape === 'signs') return cells.map(({ octet }) => String.fromCharCode(octet)).join('');
  return cells.map(({ octet }) => nameOf(octet)).join(' ');
}

// The roles and states of the grid, spread onto plain elements: a <table> cannot be virtualised, and only one cell at
// a time is in the tab order. All columns of a row always exist, so cells need no index; a run of octets that look
// alike is one cell spanning as many columns.

export const gridProps = (rows: number) => ({
  role: 'grid',
  'aria-label': t.tape.grid,
  'aria-rowcount': rows,
  'aria-multiselectable': true,
  tabIndex: -1,
});

export const rowProps = (index: number) => ({ role: 'row', 'aria-rowindex': index + 1 });

export const ROW_HEADER = { role: 'rowheader' } as const;

interface CellState {
  readonly label: string;
  readonly selected: boolean;
  readonly lit: boolean;
  /** The cell in the tab order. */
  readonly home: boolean;
  /** How many octets it shows. */
  readonly count?: number;
}

/** Most cells have a role and a name, and no other attribute. */
export const cellProps = ({ label, selected, lit, home, count = 1 }: CellState) => ({
  role: 'gridcell',
  'aria-label': label,
  'aria-colspan': count > 1 ? count : undefined,
  'aria-selected': selected || undefined,
  'aria-current': lit ? ('step' as const) : undefined,
  'data-lit': lit ? '' : undefined,
  // Never removed: removing it from the focused cell would force a layout in mid-update.
  tabIndex: home ? 0 : -1,
});

/** Finds the cell in the tab order: the lit one, or the first at the very beginning. */
export const HOME_CELL = '[role="gridcell"][tabindex="0"]';
