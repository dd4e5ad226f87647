import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REQUEST_ROWS, RESPONSE_ROWS } from '#shared/http1/states.ts';
import type { Row } from '#shared/http1/table.ts';
import { decidedIn, isRowLine, linesOfRows, type RowsName } from '#shared/transcript/view/source-lines.ts';

const text = readFileSync(new URL('../../shared/http1/states.ts', import.meta.url), 'utf8');
const lines = text.split('\n');

const TABLES: readonly [RowsName, readonly Row[]][] = [
  ['REQUEST_ROWS', REQUEST_ROWS],
  ['RESPONSE_ROWS', RESPONSE_ROWS],
];

/** The row a line writes out. Names of lists of states stand for any such list. */
function written(line: string, row: Row): unknown {
  const of = typeof row.to === 'string' ? [] : row.to.of;
  const named = [...new Set(line.match(/\b(framed|NEXT)\b/g) ?? [])];
  const literal = line.replace("['content', ...NEXT]", 'NEXT').trim().replace(/,$/, '');
  return new Function(...named, `return ${literal}`)(...named.map(() => of));
}

it.each(TABLES)('finds the line of every row of %s', (name, rows) => {
  const found = linesOfRows(text, name, rows);
  expect(found).toHaveLength(rows.length);
  rows.forEach((row, index) => {
    const line = lines[(found[index] as number) - 1] ?? '';
    if (isRowLine(line)) expect(written(line, row), `row ${index}`).toEqual(row);
    else expect(line, `row ${index}`).toMatch(new RegExp(`'${row.on}', (to: )?'${String(row.to)}'`));
  });
});

it.each(TABLES)('finds for every made row of %s the line that makes it', (name, rows) => {
  const found = linesOfRows(text, name, rows);
  const made = rows.map((row, index) => ({ row, line: lines[(found[index] as number) - 1] ?? '' }));
  const generated = made.filter(({ line }) => !isRowLine(line));
  expect(generated.length).toBeGreaterThan(50);
  for (const { row, line } of generated) {
    expect(['LIMIT', 'TOTAL', 'FIN', 'TIMEOUT']).toContain(row.on);
    const taken = row.rule === 'target-too-long' || row.rule === 'status-line-too-long';
    expect(line).toContain(taken ? 'lineRule' : `'${row.rule}'`);
  }
});

it('gives two rows of a table two lines, except where many are made at once', () => {
  for (const [name, rows] of TABLES) {
    const found = linesOfRows(text, name, rows).filter((line) => isRowLine(lines[line - 1] ?? ''));
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeGreaterThan(100);
  }
});

it('says so when a row is not there', () => {
  expect(linesOfRows('', 'REQUEST_ROWS', REQUEST_ROWS.slice(0, 2))).toEqual([0, 0]);
});

it('names for every decision the function that makes it', () => {
  for (const [name, rows] of TABLES) {
    for (const { to } of rows) {
      if (typeof to === 'string') continue;
      const { file, called } = decidedIn(to.by, name);
      const code = readFileSync(new URL(`../../shared/http1/${file}`, import.meta.url), 'utf8');
      expect(code, to.by).toMatch(new RegExp(`(function |override |protected |^ +)${called}\\(`, 'm'));
    }
  }
});
