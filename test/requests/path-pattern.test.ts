import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSegments, matchPattern, parsePattern } from '#shared/requests/path-pattern.ts';
import { parseForm, percentDecode } from '#shared/requests/percent.ts';

const match = (pattern: string, path: string) => {
  const segments = decodeSegments(path);
  return segments === null ? null : matchPattern(parsePattern(pattern), segments);
};

describe('a number', () => {
  test.each([
    ['0', 0],
    ['42', 42],
    ['007', 7],
    ['%34%32', 42],
    ['999999999999999', 999999999999999],
  ])('%s is one', (text, expected) => expect(match('/post/<int:id>', `/post/${text}`)?.int('id')).toBe(expected));

  test.each(['', '-1', '+1', '1.0', '1e3', '0x1', ' 1', '%201', '1%20', '%EF%BC%91', '1234567890123456', '1/'])(
    '%j is none',
    (text) => expect(match('/post/<int:id>', `/post/${text}`)).toBe(null),
  );
});

describe('a segment', () => {
  test.each([
    ['Ada', 'Ada'],
    ['%D0%90%D0%B4%D0%B0', 'Ада'],
    ['a%2Fb', 'a/b'],
    ['%252F', '%2F'],
    ['a+b', 'a+b'],
    ['%2e%2e', '..'],
    ['%3Cb%3E', '<b>'],
  ])('%s is %s', (text, expected) => expect(match('/user/<name>', `/user/${text}`)?.text('name')).toBe(expected));

  test.each(['/user', '/user/', '/user/a/b', '/user/a/', '/User/a', '//user/a', '/user//'])('%s does not fit', (path) =>
    expect(match('/user/<name>', path)).toBe(null),
  );
});

test('a path is its segments, slashes that came encoded inside them', () => {
  expect(match('/path/<path:rest>', '/path/a/b%2Fc//d')?.segments('rest')).toEqual(['a', 'b/c', '', 'd']);
  expect(match('/path/<path:rest>', '/path/../x')?.segments('rest')).toEqual(['..', 'x']);
  expect(match('/path/<path:rest>', '/path/')).toBe(null);
  expect(match('/path/<path:rest>', '/path')).toBe(null);
  expect(match('/path/<path:rest>', '/path//etc')).toBe(null);
});

test.each(['%', '%2', '%g0', '%c3', '%c3%28', '%c0%af', '%ed%a0%80', '%f5%80%80%80', '%ff', '%00', 'a%00b'])(
  '%s cannot be decoded',
  (segment) => expect(decodeSegments(`/${segment}`)).toBe(null),
);

test('a pattern that cannot be meant is a bug', () => {
  expect(() => parsePattern('user')).toThrow();
  expect(() => parsePattern('/<path:rest>/x')).toThrow();
});

test('any segments, encoded, come back', () => {
  const segment = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
      const path = `/path/${segments.map(encodeURIComponent).join('/')}`;
      expect(match('/path/<path:rest>', path)?.segments('rest')).toEqual(segments);
    }),
  );
});

test('decoding goes with the platform’s, where that does not throw, and fails where it does', () => {
  const piece = fc.oneof(
    fc.constantFrom('%', '%2', '%C3%A9', '%E2%82%AC', '%25', '%ff', 'a'),
    fc.stringMatching(/^[!-~]*$/),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      let expected: string | null;
      try {
        expected = decodeURIComponent(text);
      } catch {
        expected = null;
      }
      expect(percentDecode(text)).toBe(expected);
    }),
  );
});

test('a form that a browser writes is read back', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
      const body = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();
      expect(parseForm(body)).toEqual(pairs);
    }),
  );
  expect(parseForm('a&b=&=c&&d=1=2')).toEqual([
    ['a', ''],
    ['b', ''],
    ['', 'c'],
    ['d', '1=2'],
  ]);
  expect(parseForm('a=%ff')).toBe(null);
});
