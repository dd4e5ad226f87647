/** The patches: what setup writes from them is each profile with one patch, and one that does not fit says which line. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PATCHES } from '#shared/profiles/patched/patches.ts';
import { BUSY, PATCHED } from '#shared/profiles/patched-profiles.ts';
import { applied, patchesIn } from '../../apps/server/setup/diff.mjs';
import { patchedFiles } from '../../apps/server/setup/patched.mjs';

const FOLDER = new URL('../../shared/profiles/patched/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');

/** Imports of a file one folder further down. */
const deeper = (text: string): string =>
  text.replace(/ from '\.(\.?)\//g, (_, up: string) => (up === '' ? " from '../" : " from '../../"));

describe('a patched file', () => {
  it.each(PATCHES)('is the original with its patch: $file', ({ of, file, hunks }) => {
    expect(read(file)).toBe(deeper(applied(read(`../${of}`), hunks)));
  });

  it('is one of those listed, up to date, and none is left over', () => {
    const files = patchedFiles();
    expect(readdirSync(FOLDER).sort()).toEqual([...files.keys()].sort());
    for (const [file, text] of files) expect(read(file), file).toBe(text);
    expect([...PATCHED, ...BUSY].map(({ file }) => file).sort()).toEqual(
      PATCHES.map(({ file }) => `patched/${file}`).sort(),
    );
  });

  it('changes a few lines only', () => {
    for (const { file, hunks } of PATCHES) {
      expect(hunks.flatMap(({ lines }) => lines).length, file).toBeLessThanOrEqual(10);
      let end = 0;
      for (const hunk of hunks) {
        expect(hunk.start, file).toBeGreaterThan(end);
        end = hunk.end;
      }
    }
  });
});

const SOURCE = 'one\ntwo\nthree\ntwo\nfour\n';
const patchIn = (...body: string[]) =>
  patchesIn('echo', ['Fixes: a, b', 'Section: RFC 862', ...body, ''].join('\n'), SOURCE);

describe('a patch', () => {
  it('names lines by their text', () => {
    const [patch] = patchIn('@@', '+zero', ' one', '@@', ' three', '-two', '+2', '+2½', '@@', '-four', '+4');
    expect(patch).toEqual({
      ...{ of: 'echo.ts', file: 'echo-a.ts', fixes: ['a', 'b'], section: 'RFC 862' },
      hunks: [
        { start: 1, end: 1, lines: ['zero'] },
        { start: 4, end: 5, lines: ['2', '2½'] },
        { start: 5, end: 6, lines: ['4'] },
      ],
    });
    expect(applied(SOURCE, patch!.hunks)).toBe('zero\none\ntwo\nthree\n2\n2½\n4\n');
  });

  it('may fix nothing, and may stand beside others', () => {
    const diff = 'Fixes: a\nSection: B\n@@\n-one\n\nVariant: busy\n@@\n one\n+1\n';
    expect(patchesIn('echo', diff, SOURCE)).toMatchObject([
      { file: 'echo-a.ts', fixes: ['a'], hunks: [{ start: 1, end: 2, lines: [] }] },
      { file: 'echo-busy.ts', fixes: [], section: '', hunks: [{ start: 2, end: 2, lines: ['1'] }] },
    ]);
  });

  it('names the section it follows', () => {
    const message = 'shared/profiles/patches/echo.diff:1: this patch does not name its Section';
    expect(() => patchesIn('echo', 'Fixes: a\n@@\n-one\n', SOURCE)).toThrow(new Error(message));
  });

  it.each([
    [['@@', ' one', '-2', '+3'], '5: echo.ts has no such line here: 2'],
    [['@@', '-zero'], '4: echo.ts has no such line: zero'],
    [['@@', '-two', '+2'], '4: echo.ts has this more than once; give more of its lines: two'],
    [['@@', '+zero'], '4: a hunk needs a line of echo.ts to stand beside'],
    [['@@', '-four', '@@', '-one'], '1: the hunks of this patch are not in the order of their lines'],
    [['@@', ' one'], '1: this patch changes nothing'],
    [['@@', 'one'], '4: expected a field, "@@", or a line of a hunk, not: one'],
    [['+one'], '3: expected a field, "@@", or a line of a hunk, not: +one'],
  ])('names the fault in %j', (body, message) => {
    expect(() => patchIn(...body)).toThrow(new Error(`shared/profiles/patches/echo.diff:${message}`));
  });
});
