import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isToken } from '#shared/http1/grammar.ts';
import { percentDecode } from '#shared/requests/percent.ts';
import { cookieValue, parseCookies } from '../../apps/server/src/engine/cookies.ts';
import { lines } from './lines.ts';

const read = (...values: readonly string[]) => parseCookies(lines('Cookie', ...values)).map((pair) => pair.join('='));

test.each([
  [['a=1'], ['a=1']],
  [['a=1; b=2'], ['a=1', 'b=2']],
  [['a=1;b=2'], ['a=1', 'b=2']],
  [
    ['a=1', 'b=2'],
    ['a=1', 'b=2'],
  ],
  [['a=1; a=2'], ['a=1', 'a=2']],
  [['a='], ['a=']],
  [['a=b=c'], ['a=b=c']],
  [['a="x y"; b=ä'], ['a="x y"', 'b=ä']],
  [[' a \t=\t 1 '], ['a=1']],
  [['$Version=1; a=1, b=2'], ['$Version=1', 'a=1, b=2']],
  [[''], []],
  [['; ;;'], []],
  [['a; =b; a b=c; =; (x)=1; ok=1'], ['ok=1']],
  [['__proto__=1; constructor=2'], ['__proto__=1', 'constructor=2']],
])('%j is read as %j', (values, expected) => {
  expect(read(...values)).toEqual(expected);
});

test('for any octets, each cookie is a token, and no piece is read twice', () => {
  const piece = fc.oneof(fc.constantFrom('a', '=', ';', ' ', '\t', '"', 'b=1'), fc.string());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      const found = parseCookies(lines('cookie', text));
      expect(found.length).toBeLessThanOrEqual(text.split(';').length);
      for (const [name, value] of found) {
        expect(isToken(name)).toBe(true);
        expect(value).not.toContain(';');
      }
    }),
  );
});

test('a value that was set is sent back as it was set, and decodes to what was meant', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const value = cookieValue(text);
      expect(value).toMatch(/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/);
      expect(read(`x=${value}; y=1`)).toEqual([`x=${value}`, 'y=1']);
      expect(percentDecode(value)).toBe(text);
    }),
  );
});
