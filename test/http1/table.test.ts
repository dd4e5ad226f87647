/** Proofs over the transition table: nothing ambiguous, nothing missing, nothing superfluous, nothing untested. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { REQUEST_LENIENCIES } from '#shared/base/options.ts';
import { compile, rowFor, type Table } from '#shared/http1/machine.ts';
import { RULES, type RuleId } from '#shared/http1/rules.ts';
import {
  holds,
  isSignal,
  type Leniency,
  type Row,
  rowId,
  STATES,
  type StateName,
  targetsOf,
} from '#shared/http1/table.ts';
import { CASES, Coverage, type Kind, placesOf, placesWithOctet, ROWS, rowsOf, runOverLimit } from './coverage.ts';
import { ENGINE_RULES } from './engine-rules.ts';
import { type Run, run } from './record.ts';

const KINDS: readonly Kind[] = ['request', 'response'];
const LENIENCIES: readonly Leniency[] = [...REQUEST_LENIENCIES, 'reason-space'];
/** None, each, each two, all: no row asks for more than two. */
const SUBSETS: readonly (readonly Leniency[])[] = [
  [],
  ...LENIENCIES.map((one) => [one]),
  ...LENIENCIES.flatMap((one, index) => LENIENCIES.slice(index + 1).map((other) => [one, other])),
  LENIENCIES,
];
const OCTETS = Array.from({ length: 256 }, (_, octet) => octet);

function activeRows({ rows, leniencies }: Table): readonly Row[] {
  return rows.filter((row) => holds(row, leniencies));
}

function reachable(rows: readonly Row[]): ReadonlySet<StateName> {
  const found = new Set<StateName>(['start']);
  for (const state of found) {
    for (const row of rows) if (row.from === state) for (const next of targetsOf(row)) found.add(next);
  }
  return found;
}

