import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { negotiate, parseAccept, parseWeight } from '../../apps/server/src/engine/negotiate.ts';
import { lines } from './lines.ts';

const OFFERS = ['application/json', 'text/html'] as const;

const chosen = (...values: readonly string[]) => negotiate(lines('Accept', ...values), OFFERS);

test.each([
  [[], 'application/json'],
  [[''], 'application/json'],
  [['*/*'], 'application/json'],
  [['text/html'], 'text/html'],
  [['TEXT/HTML'], 'text/html'],
  [['text/*'], 'text/html'],
  [['text/*, application/json;q=0.9'], 'text/html'],
  [['text/html;q=0.5, application/json;q=0.5'], 'application/json'],
  [['text/html;q=0.501, application/json;q=0.5'], 'text/html'],
  [['*/*;q=0.1, application/json;q=0'], 'text/html'],
  [['application/*;q=0.2', 'text/html;q=0.1'], 'application/json'],
  [['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'], 'text/html'],
  [['text/*;q=0.3, text/html;q=0.7, text/html;level=1, */*;q=0.5'], 'text/html'],
  [['text/html ; q=0.4 , application/json\t;\tQ=0.3'], 'text/html'],
  [['application/json;q=0, text/html;q=0'], null],
  [['image/png'], null],
  [['*/*;q=0'], null],
  [['text/html;level=1'], null],
  // What cannot be read says nothing: not about its type, not about the others.
  [['text/html;q=2, application/json;q=0.1'], 'application/json'],
  [['text/html;q=0.1234, image/png'], null],
  [['html, */json, /, text/'], 'application/json'],
  [['application/json;x="a,text/html;q=1", image/png'], null],
])('%j chooses %s', (values, expected) => {
  expect(chosen(...values)).toBe(expected);
});

describe('a weight', () => {
  test.each([
    ['0', 0],
    ['1', 1000],
    ['0.', 0],
    ['0.5', 500],
    ['0.001', 1],
    ['0.057', 57],
    ['1.000', 1000],
  ])('%s is read', (text, expected) => expect(parseWeight(text)).toBe(expected));

  test.each(['', '2', '1.001', '0.0001', '.5', '-0', '00', '1e0', ' 1', '0,5', 'NaN'])('%j is none', (text) =>
    expect(parseWeight(text)).toBe(null),
  );
});

const token = fc.stringMatching(/^[a-z!#$%&'+.^_`|~-]{1,6}$/);
const weight = fc.integer({ min: 0, max: 1000 });
const member = fc.tuple(token, token, fc.option(fc.tuple(token, fc.string({ maxLength: 5 }))), weight);

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

test('a written Accept is read back', () => {
  fc.assert(
    fc.property(fc.array(member), (members) => {
      const wanted = members.filter(([, , parameter]) => parameter?.[0] !== 'q');
      const text = wanted.map(([type, subtype, parameter, q]) => {
        const own = parameter === null ? '' : `; ${parameter[0]}=${quoted(parameter[1])}`;
        return `${type}/${subtype}${own};q=${(q / 1000).toFixed(3)}`;
      });
      expect(parseAccept(lines('accept', text.join(' , '), ''))).toEqual(
        wanted.map(([type, subtype, parameter, q]) => ({
          range: { type, subtype, parameters: parameter === null ? [] : [parameter] },
          weight: q,
        })),
      );
    }),
  );
});

test('for any octets, the choice is one of the offers or none, and the same for any split into lines', () => {
  const piece = fc.oneof(
    fc.constantFrom('text/html', '*/*', ';q=0.5', ',', '"', '\\', ' ', 'application/json'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.array(piece, { maxLength: 8 }), (first, second) => {
      const found = negotiate(lines('accept', first.join('')), OFFERS);
      expect([...OFFERS, null]).toContain(found);
      if (`${first.join('')}${second.join('')}`.includes('"')) return;
      const joined = negotiate(lines('accept', `${first.join('')},${second.join('')}`), OFFERS);
      expect(negotiate(lines('accept', first.join(''), second.join('')), OFFERS)).toBe(joined);
    }),
  );
});
