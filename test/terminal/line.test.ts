import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_HISTORY, recall, remember } from '#shared/terminal/history.ts';
import { EDITS, type EditName, EMPTY, insert, type Line, lineOf } from '#shared/terminal/line.ts';

/** `ab|c`: a line with its cursor. */
const at = (drawn: string): Line => ({ text: drawn.replace('|', ''), cursor: drawn.indexOf('|') });
const drawn = ({ text, cursor }: Line): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;
const edited = (line: string, ...names: EditName[]): string =>
  drawn(names.reduce((now, name) => EDITS[name](now), at(line)));

describe('editing', () => {
  test('inserts at the cursor', () => {
    expect(drawn(insert(at('ab|c'), 'xy'))).toBe('abxy|c');
  });

  test('moves and erases by code points', () => {
    expect(edited('a👋|b', 'left')).toBe('a|👋b');
    expect(edited('a|👋b', 'right')).toBe('a👋|b');
    expect(edited('你好|', 'backspace')).toBe('你|');
    expect(edited('a👋|b', 'backspace')).toBe('a|b');
    expect(edited('a|👋b', 'delete')).toBe('a|b');
    expect(edited('|a', 'left', 'backspace')).toBe('|a');
    expect(edited('a|', 'right', 'delete')).toBe('a|');
  });

  test('jumps, and erases to where it jumps', () => {
    expect(edited('GET /a|b', 'home')).toBe('|GET /ab');
    expect(edited('GE|T /', 'end')).toBe('GET /|');
    expect(edited('GET /a b|c', 'word-left')).toBe('GET /a |bc');
    expect(edited('GET  |/a b', 'word-left')).toBe('|GET  /a b');
    expect(edited('|GET  /a', 'word-right', 'word-right')).toBe('GET  /a|');
    expect(edited('GET /a|b', 'kill-start')).toBe('|b');
    expect(edited('GET /a|b', 'kill-end')).toBe('GET /a|');
    expect(edited('GET /a b|c', 'kill-word')).toBe('GET /a |c');
  });

  test('never leaves the cursor inside a character, after any edits', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 8 });
    const steps = fc.array(fc.oneof(texts, fc.constantFrom(...(Object.keys(EDITS) as EditName[]))));
    fc.assert(
      fc.property(steps, (all) => {
        let line = EMPTY;
        for (const step of all) line = Object.hasOwn(EDITS, step) ? EDITS[step as EditName](line) : insert(line, step);
        const { text, cursor } = line;
        expect(cursor >= 0 && cursor <= text.length).toBe(true);
        expect([...text.slice(0, cursor), ...text.slice(cursor)]).toEqual([...text]);
      }),
    );
  });
});

describe('history', () => {
  const lines = ['one', 'two', 'two', '', 'three'].reduce(remember, NO_HISTORY);

  test('keeps no empty line and no line twice in a row', () => {
    expect(lines.lines).toEqual(['one', 'two', 'three']);
  });

  test('goes back and forth, and keeps what was being typed', () => {
    const first = recall(lines, lineOf('dra'), -1);
    expect(first?.line).toEqual(lineOf('three'));
    const second = recall(first?.history ?? lines, first?.line ?? EMPTY, -1);
    expect(second?.line.text).toBe('two');
    const back = recall(second?.history ?? lines, second?.line ?? EMPTY, 1);
    const draft = recall(back?.history ?? lines, back?.line ?? EMPTY, 1);
    expect(draft?.line).toEqual(lineOf('dra'));
    expect(recall(draft?.history ?? lines, lineOf('dra'), 1)).toBeNull();
  });

  test('ends at the oldest', () => {
    expect(recall(NO_HISTORY, EMPTY, -1)).toBeNull();
    expect(recall({ ...lines, at: 0 }, EMPTY, -1)).toBeNull();
  });
});