describe.each(KINDS)('the %s table', (kind) => {
  const rows = ROWS[kind];

  test('has one id for each row', () => {
    const ids = rows.map(rowId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test.each(SUBSETS.map((subset) => [subset]))('is unambiguous and total under %j', (subset) => {
    const table = compile(rows, subset);
    const missing = [...reachable(activeRows(table))].flatMap((state) =>
      OCTETS.filter((octet) => rowFor(table, state, octet) === undefined).map((octet) => `${state} ${octet}`),
    );
    expect(missing).toEqual([]);
  });

  test('has no state that cannot be reached, and none without rows', () => {
    const from = new Set(rows.map((row) => row.from));
    expect([...reachable(activeRows(compile(rows, LENIENCIES)))].sort()).toEqual([...from].sort());
  });

  test('leads out of a refusal never, and into a message from between messages only', () => {
    for (const row of rows) {
      if (row.from === 'refused' || row.from === 'ended') expect(targetsOf(row), rowId(row)).toEqual([row.from]);
      if (row.event === 'begin') expect(STATES[row.from], rowId(row)).toBe('between');
    }
  });
});

test('every state belongs to a machine', () => {
  const used = new Set(KINDS.flatMap((kind) => ROWS[kind].map((row) => row.from)));
  expect(Object.keys(STATES).filter((state) => !used.has(state as StateName))).toEqual([]);
});

test('two rows for one octet do not compile', () => {
  const row: Row = { from: 'start', on: 'tchar', to: 'method', rule: 'method-token' };
  expect(() => compile([row, { ...row, on: 'H', to: 'version-H' }])).toThrow(/ambiguous table: start\.H/);
  expect(() => compile([row, { ...row, on: 'HEXDIG', when: 'bws' }])).not.toThrow();
  expect(() => compile([row, { ...row, on: 'HEXDIG', when: 'bws' }], ['bws'])).toThrow(/ambiguous/);
});

describe.each(KINDS)('the cases of the %s table', (kind) => {
  const coverage = new Coverage().addCases(kind);
  const places = placesOf(kind);

  test('take every row that reads an octet', () => {
    const missed = ROWS[kind].filter((row) => !isSignal(row.on) && !coverage.rows.has(rowId(row)));
    expect(missed.map(rowId)).toEqual([]);
  });

  test('see every answer of every decision', () => {
    const answers = ROWS[kind].flatMap(({ to }) =>
      typeof to === 'string' ? [] : to.of.map((state) => `${to.by} ${state}`),
    );
    expect([...new Set(answers)].filter((answer) => !coverage.answers.has(answer))).toEqual([]);
  });

  test.each(['FIN', 'TIMEOUT'] as const)('cut short by %s, take every row of it', (end) => {
    const own = ROWS[kind].filter((row) => row.on === end);
    for (const row of own) {
      const place = places.get(row.from);
      if (place === undefined) throw new Error(`no case reaches ${rowId(row)}`);
      const ran = run(place.wireCase, place.wireCase.octets.subarray(0, place.offset), [], end);
      expect(ran.before, rowId(row)).toBe(row.from);
      expect(ran.parser.state, rowId(row)).toBe(row.to);
      expect(lastRule(ran.recorder.verdicts), rowId(row)).toBe(row.to === 'refused' ? row.rule : undefined);
    }
    expect(own.length).toBeGreaterThan(30);
  });

  test.each(['LIMIT', 'TOTAL'] as const)('under a limit that ends there, take every %s row', (symbol) => {
    // The documents themselves show some; the others need a limit at just the right place.
    for (const row of ROWS[kind].filter((one) => one.on === symbol && !coverage.rows.has(rowId(one)))) {
      const ran = firstOverLimit(kind, row.from, symbol);
      if (ran === null) throw new Error(`no case takes ${rowId(row)}`);
      expect(rowsOf(kind, ran).at(-1)).toBe(row);
      expect(lastRule(ran.recorder.verdicts), rowId(row)).toBe(row.rule);
    }
  });
});

function firstOverLimit(kind: Kind, state: StateName, symbol: 'LIMIT' | 'TOTAL'): Run | null {
  for (const place of placesWithOctet(kind, state)) {
    const ran = runOverLimit(kind, place, symbol);
    if (ran !== null) return ran;
  }
  return null;
}

function lastRule(verdicts: readonly { readonly level: string; readonly rule: RuleId }[]): RuleId | undefined {
  return verdicts.filter(({ level }) => level === 'reject').at(-1)?.rule;
}

describe('the catalogue of rules', () => {
  test('has no rule that no row, check or engine uses', () => {
    const inRows = new Set(KINDS.flatMap((kind) => ROWS[kind].map((row) => row.rule)));
    const inEvents = CASES.flatMap(({ events }) => events).join('\n');
    const seen = (id: string) => new RegExp(`(?:reject|tolerate|by) ${id.replaceAll('.', '\\.')}\\b`).test(inEvents);
    const shown = new Set(CASES.flatMap(({ shows }) => shows));
    const unused = (Object.keys(RULES) as RuleId[]).filter((id) => !inRows.has(id) && !seen(id) && !shown.has(id));
    expect(unused.sort()).toEqual([...ENGINE_RULES].sort());
  });

  test('has, for each rule that a case shows without a word, no other sign of it', () => {
    const shown = [...new Set(CASES.flatMap(({ shows }) => shows))];
    const inRows = new Set<string>(KINDS.flatMap((kind) => ROWS[kind].map((row) => row.rule)));
    expect(shown.filter((id) => !Object.hasOwn(RULES, id) || inRows.has(id))).toEqual([]);
    expect(shown.length).toBeGreaterThan(10);
  });

  test('has its engine rules used by the engine', () => {
    const folder = fileURLToPath(new URL('../../apps/server/src/engine/', import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const text = files.map((name) => readFileSync(folder + name, 'utf8')).join('\n');
    expect(ENGINE_RULES.filter((id) => !text.includes(`'${id}'`))).toEqual([]);
  });
});
