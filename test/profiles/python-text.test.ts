/** The Python beside the profiles: every line of ours that does something has its lines there, and all of it is Python. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseSync, Visitor } from 'vite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PROFILES } from '#shared/profiles/index.ts';
import { pythonOf } from '#shared/profiles/python-text/index.ts';
import { listing } from '#shared/profiles/python-text/listing.ts';
import { REFERENCES } from '#shared/servers/names.ts';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

interface Scan {
  /** The 1-based lines on which a statement that does something begins, or a yield stands. */
  readonly busy: ReadonlySet<number>;
  /** First and last line of each function. */
  readonly functions: readonly (readonly [first: number, last: number])[];
}

const STATEMENTS = [
  'VariableDeclaration',
  'ExpressionStatement',
  'IfStatement',
  'ForStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'TryStatement',
  'ThrowStatement',
  'ReturnStatement',
  'BreakStatement',
  'ContinueStatement',
  'YieldExpression',
];
const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression'];

function scan(source: string): Scan {
  const lineOf = (at: number): number => source.slice(0, at).split('\n').length;
  const busy = new Set<number>();
  const functions: [number, number][] = [];
  const seen = (node: Node & { declarations?: readonly { init: unknown }[] }): void => {
    // A name without a value: Python has no such line.
    if (node.declarations?.every(({ init }) => init === null)) return;
    busy.add(lineOf(node.start));
  };
  const visitors: [string, (node: Node) => void][] = STATEMENTS.map((type) => [type, seen]);
  for (const type of FUNCTIONS) {
    visitors.push([
      `${type}:exit`,
      (node) => {
        functions.push([lineOf(node.start), lineOf(node.end)]);
      },
    ]);
  }
  const { program, errors } = parseSync('profile.ts', source);
  expect(errors).toEqual([]);
  new Visitor(Object.fromEntries(visitors)).visit(program);
  return { busy, functions };
}

const cases = PROFILES.map(({ id, file }) => {
  const source = readFileSync(new URL(`../../shared/profiles/${file}`, import.meta.url), 'utf8');
  return { id, ownLines: source.trimEnd().split('\n'), ...scan(source), python: pythonOf(id)! };
});

describe.each(cases)('$id in Python', ({ ownLines, busy, functions, python }) => {
  const pythonLines = python.source.trimEnd().split('\n');

  it('has a line for every line of ours that does something', () => {
    const mapped = new Set(python.lines.map(([own]) => own));
    expect([...busy].filter((line) => !mapped.has(line))).toEqual([]);
    expect(busy.size).toBeGreaterThanOrEqual(7);
  });

  it('names no line that is not there, nor one that says nothing', () => {
    for (const [own, line] of python.lines) {
      expect(pythonLines[line - 1]?.trim(), `${line}`).toMatch(/^[^#\s]/);
      expect(ownLines[own - 1]?.trim(), `${own}`).toMatch(/^(?!\/[/*]|[\])}]+;?$)\S/);
    }
  });

  it('goes in the same order, function by function', () => {
    expect(functions.length).toBeGreaterThan(0);
    for (const [first, last] of functions) {
      const inside = python.lines.filter(([own]) => own >= first && own <= last && isOwn(own, [first, last]));
      // `with` closes too, where the profile's `finally` does: its line runs first and last.
      const sorted = inside
        .filter(([, line]) => !pythonLines[line - 1]?.startsWith('with '))
        .sort(([a, x], [b, y]) => a - b || x - y);
      const order = sorted.map(([, line]) => line);
      expect(order, `lines ${first} to ${last}`).toEqual([...order].sort((a, b) => a - b));
    }
  });

  /** Not inside a function within this one. */
  function isOwn(line: number, [first, last]: readonly [number, number]): boolean {
    return !functions.some(([a, z]) => (a > first || z < last) && a >= first && z <= last && line >= a && line <= z);
  }
});

const python3 = spawnSync('python3', ['--version']).status === 0;

it.runIf(python3)('compiles, all of it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'octet-python-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = cases.map(({ id, python }) => {
    const file = path.join(folder, `${id}.py`);
    writeFileSync(file, python.source);
    return file;
  });
  const { status, stderr } = spawnSync('python3', ['-m', 'py_compile', ...files]);
  expect([status, String(stderr)]).toEqual([0, '']);
});

it('is there for profiles only', () => {
  for (const { id } of REFERENCES) expect(pythonOf(id)).toBeNull();
  expect(pythonOf('toString')).toBeNull();
});

it('reads a listing with its margin, and refuses one without', () => {
  expect(listing('\n  1 | a\n 2, 3 |   b\n    |\n4| c\n')).toEqual({
    source: 'a\n  b\n\nc\n',
    lines: [
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 4],
    ],
  });
  expect(() => listing('print()')).toThrow('a line without a margin: print()');
});
