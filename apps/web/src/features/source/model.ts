/** The server's source as the panel shows it: the real file, its rows parsed as a table, the rest as code. */

import { REQUEST_ROWS, RESPONSE_ROWS } from '#shared/http1/states.ts';
import type { Row, StateName } from '#shared/http1/table.ts';
import { isRowLine } from '#shared/transcript/view/source-lines.ts';
import { LINES_OF_ROWS, TABLE_LINES } from '../../session/profiles/table-source.ts';
import { type Piece, piecesBy } from '../../ui/code-pieces.ts';

/** The first row of the state in which the machine waits for a request. */
export const START_LINE = LINES_OF_ROWS.in[REQUEST_ROWS.findIndex(({ from }) => from === 'start')] ?? 0;

/** A line of code, or of the table. */
export type Item =
  | { readonly kind: 'code'; readonly line: number; readonly text: string }
  | { readonly kind: 'row'; readonly line: number; readonly text: string; readonly row: Row };

/** Adjacent lines: the rows of one state, or the code between states. */
export interface Group {
  readonly line: number;
  readonly state: StateName | null;
  readonly items: readonly Item[];
}

/** The whole file. */
export const GROUPS: readonly Group[] = groupsOf(itemsOf());

function itemsOf(): readonly Item[] {
  const rows = new Map<number, Row>([
    ...RESPONSE_ROWS.map((row, i) => [LINES_OF_ROWS.out[i] as number, row] as const),
    ...REQUEST_ROWS.map((row, i) => [LINES_OF_ROWS.in[i] as number, row] as const),
  ]);
  return TABLE_LINES.map((code, at) => {
    const row = isRowLine(code) ? rows.get(at + 1) : undefined;
    return row === undefined
      ? { kind: 'code', line: at + 1, text: code }
      : { kind: 'row', line: at + 1, text: code, row };
  });
}

function groupsOf(items: readonly Item[]): readonly Group[] {
  const groups: { line: number; state: StateName | null; items: Item[] }[] = [];
  for (const item of items) {
    const state = item.kind === 'row' ? item.row.from : null;
    const last = groups.at(-1);
    if (last !== undefined && last.state === state) last.items.push(item);
    else groups.push({ line: item.line, state, items: [item] });
  }
  return groups;
}

/** What a row does besides changing the state, in the words of the file. */
export function effectsOf(row: Row): readonly string[] {
  const effects: (string | undefined)[] = [
    row.event,
    row.closes && `closes ${row.closes}${row.atMark === true ? ' at mark' : ''}`,
    row.opens && `opens ${row.opens}`,
    row.do && `do ${row.do}`,
    row.count && `count ${row.count}`,
    row.arm && `arm ${row.arm}`,
    row.tolerates && 'tolerates',
    row.blames && `blames ${row.blames}`,
  ];
  return effects.filter((effect) => effect !== undefined);
}

/** The leniency a row requires, or requires to be off. */
export function conditionOf({ when, unless }: Row): string | null {
  if (when !== undefined) return `when ${when}`;
  return unless === undefined ? null : `unless ${unless}`;
}

/** Where a row leads, in the words of the file. */
export function targetOf({ to }: Row): string {
  return typeof to === 'string' ? to : `${to.by}?`;
}

const PIECES =
  /(?<comment>\/\*\*.*|^ \*.*|\/\/.*)|(?<string>'[^']*')|(?<word>\b(?:import|type|from|export|const|function|return|as|readonly|new|true)\b(?!:))|(?<key>\b\w+(?=:))/g;

/** One line of the table's file for light colouring. */
export function linePieces(line: string): readonly Piece[] {
  return piecesBy(PIECES, line);
}
