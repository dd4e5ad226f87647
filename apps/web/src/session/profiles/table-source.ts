/** The file of the engine's table as the page has it, and the line of each row. */
import { REQUEST_ROWS, RESPONSE_ROWS } from '#shared/http1/states.ts';
import text from '#shared/http1/states.ts?raw';
import type { Row } from '#shared/http1/table.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import { linesOfRows } from '#shared/transcript/view/source-lines.ts';

/** Path from the root of the project. */
export const TABLE_FILE = 'shared/http1/states.ts';

export const TABLE_LINES: readonly string[] = text.trimEnd().split('\n');

/** For each row number of a table, its line. */
export const LINES_OF_ROWS: Readonly<Record<Direction, readonly number[]>> = {
  in: linesOfRows(text, 'REQUEST_ROWS', REQUEST_ROWS),
  out: linesOfRows(text, 'RESPONSE_ROWS', RESPONSE_ROWS),
};

/** The line of a row, counted from 1; 0 if it has none. */
export function lineOfRow(direction: Direction, row: Row): number {
  const rows = direction === 'in' ? REQUEST_ROWS : RESPONSE_ROWS;
  return LINES_OF_ROWS[direction][rows.indexOf(row)] ?? 0;
}
