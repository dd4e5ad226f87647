import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatePreconditions, ifRangeHolds } from '../../apps/server/src/engine/conditional.ts';
import { imfFixdate } from '../../apps/server/src/engine/date.ts';
import { parseEntityTag, readEntityTags, strongMatch, weakMatch } from '../../apps/server/src/engine/entity-tag.ts';
import { fields } from './fields.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const CHANGED = Date.UTC(2026, 10, 20, 12, 0, 0) + 345;
const SAME = imfFixdate(CHANGED);
const BEFORE = imfFixdate(CHANGED - 1000);
const AFTER = imfFixdate(CHANGED + 1000);
const FUTURE = imfFixdate(NOW + 60_000);
const STRONG = { etag: '"v1"', lastModified: CHANGED };
const WEAK = { etag: 'W/"v1"', lastModified: CHANGED };

const asked = (method: string, lines: string[], current: typeof STRONG | null = STRONG) =>
  evaluatePreconditions({ method, fields: fields(...lines) }, current, NOW);

describe('entity tags', () => {
  it.each(['"a"', '""', 'W/"a"', '"a,b"', '"!#~\x80\xff"'])('reads %s', (text) => {
    expect(parseEntityTag(text)).toEqual({ weak: text.startsWith('W/'), opaque: text.replace('W/', '') });
  });

  it.each(['a', '"a', 'a"', 'w/"a"', 'W/a', 'W "a"', '"a b"', '"a"b"', '*', ''])('takes %j for none', (text) => {
    expect(parseEntityTag(text)).toBeNull();
  });

  it('compares as the table of RFC 9110 §8.8.3.2', () => {
    const compare = (a: string, b: string) => {
      const [x, y] = [parseEntityTag(a), parseEntityTag(b)];
      return x !== null && y !== null && [strongMatch(x, y), weakMatch(x, y)];
    };
    expect(compare('W/"1"', 'W/"1"')).toEqual([false, true]);
    expect(compare('W/"1"', 'W/"2"')).toEqual([false, false]);
    expect(compare('W/"1"', '"1"')).toEqual([false, true]);
    expect(compare('"1"', '"1"')).toEqual([true, true]);
  });

  it('reads lists over several lines, commas inside tags, empty members, and skips members that are not tags', () => {
    const list = readEntityTags(fields('If-Match: "a,b" ,, W/"c"', 'Other: "x"', 'if-match: d, "e"f, "g"'), 'if-match');
    expect(list).toEqual([
      { weak: false, opaque: '"a,b"' },
      { weak: true, opaque: '"c"' },
      { weak: false, opaque: '"g"' },
    ]);
    expect(readEntityTags(fields('If-Match: *'), 'if-match')).toBe('*');
    expect(readEntityTags(fields('If-Match: *, "a"'), 'if-match')).toEqual([{ weak: false, opaque: '"a"' }]);
    expect(readEntityTags([], 'if-match')).toBeNull();
  });

  it('reads back every list that is written', () => {
    const opaque = fc.string({ unit: fc.constantFrom(...'!#$,;=aZ09~\x80\xff'), maxLength: 8 });
    const tag = fc.record({ weak: fc.boolean(), opaque: opaque.map((text) => `"${text}"`) });
    fc.assert(
      fc.property(fc.array(tag, { minLength: 1, maxLength: 6 }), (tags) => {
        const value = tags.map((one) => `${one.weak ? 'W/' : ''}${one.opaque}`).join(', ');
        expect(readEntityTags(fields(`If-None-Match: ${value}`), 'if-none-match')).toEqual(tags);
      }),
    );
  });
});

