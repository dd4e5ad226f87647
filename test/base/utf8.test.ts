/** Octets as characters: agrees with the platform's decoder, loses nothing, and looks the same from any octet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CharacterCount, characterFrom, characterHolding, charactersIn } from '#shared/base/utf8.ts';

/** Text, broken text and noise, mixed. */
const octets = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }).map((text) => new TextEncoder().encode(text)),
      fc.uint8Array({ maxLength: 4 }),
      fc.constantFrom(
        ...['c0 80', 'e0 80 80', 'ed a0 80', 'f4 90 80 80', 'f0 9f 98', 'c2', 'f8 88 80 80 80'].map(fromHex),
      ),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => Uint8Array.from(pieces.flatMap((piece) => [...piece])));

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.split(' '), (pair) => Number.parseInt(pair, 16));
}

/** What the platform makes of one run of octets, or null. */
function platform(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

describe('characters', () => {
  it('tile the octets', () => {
    fc.assert(
      fc.property(octets, (bytes) => {
        let at = 0;
        for (const character of charactersIn(bytes, 0, bytes.length)) {
          expect(character.start).toBe(at);
          expect(character.end).toBeGreaterThan(at);
          at = character.end;
        }
        expect(at).toBe(bytes.length);
      }),
    );
  });

  it('are what the platform decodes from the same octets, and nothing where it decodes nothing', () => {
    fc.assert(
      fc.property(octets, (bytes) => {
        for (const { start, end, point } of charactersIn(bytes, 0, bytes.length)) {
          const text = platform(bytes.subarray(start, end));
          expect(text).toBe(point < 0 ? null : String.fromCodePoint(point));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('miss no character that the platform finds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const bytes = new TextEncoder().encode(text);
        const found = charactersIn(bytes, 0, bytes.length).map(({ point }) => String.fromCodePoint(point));
        expect(found.join('')).toBe(text);
      }),
    );
  });

  it('are the same from whichever of their octets one looks', () => {
    fc.assert(
      fc.property(octets, (bytes) => {
        for (const character of charactersIn(bytes, 0, bytes.length)) {
          for (let at = character.start; at < character.end; at++) {
            expect(characterHolding(bytes, at)).toEqual(character);
          }
        }
      }),
    );
  });

  it('of a part are those of the whole that touch it', () => {
    fc.assert(
      fc.property(octets, fc.nat(40), fc.nat(40), (bytes, from, length) => {
        const start = Math.min(from, bytes.length);
        const end = Math.min(start + length, bytes.length);
        const whole = charactersIn(bytes, 0, bytes.length);
        const touching = whole.filter((character) => character.start < end && character.end > start && start < end);
        expect(charactersIn(bytes, start, end)).toEqual(touching);
      }),
    );
  });

  it.each([
    ['D0 9F', 'П'],
    ['E4 BD A0', '你'],
    ['F0 9F 98 80', '😀'],
    ['C3 A9', 'é'],
  ])('%s make %s', (hex, text) => {
    const bytes = fromHex(hex);
    expect(characterFrom(bytes, 0)).toEqual({ start: 0, end: bytes.length, point: text.codePointAt(0) });
  });

  it.each(['C0 AF', 'E0 9F BF', 'ED A0 80', 'F4 90 80 80', 'FF', '80', 'E4 BD'])('%s make none', (hex) => {
    const bytes = fromHex(hex);
    expect(charactersIn(bytes, 0, bytes.length).map(({ point }) => point)).toEqual([...bytes].map(() => -1));
  });
});

describe('counting', () => {
  it('a run that grows gives the count of the whole each time', () => {
    fc.assert(
      fc.property(octets, fc.array(fc.nat(60), { maxLength: 8 }), (bytes, cuts) => {
        const count = new CharacterCount();
        for (const cut of [...cuts.map((at) => Math.min(at, bytes.length)), bytes.length].sort((a, b) => a - b)) {
          expect(count.update(bytes.subarray(0, cut))).toBe(charactersIn(bytes.subarray(0, cut), 0, cut).length);
        }
      }),
    );
  });
});
