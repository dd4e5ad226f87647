/** What of a run goes to the page. */
import { expect, it } from 'vitest';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { Budget, MOST_SENT } from '../../apps/server/src/control/page-client/budget.ts';

const read = (length: number): Entry => ({
  kind: 'read',
  at: 'client',
  length,
  bytes: new Uint8Array(length),
  seq: 0,
  t: 0,
});

it('is all of it up to the bound, and nothing of what follows a gap', () => {
  const budget = new Budget();
  expect(budget.entry(read(MOST_SENT - 10))).not.toBeNull();
  expect(budget.entry(read(11))).toBeNull();
  expect(budget.entry(read(1))).toBeNull();
  expect(budget.entry({ kind: 'fin', at: 'client', by: 'server', seq: 3, t: 0 })).not.toBeNull();
  expect([budget.read, budget.withheld]).toEqual([MOST_SENT + 2, 12]);
});

it('is a limited number of entries, even if they are small', () => {
  const budget = new Budget();
  let sent = 0;
  for (let i = 0; i < 30_000; i++) if (budget.entry(read(1)) !== null) sent++;
  expect(sent).toBe(20_000);
  expect(budget.withheld).toBe(10_000);
});

it('is a limited amount of content, cut at the limit', () => {
  const budget = new Budget();
  expect(budget.content(new Uint8Array(MOST_SENT - 1)).length).toBe(MOST_SENT - 1);
  expect(budget.content(new Uint8Array(5)).length).toBe(1);
  expect(budget.content(new Uint8Array(5)).length).toBe(0);
  expect(budget.decodedWithheld).toBe(9);
});
