/** Every wire case, fed whole and cut in every way that is cheap enough: the events never depend on the cuts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCases, parseDocument, type WireCase } from '../cases/load.ts';
import { FULL } from '../full.ts';
import { runCase } from './record.ts';

const cases = loadCases();

/** Cases up to this long are cut at every pair of offsets. */
const SHORT = FULL ? 60 : 20;

test('there are enough cases, each with its own title', () => {
  expect(cases.length).toBeGreaterThanOrEqual(130);
  const titles = cases.map(({ where, title }) => `${where.split(':')[0]} ${title}`);
  expect(new Set(titles).size).toBe(titles.length);
});

/** Ways to cut the octets of a case: one by one, at each place, at each two places when it is short. */
function* cutsOf({ octets: { length } }: WireCase): Generator<readonly number[]> {
  yield Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1);
  for (let first = 0; first <= length; first++) {
    yield [first];
    if (length > SHORT) continue;
    for (let second = first; second <= length; second++) yield [first, second];
  }
}

function eventsOf(wireCase: WireCase, cuts: readonly number[]): readonly string[] {
  const { recorder, trace } = runCase(wireCase, cuts);
  const length = wireCase.octets.length + wireCase.late.length;
  if (trace.length !== length) throw new Error(`${trace.length} rows for ${length} octets`);
  if (recorder.afterReject > 0) throw new Error('the sink was called after a reject');
  return recorder.lines;
}

/** Compares texts first: thousands of splits a case, and a deep comparison only to show a difference. */
function expectEvents(wireCase: WireCase, cuts: readonly number[]): void {
  const events = eventsOf(wireCase, cuts);
  if (events.join('\n') !== wireCase.events.join('\n')) expect(events, `cut at ${cuts}`).toEqual(wireCase.events);
}

describe.each(cases)('$where $title', (wireCase) => {
  test('whole', () => {
    expect(eventsOf(wireCase, [])).toEqual(wireCase.events);
  });

  test('cut anywhere', () => {
    for (const cuts of cutsOf(wireCase)) expectEvents(wireCase, cuts);
    const offsets = fc.array(fc.nat({ max: wireCase.octets.length }), { maxLength: 12 });
    fc.assert(
      fc.property(offsets, (cuts) =>
        expectEvents(
          wireCase,
          cuts.sort((a, b) => a - b),
        ),
      ),
      { numRuns: 20 },
    );
  });
});

describe('a document that is not in the format', () => {
  const blocks = '```octets\nx\n```\n```events\n```\n';
  test.each([
    ['no title', '## A case\n', /^d\.md:1: a document begins/],
    ['no case', '# Title\n', /^d\.md:1: no case/],
    ['no reason', `# T\n\n## A\nBecause.\n${blocks}`, /^d\.md:3: the case does not say why/],
    ['no octets', '# T\n## A\nRFC 9112 §3\n', /^d\.md:2: the case has no block "octets"/],
    ['no events', '# T\n## A\nRFC 9112 §3\n```octets\n```\n', /^d\.md:2: the case has no block "events"/],
    ['an open block', '# T\n## A\nRFC 9112 §3\n```octets\nx\n', /^d\.md:4: the block "octets" is not closed/],
    ['an unknown escape', `# T\n## A\nRFC 9112 §3\n${blocks.replace('x', '\\q')}`, /^d\.md:5: unknown escape "\\q"/],
    ['half an escape', `# T\n## A\nRFC 9112 §3\n${blocks.replace('x', '\\x0')}`, /^d\.md:5: unknown escape/],
    ['a character', `# T\n## A\nRFC 9112 §3\n${blocks.replace('x', '→')}`, /^d\.md:5: a character that is no octet/],
    [
      'an unknown option',
      `# T\n## A\nRFC 9112 §3\nOptions: mode lax\n${blocks}`,
      /^d\.md:4: unknown option "mode lax"/,
    ],
  ])('%s', (_, text, message) => {
    expect(() => parseDocument('d.md', text)).toThrow(message);
  });
});