describe('the preconditions', () => {
  it.each([
    [[], 'proceed'],
    [['If-None-Match: "v1"'], 'not-modified'],
    [['If-None-Match: W/"v1"'], 'not-modified'],
    [['If-None-Match: "v0", "v1"'], 'not-modified'],
    [['If-None-Match: *'], 'not-modified'],
    [['If-None-Match: "v2"'], 'proceed'],
    [['If-None-Match: v1'], 'proceed'],
    [['If-None-Match: ""'], 'proceed'],
    [[`If-Modified-Since: ${SAME}`], 'not-modified'],
    [[`If-Modified-Since: ${AFTER}`], 'not-modified'],
    [[`If-Modified-Since: ${BEFORE}`], 'proceed'],
    [[`If-Modified-Since: ${FUTURE}`], 'proceed'],
    [['If-Modified-Since: yesterday'], 'proceed'],
    [[`If-Modified-Since: ${SAME}`, `If-Modified-Since: ${SAME}`], 'proceed'],
    [['If-None-Match: "v2"', `If-Modified-Since: ${AFTER}`], 'proceed'],
    [['If-None-Match: v1', `If-Modified-Since: ${AFTER}`], 'proceed'],
    [['If-None-Match: "v1"', `If-Modified-Since: ${BEFORE}`], 'not-modified'],
    [['If-Match: "v1"'], 'proceed'],
    [['If-Match: *'], 'proceed'],
    [['If-Match: "v2"'], 'precondition-failed'],
    [['If-Match: W/"v1"'], 'precondition-failed'],
    [['If-Match: v1'], 'precondition-failed'],
    [['If-Match: "v2"', 'If-None-Match: "v1"'], 'precondition-failed'],
    [['If-Match: "v1"', 'If-None-Match: "v1"'], 'not-modified'],
    [[`If-Unmodified-Since: ${SAME}`], 'proceed'],
    [[`If-Unmodified-Since: ${BEFORE}`], 'precondition-failed'],
    [['If-Unmodified-Since: never'], 'proceed'],
    [['If-Match: "v1"', `If-Unmodified-Since: ${BEFORE}`], 'proceed'],
    [[`If-Unmodified-Since: ${AFTER}`, `If-Modified-Since: ${AFTER}`], 'not-modified'],
  ] as const)('%j → %s for GET', (lines, outcome) => {
    expect(asked('GET', [...lines])).toBe(outcome);
    expect(asked('HEAD', [...lines])).toBe(outcome);
  });

  it.each([
    ['PUT', ['If-None-Match: *'], 'precondition-failed'],
    ['PUT', ['If-None-Match: "v1"'], 'precondition-failed'],
    ['DELETE', ['If-Match: "v1"'], 'proceed'],
    ['POST', [`If-Modified-Since: ${AFTER}`], 'proceed'],
    ['OPTIONS', ['If-Match: "v2"'], 'proceed'],
    ['TRACE', ['If-None-Match: *'], 'proceed'],
  ] as const)('%s with %j → %s', (method, lines, outcome) => expect(asked(method, [...lines])).toBe(outcome));

  it.each([
    ['If-Match: *', 'precondition-failed'],
    ['If-Match: "v1"', 'precondition-failed'],
    ['If-None-Match: *', 'proceed'],
    [`If-Unmodified-Since: ${BEFORE}`, 'proceed'],
  ] as const)('%s → %s where there is nothing yet', (line, outcome) => {
    expect(asked('PUT', [line], null)).toBe(outcome);
  });

  it('never matches a weak tag strongly', () => {
    expect(asked('PUT', ['If-Match: "v1"'], WEAK)).toBe('precondition-failed');
    expect(asked('GET', ['If-None-Match: "v1"'], WEAK)).toBe('not-modified');
  });
});

describe('If-Range', () => {
  const holds = (line: string, current = STRONG, now = NOW) => ifRangeHolds(fields(line), current, now);

  it('holds when it is absent', () => expect(ifRangeHolds([], STRONG, NOW)).toBe(true));

  it.each([
    ['"v1"', true],
    ['"v2"', false],
    ['W/"v1"', false],
    ['v1', false],
    [SAME, true],
    [AFTER, false],
    [BEFORE, false],
    ['soon', false],
  ])('%s → %s', (value, result) => expect(holds(`If-Range: ${value}`)).toBe(result));

  it('takes no weak tag, and no date of the current second', () => {
    expect(holds('If-Range: "v1"', WEAK)).toBe(false);
    expect(holds(`If-Range: ${SAME}`, STRONG, CHANGED + 500)).toBe(false);
    expect(ifRangeHolds(fields('If-Range: "v1"', 'If-Range: "v1"'), STRONG, NOW)).toBe(false);
  });
});
