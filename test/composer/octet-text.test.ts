import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '#shared/base/octets.ts';
import { encodeTyped, hexToOctets, octetsOfText, octetsToHex, textOfOctets } from '#shared/composer/octet-text.ts';

const ALL = Uint8Array.from({ length: 256 }, (_, i) => i);
const typed = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 30 })
  .map((points) => String.fromCodePoint(...points));
const octets = fc.uint8Array({ maxLength: 80 });

describe('the octets of an editor', () => {
  it('are all 256, there and back', () => {
    expect(octetsOfText(textOfOctets(ALL))).toEqual(ALL);
    expect(hexToOctets(octetsToHex(ALL))).toEqual(ALL);
    fc.assert(fc.property(octets, (bytes) => void expect(octetsOfText(textOfOctets(bytes))).toEqual(bytes)));
    fc.assert(fc.property(octets, (bytes) => void expect(hexToOctets(octetsToHex(bytes))).toEqual(bytes)));
  });

  it('are the UTF-8 of the typed text', () => {
    expect(encodeTyped('é你')).toBe('\xc3\xa9\xe4\xbd\xa0');
    fc.assert(fc.property(typed, (text) => void expect(octetsOfText(encodeTyped(text))).toEqual(utf8(text))));
  });

  it('are refused in any other form', () => {
    expect(() => octetsOfText('你')).toThrow(RangeError);
    expect(hexToOctets('0')).toBeNull();
    expect(hexToOctets('zz')).toBeNull();
  });
});
