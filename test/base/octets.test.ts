import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, escapeOctets, fromLatin1, glyph, hex, latin1, octetName, utf8 } from '#shared/base/octets.ts';

const ALL = Uint8Array.from({ length: 256 }, (_, octet) => octet);

describe('latin-1', () => {
  test('gives each octet one code unit, and back', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 500 }), (octets) => {
      expect(fromLatin1(latin1(octets))).toEqual(octets);
    });
    fc.assert(property);
  });

  test('takes a range, and runs longer than one call may have arguments', () => {
    const long = new Uint8Array(100_000).map((_, index) => index & 255);
    expect(latin1(ALL, 65, 68)).toBe('ABC');
    expect(latin1(ALL, 3, 3)).toBe('');
    expect(fromLatin1(latin1(long))).toEqual(long);
    expect(latin1(long, 1, 99_999)).toHaveLength(99_998);
  });

  test('has no octet for a character beyond it', () => {
    expect(() => fromLatin1('aé→')).toThrow(/code unit 8594 at 2 is not an octet/);
  });
});

describe('UTF-8', () => {
  test('is what TextEncoder says, for any text', () => {
    const edges = fc.constantFrom('\ud800', '\udfff', '\x7f', '\x80', '\u07ff', '\u0800', '\uffff', '😀');
    const text = fc.string({ unit: fc.oneof(edges, fc.string({ unit: 'binary' })) });
    const property = fc.property(text, (one) => {
      expect(utf8(one)).toEqual(new TextEncoder().encode(one));
    });
    fc.assert(property);
  });
});

describe('escapes', () => {
  test('are one line of printable US-ASCII', () => {
    expect(escapeOctets(fromLatin1('a\r\n\t\\\0\x7f\xff~ '))).toBe('a\\r\\n\\t\\\\\\x00\\x7f\\xff~ ');
    expect(escapeOctets(ALL)).toMatch(/^[ -~]*$/);
    expect(escapeOctets(ALL, 13, 14)).toBe('\\r');
  });

  test('lose nothing: no two octets look alike', () => {
    const shown = [...ALL].map((octet) => escapeOctets(Uint8Array.of(octet)));
    expect(new Set(shown).size).toBe(256);
  });
});

describe('names and glyphs', () => {
  test.each([
    [0x00, 'NUL', 'NUL'],
    [0x09, 'HTAB', '→'],
    [0x0a, 'LF', 'LF'],
    [0x0d, 'CR', 'CR'],
    [0x1b, 'ESC', 'ESC'],
    [0x1f, 'US', 'US'],
    [0x20, 'SP', '·'],
    [0x21, undefined, '!'],
    [0x41, undefined, 'A'],
    [0x7e, undefined, '~'],
    [0x7f, 'DEL', 'DEL'],
    [0x80, undefined, '80'],
    [0xff, undefined, 'FF'],
  ])('of octet %i', (octet, name, shown) => {
    expect(octetName(octet)).toBe(name);
    expect(glyph(octet)).toBe(shown);
  });

  test('every octet has a glyph, every control octet its own name', () => {
    for (const octet of ALL) expect(glyph(octet), String(octet)).not.toBe('');
    const names = [...ALL].flatMap((octet) => octetName(octet) ?? []);
    expect(new Set(names).size).toBe(34);
  });

  test('hexadecimal is two upper-case digits', () => {
    expect([0, 10, 255].map(hex)).toEqual(['00', '0A', 'FF']);
  });
});

test('concat joins runs in order', () => {
  expect(concat([])).toEqual(new Uint8Array(0));
  expect(concat([Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3)])).toEqual(Uint8Array.of(1, 2, 3));
});
