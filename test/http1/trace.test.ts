import { expect, test } from 'vitest';
import { RowTrace } from '#shared/http1/trace.ts';

test('keeps any number of rows in order, one by one and in runs', () => {
  const trace = new RowTrace();
  const expected: number[] = [];
  for (let round = 0; round < 50; round++) {
    trace.push(round);
    trace.fill(1000 + round, round * 7);
    expected.push(round, ...Array.from({ length: round * 7 }, () => 1000 + round));
  }
  expect(trace.length).toBe(expected.length);
  expect(expected.map((_, offset) => trace.at(offset))).toEqual(expected);
});

test('takes a run longer than it has room for', () => {
  const trace = new RowTrace();
  trace.push(1);
  trace.fill(2, 100_000);
  trace.push(3);
  expect([trace.length, trace.at(0), trace.at(1), trace.at(100_000), trace.at(100_001)]).toEqual([100_002, 1, 2, 2, 3]);
});

test('knows nothing outside', () => {
  const trace = new RowTrace();
  trace.push(7);
  expect(() => trace.at(1)).toThrow(/no octet 1 in a trace of 1/);
  expect(() => trace.at(-1)).toThrow(RangeError);
});
