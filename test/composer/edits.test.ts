import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { applyEdits, hunksOf } from '#shared/composer/edits.ts';

const octets = fc.uint8Array({ maxLength: 80 });

test('edits made are what their hunks show', () => {
  fc.assert(
    fc.property(octets, fc.array(fc.tuple(fc.nat(80), fc.nat(80), octets), { maxLength: 3 }), (bytes, wild) => {
      const points = [...new Set(wild.flatMap(([start, end]) => [end, start]))]
        .filter((p) => p <= bytes.length)
        .sort((a, b) => a - b);
      const edits = wild.flatMap(([, , insert], i) => {
        const [start, end] = [points[2 * i], points[2 * i + 1]];
        return start === undefined || end === undefined ? [] : [{ start, end, insert }];
      });
      const made = applyEdits(bytes, edits);
      const growth = edits.reduce((sum, edit) => sum + edit.insert.length - (edit.end - edit.start), 0);
      expect(made.length).toBe(bytes.length + growth);
      let shift = 0;
      for (const { before, removed, inserted, after, at } of hunksOf(bytes, edits)) {
        expect(latin1(bytes)).toContain(latin1(before) + latin1(removed) + latin1(after));
        expect(latin1(made, at + shift, at + shift + inserted.length)).toBe(latin1(inserted));
        shift += inserted.length - removed.length;
      }
    }),
  );
});
