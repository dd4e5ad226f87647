import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLatin1, utf8 } from '#shared/base/octets.ts';
import { type Prompt, promptBlock, type Size, suggestionFor } from '#shared/screen/prompt.ts';
import type { OctetRow } from '#shared/screen/row.ts';
import { cellsOfSpans, textOf } from '#shared/screen/span.ts';
import { NO_INPUT, paste } from '#shared/terminal/discipline.ts';
import { lineOf } from '#shared/terminal/line.ts';
import { en } from '#shared/text/en/index.ts';

const SIZE: Size = { columns: 30, rows: 20 };
const EMPTY: Prompt = {
  input: NO_INPUT,
  mode: 'line',
  enter: 'crlf',
  ghost: null,
  inFlight: new Uint8Array(0),
  open: null,
  hidden: 0,
  hint: '',
};

const typed = (text: string, cursor = text.length) => ({ ...NO_INPUT, line: { text, cursor } });
const openRow = (octets: string): OctetRow => ({
  kind: 'octets',
  direction: 'in',
  start: 0,
  bytes: fromLatin1(octets),
  begins: true,
  bare: [],
});

/** Lines with `|` where the cursor is. */
function drawn(prompt: Partial<Prompt>, size = SIZE): string[] {
  const { lines, row, column } = promptBlock(en, { ...EMPTY, ...prompt }, size);
  return lines.map(({ spans }, i) => {
    const text = textOf(spans);
    return i === row ? `${text.slice(0, column).padEnd(column)}|${text.slice(column)}`.trimEnd() : text.trimEnd();
  });
}

describe('the line that is typed', () => {
  test('shows the cursor, and the suggestion after it', () => {
    const ghost = { kind: 'text', text: 'GET / HTTP/1.1' } as const;
    expect(drawn({ ghost })).toEqual(['› |GET / HTTP/1.1']);
    expect(drawn({ ghost, input: typed('GE') })).toEqual(['› GE|T / HTTP/1.1']);
    expect(drawn({ ghost, input: typed('GE', 1) })).toEqual(['› G|E']);
    expect(drawn({ ghost: { kind: 'hint', hint: 'empty-line-sends' }, input: typed('x') })).toEqual(['› x|']);
  });

  test('shows octets that are not a character as a tag', () => {
    expect(drawn({ input: typed('a\tb\u200b') })).toEqual(['› aHTABb\\xE2\\x80\\x8B|']);
  });

  test('goes on in the next line, also right at the edge', () => {
    expect(drawn({ input: typed('a'.repeat(27)) })).toEqual([`› ${'a'.repeat(27)}|`]);
    expect(drawn({ input: typed('a'.repeat(28)) })).toEqual([`› ${'a'.repeat(28)}`, '  |']);
    expect(drawn({ input: typed('a'.repeat(29), 28) })).toEqual([`› ${'a'.repeat(28)}`, '  |a']);
  });

  test('counts wide characters as two cells', () => {
    expect(promptBlock(en, { ...EMPTY, input: typed('你好👋', 2) }, SIZE)).toMatchObject({ row: 0, column: 6 });
  });

  test('of content tells how much is to come', () => {
    const ghost = { kind: 'content', remaining: 5 } as const;
    expect(drawn({ ghost }, { columns: 60, rows: 20 })).toEqual(['› |5 octets of content to come; Enter adds 2']);
  });

  test('is completed when it is the beginning of a command', () => {
    expect(suggestionFor(lineOf('.he'), null)).toBe('lp');
    expect(suggestionFor({ text: '.he', cursor: 1 }, null)).toBeNull();
  });
});

describe('around it', () => {
  test('stand an unfinished line, octets on their way, and words', () => {
    const all = { open: openRow('GET '), inFlight: utf8('/ \r\n'), input: typed('x'), hint: 'one\ntwo' };
    expect(drawn(all)).toEqual(['→ GET', '› / CRLF', '› x|', '', '  one', '  two']);
    expect(drawn(all, { columns: 30, rows: 6 })).toEqual(['→ GET', '› / CRLF', '› x|', '  one', '  two']);
  });

  test('in key mode the cursor follows the sent octets', () => {
    expect(drawn({ mode: 'key', open: openRow('GET ') })).toEqual(['→ GET |']);
    expect(drawn({ mode: 'key', open: openRow('a'.repeat(28)) })).toEqual([`→ ${'a'.repeat(28)}`, '|']);
    expect(drawn({ mode: 'key', input: typed('left over') })).toEqual(['› |']);
  });

  test('a paste shows its line ends, and as much as there is room for', () => {
    expect(drawn({ input: paste(NO_INPUT, 'a\nb\r\nc') })).toEqual(['› aLF', '› bCRLF', '› c|']);
    const long = paste(NO_INPUT, 'line\n'.repeat(100));
    const lines = drawn({ input: long, hint: 'words' });
    expect(lines.length).toBeLessThanOrEqual(SIZE.rows);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}… \d+ more lines\|$/));
  });
});

test('the block always fits, and the cursor is always in it', () => {
  const texts = fc.array(fc.constantFrom('a', 'Ж', '你', '\x1b', 'ab '), { maxLength: 200 }).map((all) => all.join(''));
  const sizes = fc.record({ columns: fc.integer({ min: 20, max: 60 }), rows: fc.integer({ min: 1, max: 12 }) });
  const prompts = fc.record({
    input: fc.oneof(
      texts.chain((text) => fc.nat([...text].length).map((n) => typed(text, [...text].slice(0, n).join('').length))),
      fc.array(texts, { minLength: 2, maxLength: 20 }).map((lines) => paste(NO_INPUT, lines.join('\n'))),
    ),
    mode: fc.constantFrom('line' as const, 'key' as const),
    open: fc.option(texts.map((text) => openRow(`x${text.replaceAll(/[^a-b]/g, '')}`))),
    inFlight: texts.map(utf8),
    hidden: fc.nat(2),
    hint: texts,
  });
  fc.assert(
    fc.property(prompts, sizes, (prompt, size) => {
      const { lines, row, column } = promptBlock(en, { ...EMPTY, ...prompt }, size);
      expect(lines.length).toBeLessThanOrEqual(Math.max(1, size.rows));
      expect(row >= 0 && row < lines.length).toBe(true);
      expect(column >= 0 && column < size.columns).toBe(true);
      for (const { spans } of lines) expect(cellsOfSpans(spans)).toBeLessThanOrEqual(size.columns);
      expect(lines.at(-1)?.soft).toBe(false);
    }),
  );
});
