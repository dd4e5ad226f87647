/** Moves the cursor up and down the rows: to the cell above or below, or by pages. */
import type { RowLayout } from '#shared/transcript/view/rows.ts';

/** The average height of a row, px: the length of a page need not be exact. */
const ROW = 36;

/** Where an arrow or page key leads in a grid `height` px high, or null for another key. */
export function vertical(code: string, layout: RowLayout, position: number, height: number): number | null {
  const page = Math.max(1, Math.floor(height / ROW) - 1);
  switch (code) {
    case 'ArrowUp':
      return rowAway(layout, position, -1);
    case 'ArrowDown':
      return rowAway(layout, position, 1);
    case 'PageUp':
      return rowAway(layout, position, -page);
    case 'PageDown':
      return rowAway(layout, position, page);
    default:
      return null;
  }
}

/** The position of the cell `away` rows up (negative) or down, in the same column where that row has it. */
function rowAway(layout: RowLayout, position: number, away: number): number {
  if (layout.length === 0 || position === 0) return away > 0 ? Math.min(1, layout.length) : 0;
  const here = layout.row(layout.rowAt(position - 1));
  const column = position - 1 - here.position;
  let index = here.index;
  for (let left = Math.abs(away); left > 0; left--) {
    const next = nextWithSteps(layout, index, Math.sign(away));
    if (next === null) break;
    index = next;
  }
  const row = layout.row(index);
  return row.position + Math.min(column, row.count - 1) + 1;
}

/** The next row that holds a step: label rows hold none. */
function nextWithSteps(layout: RowLayout, from: number, by: number): number | null {
  for (let index = from + by; index >= 0 && index < layout.length; index += by) {
    if (layout.row(index).count > 0) return index;
  }
  return null;
}
