import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENDINGS } from '#shared/base/endings.ts';
import { latin1, utf8 } from '#shared/base/octets.ts';
import { applyEdits } from '#shared/composer/edits.ts';
import { changeEnding, lineEndAt } from '#shared/composer/line-ends.ts';

const lined = fc.array(fc.constantFrom(0x0d, 0x0a, 0x41, 0x3a, 0x20), { maxLength: 40 }).map((o) => Uint8Array.from(o));

describe('a line ending', () => {
  it('is found from anywhere in its line, and from inside itself', () => {
    const bytes = utf8('ab\r\nc\nd\re');
    expect([0, 2, 3].map((at) => lineEndAt(bytes, at))).toEqual(Array(3).fill({ ending: 'crlf', start: 2, end: 4 }));
    expect(lineEndAt(bytes, 4)).toEqual({ ending: 'lf', start: 5, end: 6 });
    expect(lineEndAt(bytes, 6)).toEqual({ ending: 'cr', start: 7, end: 8 });
    expect(lineEndAt(bytes, 8)).toEqual({ ending: 'none', start: 9, end: 9 });
  });

  it('is changed alone', () => {
    fc.assert(
      fc.property(lined, fc.nat(40), fc.constantFrom(...ENDINGS), (bytes, at, ending) => {
        const edits = changeEnding(bytes, Math.min(at, bytes.length), ending);
        const before = lineEndAt(bytes, Math.min(at, bytes.length));
        const made = applyEdits(bytes, edits);
        expect(latin1(made).startsWith(latin1(bytes, 0, before.start))).toBe(true);
        expect(latin1(made).endsWith(latin1(bytes, before.end))).toBe(true);
        if (before.ending === ending) expect(made).toEqual(bytes);
      }),
    );
    expect(latin1(applyEdits(utf8('a\r\nb'), changeEnding(utf8('a\r\nb'), 1, 'lf')))).toBe('a\nb');
  });
});
