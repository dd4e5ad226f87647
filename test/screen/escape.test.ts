import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLatin1, utf8 } from '#shared/base/octets.ts';
import { glyphs, spansOf } from '#shared/screen/escape.ts';
import { paintSpans } from '#shared/screen/paint.ts';
import { STYLES, span, textOf, visible } from '#shared/screen/span.ts';
import { cellsIn } from '#shared/screen/width.ts';

const shown = (bytes: Uint8Array) => textOf(spansOf(glyphs(bytes)));
const octets = (latin1: string) => shown(fromLatin1(latin1));
const text = (characters: string) => shown(utf8(characters));

/** No C0, no DEL, no C1, nothing that turns text around or is a terminal's own. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

describe('octets as glyphs', () => {
  test('printable US-ASCII stands for itself, controls for their names', () => {
    expect(octets('GET / HTTP/1.1\r\n')).toBe('GET / HTTP/1.1CRLF');
    expect(octets('a\tb\0c\x1bd\x7f')).toBe('aHTABbNULcESCdDEL');
  });

  test('characters of UTF-8 stand for themselves, other octets for their hexadecimal digits', () => {
    expect(text('Привет, 世界 👋')).toBe('Привет, 世界 👋');
    expect(octets('\xd0')).toBe('\\xD0');
    expect(octets('\xff\x80a')).toBe('\\xFF\\x80a');
    // Overlong, a surrogate, and beyond Unicode.
    expect(octets('\xc0\xaf')).toBe('\\xC0\\xAF');
    expect(octets('\xed\xa0\x80')).toBe('\\xED\\xA0\\x80');
    expect(octets('\xf4\x90\x80\x80')).toBe('\\xF4\\x90\\x80\\x80');
  });

  test('characters that are invisible, or turn text around, are shown octet by octet', () => {
    expect(text('\u202e')).toBe('\\xE2\\x80\\xAE');
    expect(text('\u200b')).toBe('\\xE2\\x80\\x8B');
    expect(text('\u00a0')).toBe('\\xC2\\xA0');
    expect(text('\u009b31m')).toBe('\\xC2\\x9B31m');
    expect(text('\ue000')).toBe('\\xEE\\x80\\x80');
  });

  test('marks stay on their character, two at most, and never stand alone', () => {
    expect(text('e\u0301')).toBe('e\u0301');
    expect(text('\u0301e')).toBe('\\xCC\\x81e');
    expect(text('e\u0301\u0302\u0303')).toBe('e\u0301\u0302\\xCC\\x83');
  });

  test('a tag is its own span', () => {
    expect(spansOf(glyphs(fromLatin1('a\r\nb')))).toEqual([span('a'), span('CR', 'tag'), span('LF', 'tag'), span('b')]);
  });
});

describe('received octets never drive the terminal', () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 100 }).map(utf8),
    fc
      .array(fc.constantFrom(0x1b, 0x9b, 0x5b, 0x32, 0x4a, 0xc2, 0x90, 0x0a, 0x0d, 0x08), { maxLength: 60 })
      .map((a) => Uint8Array.from(a)),
  );

  test('for any octets, the result has visible characters only', () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        expect(shown(bytes)).not.toMatch(HARMFUL);
      }),
      { numRuns: 2000 },
    );
  });

  test('every octet is in exactly one glyph, in order', () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        const found = glyphs(bytes);
        let at = 0;
        for (const glyph of found) {
          expect(glyph.start).toBe(at);
          expect(glyph.cells).toBe(cellsIn(glyph.text));
          at = glyph.end;
        }
        expect(at).toBe(bytes.length);
      }),
    );
  });

  test('nor does any text: painting writes colours and visible characters only', () => {
    const spans = fc.array(fc.record({ text: fc.string({ unit: 'binary' }), style: fc.constantFrom(...STYLES) }));
    fc.assert(
      fc.property(spans, (painted) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for.
        const rest = paintSpans(painted).replaceAll(/\x1b\[((53;)?38;5;\d+|39(;55)?)m/g, '');
        expect(rest).not.toMatch(HARMFUL);
        expect(rest).toBe(painted.map((one) => visible(one.text)).join(''));
      }),
    );
  });
});
