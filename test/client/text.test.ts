/** Content as characters, raw octets with other line ends, and an answer split at its empty line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLatin1, latin1, utf8 } from '#shared/base/octets.ts';
import { splitAtEmptyLine, toCrlf } from '#shared/client/raw.ts';
import { isFailure, statusClass } from '#shared/client/status.ts';
import { jsonOf, TextReader, textOf } from '#shared/client/text.ts';

describe('text', () => {
  it('is UTF-8 or ISO-8859-1', () => {
    expect(textOf(utf8('äя你👋'), 'utf-8')).toBe('äя你👋');
    expect(textOf(fromLatin1('\xe4'), 'latin-1')).toBe('ä');
    expect(textOf(fromLatin1('a\xe4b'), 'utf-8')).toBe('a\ufffdb');
  });

  it('is the same for any cuts, and counts malformed sequences', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.string({ unit: 'grapheme' }), fc.nat(50), (noise, text, cut) => {
        const bytes = fromLatin1(latin1(utf8(text)) + latin1(noise));
        const whole = new TextReader('utf-8');
        const cutUp = new TextReader('utf-8');
        const expected = whole.push(bytes) + whole.end();
        expect(cutUp.push(bytes.subarray(0, cut)) + cutUp.push(bytes.subarray(cut)) + cutUp.end()).toBe(expected);
        expect(cutUp.malformed).toBe(whole.malformed);
      }),
    );
  });

  it('may be JSON', () => {
    expect(jsonOf(utf8('{"я":[1]}'))).toEqual({ value: { я: [1] } });
    expect(jsonOf(fromLatin1('"\xe4"'))).toEqual({ fault: 'UTF-8' });
    expect(jsonOf(utf8('{'))).toHaveProperty('fault');
  });
});

describe('line ends', () => {
  it('change from LF to CR LF, and each change is reported', () => {
    const { bytes, at } = toCrlf(utf8('a\nb\r\n\n'));
    expect(latin1(bytes)).toBe('a\r\nb\r\n\r\n');
    expect(at).toEqual([1, 6]);
  });

  it('are changed once only', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\r', '\n') }), (text) => {
        const once = toCrlf(utf8(text));
        const twice = toCrlf(once.bytes);
        expect(twice).toEqual({ bytes: once.bytes, at: [] });
        expect(latin1(once.bytes)).toBe(latin1(utf8(text)).replace(/(?<!\r)\n/g, '\r\n'));
      }),
    );
  });
});

it.each([
  ['H\r\n\r\nbody', 'H\r\n', 'body'],
  ['H\n\nbody', 'H\n', 'body'],
  ['H\r\nA: b\r\n\r\n\r\nx', 'H\r\nA: b\r\n', '\r\nx'],
])('splits %j', (text, head, content) => {
  const split = splitAtEmptyLine(utf8(text));
  expect(text.slice(0, split?.head.end)).toBe(head);
  expect(text.slice(split?.content.start)).toBe(content);
});

it.each(['', 'abc', 'a\r\nb', 'a\r\n\r'])('finds no empty line in %j', (text) => {
  expect(splitAtEmptyLine(utf8(text))).toBe(null);
});

it('takes 4xx and 5xx for failures', () => {
  expect([100, 200, 304, 399, 400, 599].map(isFailure)).toEqual([false, false, false, false, true, true]);
  expect([103, 204, 301, 404, 503, 999].map(statusClass)).toEqual([
    'interim',
    'successful',
    'redirect',
    'client-error',
    'server-error',
    'unknown',
  ]);
});
