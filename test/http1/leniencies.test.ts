/** The facts about leniencies, and the tables compiled for them. */
import { describe, expect, test } from 'vitest';
import { REQUEST_LENIENCIES, sortedLeniencies } from '#shared/base/options.ts';
import { LENIENCY_FACTS, READER_LENIENCIES, requestTable, responseTable } from '#shared/http1/leniencies.ts';
import { ruleOf } from '#shared/http1/rules.ts';
import { REQUEST_ROWS, RESPONSE_ROWS } from '#shared/http1/states.ts';
import { CASES } from './coverage.ts';
import { runCase } from './record.ts';

/** Those that lines and sections decide, not octets. */
const IN_CHECKS = ['host-missing', 'cl-te', 'cl-list'];

describe.each(REQUEST_LENIENCIES)('%s', (name) => {
  const facts = LENIENCY_FACTS[name];
  const own = CASES.filter(({ leniencies }) => leniencies?.includes(name) ?? false);

  test('tolerates a violation that refuses a request, or that a recipient must tolerate', () => {
    expect(ruleOf(facts.rule).status).toBe(400);
    expect(facts.section).toMatch(/^RFC 911[02] §\d/);
  });

  test('appears in rows of the table, or in the checks', () => {
    const rows = REQUEST_ROWS.filter(({ when }) => when !== undefined && [when].flat().includes(name));
    expect(rows.length > 0).toBe(!IN_CHECKS.includes(name));
  });

  test('has its own cases: where it tolerates the violation, and where it does not help', () => {
    const verdicts = own.map((wireCase) => runCase(wireCase).recorder.verdicts);
    const tolerated = verdicts.filter((some) =>
      some.some((one) => one.level === 'tolerate' && one.rule === facts.rule),
    );
    const refused = verdicts.filter((some) => some.some(({ level }) => level === 'reject'));
    expect(tolerated.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
  });
});

test('a table is compiled once for each set, in any order', () => {
  expect(requestTable('hardened', ['bare-lf', 'obs-fold'])).toBe(requestTable('hardened', ['obs-fold', 'bare-lf']));
  expect(requestTable('hardened')).toBe(requestTable('hardened', []));
  expect(requestTable('rfc')).toBe(requestTable('hardened', ['bws']));
  expect(requestTable('hardened')).not.toBe(requestTable('rfc'));
  expect(responseTable()).toBe(responseTable([...READER_LENIENCIES]));
});

test('row numbers are the same in all tables', () => {
  expect(requestTable('rfc', REQUEST_LENIENCIES).rows).toBe(REQUEST_ROWS);
  expect(responseTable([]).rows).toBe(RESPONSE_ROWS);
});

test('names stand in one order, each once', () => {
  expect(sortedLeniencies(['cl-te', 'bare-lf', 'cl-te'])).toEqual(['bare-lf', 'cl-te']);
});
