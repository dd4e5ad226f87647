import { expect, test } from 'vitest';
import { digestBegin, digestComplete, digestToken, digestVerdict, Witness } from '#shared/http1/digest.ts';
import type { Verdict } from '#shared/http1/events.ts';

/** Begin at 0, method 0–3, complete at 18; worked out apart from this code. */
const PINNED = 4131421445;

const VERDICT: Verdict = { level: 'reject', rule: 'bare-lf', at: 7, blame: { start: 6, end: 7 } };

test('a digest is an unsigned 32-bit number and depends on every part', () => {
  const digests = [
    digestBegin(0),
    digestBegin(1),
    digestBegin(2 ** 32),
    digestToken(digestBegin(0), 'method', 0, 3),
    digestToken(digestBegin(0), 'target', 0, 3),
    digestToken(digestBegin(0), 'method', 0, 4),
    digestToken(digestBegin(0), 'method', 2 ** 32, 4),
    digestComplete(digestBegin(0), 3),
    digestVerdict(digestBegin(0), VERDICT),
    digestVerdict(digestBegin(0), { ...VERDICT, level: 'tolerate' }),
    digestVerdict(digestBegin(0), { ...VERDICT, rule: 'bare-cr' }),
    digestVerdict(digestBegin(0), { ...VERDICT, blame: { start: 5, end: 7 } }),
  ];
  expect(new Set(digests).size).toBe(digests.length);
  for (const digest of digests) expect(digest).toBe(digest >>> 0);
});

test('the order of tokens counts', () => {
  const one = digestToken(digestToken(digestBegin(0), 'method', 0, 3), 'target', 4, 5);
  const other = digestToken(digestToken(digestBegin(0), 'target', 4, 5), 'method', 0, 3);
  expect(one).not.toBe(other);
});

test('a pinned value: what engine and page of different versions must agree on', () => {
  expect(digestComplete(digestToken(digestBegin(0), 'method', 0, 3), 18)).toBe(PINNED);
});

test('a witness reports each message, and a refusal before a message’s first octet', () => {
  const reports: number[][] = [];
  const witness = new Witness((...report) => reports.push([...report]));
  witness.begin(0, 0);
  witness.token('method', 0, 3);
  witness.complete(18);
  witness.verdict({ ...VERDICT, at: 19 });
  expect(reports).toEqual([
    [0, 18, PINNED],
    [1, 19, digestVerdict(digestBegin(19), { ...VERDICT, at: 19 })],
  ]);
});
