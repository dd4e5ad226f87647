import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '#shared/base/octets.ts';
import { DEFAULT_READING } from '#shared/base/options.ts';
import { applyEdits } from '#shared/composer/edits.ts';
import { judge } from '#shared/composer/judge.ts';
import { padTo, withoutPadding } from '#shared/composer/padding.ts';

const GET = 'GET / HTTP/1.1\r\n';

describe('padding', () => {
  it('gives any length from its own least on, and can be taken away again', () => {
    const bytes = utf8(`${GET}Host: a\r\n\r\n`);
    fc.assert(
      fc.property(fc.integer({ min: bytes.length + 13, max: 3000 }), fc.integer({ min: 60, max: 3000 }), (one, two) => {
        const first = padTo(bytes, one);
        if (!first.ok) throw new Error(first.why);
        const padded = applyEdits(bytes, first.edits);
        expect(padded.length).toBe(one);
        const second = padTo(padded, two);
        if (!second.ok) throw new Error(second.why);
        const again = applyEdits(padded, second.edits);
        expect(again.length).toBe(two);
        expect(judge(again, DEFAULT_READING)).toMatchObject({ verdicts: [], complete: 1 });
        expect(applyEdits(again, withoutPadding(again))).toEqual(bytes);
      }),
    );
  });

  it('says why not', () => {
    expect(padTo(utf8(GET), 1024)).toEqual({ ok: false, why: 'no-head' });
    expect(padTo(utf8(`${GET}\r\n`), 20)).toEqual({ ok: false, why: 'too-short', least: 31 });
    expect(padTo(utf8(`${GET}\r\n`), 18)).toEqual({ ok: true, edits: [] });
  });
});
