/** The accessible names of cells and runs. */
import type { RowCells } from '#shared/transcript/view/cells.ts';
import { t } from '../../../session/state/text.ts';
import { cellLabel, nameOf, roleName } from './cell-names.ts';
import type { Piece } from './pieces.ts';

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

/** A run of glyphs as they read, a run of other octets one by one. */
function spoken({ shape, cells }: Piece): string {
  if (shape === 'signs') return cells.map(({ octet }) => String.fromCharCode(octet)).join('');
  return cells.map(({ octet }) => nameOf(octet)).join(' ');
}
