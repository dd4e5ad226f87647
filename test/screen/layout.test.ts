import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flow, type ScreenLine, words } from '#shared/screen/layout.ts';
import { type Block, eraseBlock, paintBlock, paintLines } from '#shared/screen/paint.ts';
import { cellsOfSpans, span, textOf } from '#shared/screen/span.ts';
import { Emulator } from './emulator.ts';

const drawn = (lines: readonly ScreenLine[]) => lines.map(({ spans }) => textOf(spans));

const characters = fc.constantFrom('a', 'é', 'Ж', '你', '👋', 'e\u0301', ' ');
const spans = fc.array(
  fc.oneof(
    fc.record({
      text: fc.array(characters, { maxLength: 12 }).map((all) => all.join('')),
      style: fc.constantFrom('ink', 'dim'),
    }),
    fc.record({ text: fc.constantFrom('CR', 'LF', 'ESC', '\\xFF'), style: fc.constant('tag' as const) }),
  ),
  { maxLength: 12 },
);
const columns = fc.integer({ min: 8, max: 30 });

describe('flowing', () => {
  test('breaks at the edge, never inside a tag or a wide character', () => {
    expect(drawn(flow([span('abcd'), span('CR', 'tag')], 5, 2))).toEqual(['abcd ', '  CR']);
    expect(drawn(flow([span('abcd你')], 5, 0))).toEqual(['abcd ', '你']);
    expect(drawn(flow([], 5, 0))).toEqual(['']);
  });

  test('fills every line but the last to the edge', () => {
    fc.assert(
      fc.property(spans, columns, (given, width) => {
        const lines = flow(given, width, 2);
        for (const line of lines.slice(0, -1)) {
          expect(line.soft).toBe(true);
          expect(cellsOfSpans(line.spans)).toBe(width);
        }
        expect(lines.at(-1)?.soft).toBe(false);
        expect(cellsOfSpans(lines.at(-1)?.spans ?? [])).toBeLessThanOrEqual(width);
        const kept = lines.flatMap((line) => line.spans.filter(({ style }) => style !== 'pad'));
        expect(textOf(kept)).toBe(textOf(given));
      }),
    );
  });

  test('words stay whole where they fit', () => {
    expect(drawn(words([span('one two three')], 9, 2))).toEqual(['  one two', '  three']);
    expect(drawn(words([span('abcdefghij k')], 6, 2))).toEqual(['  abcd', '  efgh', '  ij k']);
  });
});

describe('drawing', () => {
  const block = fc
    .tuple(spans, columns)
    .map(([given]) => given)
    .chain((given) => fc.record({ given: fc.constant(given), row: fc.nat(20), column: fc.nat(7) }));
  const steps = fc.array(fc.record({ settled: spans, block }), { minLength: 1, maxLength: 8 });

  const laid = (
    { given, row, column }: { given: readonly ReturnType<typeof span>[]; row: number; column: number },
    width: number,
  ): Block => {
    const lines = flow(given, width, 2).slice(0, 6);
    const last = lines.at(-1);
    if (last !== undefined) lines[lines.length - 1] = { ...last, soft: false };
    return { lines, row: row % lines.length, column };
  };

  test('again and again leaves what drawing once leaves', () => {
    fc.assert(
      fc.property(steps, columns, (all, width) => {
        const often = new Emulator(width, 8);
        const once = new Emulator(width, 8);
        let shown: Block = { lines: [], row: 0, column: 0 };
        const settled: ScreenLine[] = [];
        for (const { settled: more, block: next } of all) {
          const lines = flow(more, width, 2);
          settled.push(...lines);
          often.write(eraseBlock(shown) + paintLines(lines));
          shown = laid(next, width);
          often.write(paintBlock(shown));
        }
        once.write(paintLines(settled) + paintBlock(shown));
        expect(often.text).toEqual(once.text);
        expect([often.row, often.column]).toEqual([once.row, once.column]);
      }),
    );
  });
});
