/**
 * Finds the line of each table row in the text of http1/states.ts. The text is the real file; its rows are recognized
 * by the few forms it uses: lists of rows, one per line; lists composed of lists; and rows
 * generated for many states at once, which are found where they are generated.
 */
import type { Decision, Row } from '../../http1/table.ts';

/** The name under which a table's rows are exported. */
export type RowsName = 'REQUEST_ROWS' | 'RESPONSE_ROWS';

const LIST_START = /^const (\w+)(?:: readonly Row\[\] = \[|.*: readonly Row\[\] => \[)$/;
const ROW_LINE = /^ {2}\{ from: '/;
const TOGETHER = /^const (\w+) = \[(.*)\];$/;
const SPREAD = /\.\.\.(\w+)(?:\([^)]*\))?/g;

/** The line of each row, in order, counted from 1. A row that is not found has line 0. */
export function linesOfRows(text: string, name: RowsName, rows: readonly Row[]): readonly number[] {
  const lines = text.split('\n');
  const written = writtenIn(lines, name);
  return rows.map((row, index) => written[index] ?? lineThatMakes(lines, row));
}

/** The lines of the written-out rows, in the order of the table. */
function writtenIn(lines: readonly string[], name: RowsName): readonly number[] {
  const lists = listsIn(lines);
  const start = lines.findIndex((line) => line.startsWith(`export const ${name}`));
  const end = lines.indexOf('];', start);
  if (start < 0) return [];
  return lines.slice(start + 1, end).flatMap((line) => spreadOf(line).flatMap((list) => lists.get(list) ?? []));
}

/** Every list of rows by its name: the lines of its rows. */
function listsIn(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const lists = new Map<string, readonly number[]>();
  lines.forEach((line, at) => {
    const start = LIST_START.exec(line)?.[1];
    if (start !== undefined) lists.set(start, rowLines(lines, at + 1));
    const together = TOGETHER.exec(line);
    if (together === null) return;
    const [, name = '', members = ''] = together;
    lists.set(
      name,
      spreadOf(members).flatMap((member) => lists.get(member) ?? []),
    );
  });
  return lists;
}

function rowLines(lines: readonly string[], from: number): readonly number[] {
  const found: number[] = [];
  for (let at = from; at < lines.length && lines[at] !== '];'; at++) {
    if (ROW_LINE.test(lines[at] as string)) found.push(at + 1);
  }
  return found;
}

function spreadOf(line: string): readonly string[] {
  return [...line.matchAll(SPREAD)].map((match) => match[1] as string);
}

/** The line that generates a row for many states: it has the input, the target, and the rule, or a parameter for it. */
function lineThatMakes(lines: readonly string[], { on, to, rule }: Row): number {
  const forms = [`'${on}', '${String(to)}'`, `on: '${on}', to: '${String(to)}'`];
  const makes = (line: string) => !ROW_LINE.test(line) && forms.some((form) => line.includes(form));
  const exact = lines.findIndex((line) => makes(line) && line.includes(`'${rule}'`));
  return (exact >= 0 ? exact : lines.findIndex((line) => makes(line) && !/'[\w.-]+'\)[,;]?$/.test(line))) + 1;
}

/** Whether a line is a written-out row. */
export function isRowLine(line: string): boolean {
  return ROW_LINE.test(line);
}

/** Where a decision of the table is made: a file of http1, and the name of its function. */
export function decidedIn(by: Decision, name: RowsName): { readonly file: string; readonly called: string } {
  if (by === 'request-line') return { file: 'request-parser.ts', called: 'startLineFault' };
  if (by === 'framing') {
    return { file: 'framing.ts', called: name === 'REQUEST_ROWS' ? 'requestFraming' : 'responseFraming' };
  }
  if (by === 'excess') return { file: 'request-parser.ts', called: 'excessFault' };
  return { file: 'message-host.ts', called: IN_MESSAGE_HOST[by] };
}

const IN_MESSAGE_HOST: Readonly<Record<Exclude<Decision, 'request-line' | 'framing' | 'excess'>, string>> = {
  'field-line': '#keepField',
  'trailer-line': '#keepTrailer',
  count: '#counted',
  chunk: '#chunk',
  'message-end': 'completed',
};
