/** The probes: they change no line, they can be taken out, and the profile does the same with them as without. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { PROFILES } from '#shared/profiles/index.ts';
import { type Played, play } from '#shared/profiles/memory.ts';
import { PATCHED } from '#shared/profiles/patched-profiles.ts';
import { type Place, type Variables, watch } from '#shared/profiles/probe.ts';
import { withoutProbes, withProbes } from '../../apps/web/probes.ts';
import { probed } from '../profiles/probed.ts';

const sourceOf = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../shared/profiles/${file}`, import.meta.url)), 'utf8');

/** Calls and outcomes, without the identity of what they hold. */
const told = ({ made, died }: Played): string =>
  JSON.stringify([made.map(({ call, outcome }) => [call, outcome]), died?.message]);

describe.each(PROFILES.map(({ id, file }) => ({ id, file })))('$id', ({ id, file }) => {
  const source = sourceOf(file);

  it('is the file that is shown, once the probes are taken out', () => {
    const code = withProbes(source);
    expect(code).not.toBe(source);
    expect(withoutProbes(code)).toBe(source);
    expect(code.split('\n').length).toBe(source.split('\n').length);
  });

  it('does the same with probes as without, and runs only lines that are there', async () => {
    const profile = PROFILES.find((one) => one.id === id)!;
    const { serve } = await probed(id);
    const lines: Place[] = [];
    const watcher = { at: (place: Place) => void lines.push(place), thrown: () => undefined };
    const hello = ['GET / HTTP/1.1\r\nHost: example.local\r\n\r\n', 'x', '\xff'];
    for (const text of [...hello, ...profile.shortcomings.flatMap(({ writes }) => writes)]) {
      const setup = {
        ...(profile.tree !== null && { tree: profile.tree }),
        visitors: [{ reads: [fromLatin1(text)], after: 'fin' as const }],
        datagrams: [{ bytes: fromLatin1(text), from: ['127.0.0.1', 1] as const }],
      };
      const watched = watch(watcher, () => play(serve, setup));
      expect(told(watched)).toBe(told(play(profile.serve, setup)));
    }
    expect(lines.length).toBeGreaterThan(10);
    const text = source.split('\n');
    for (const { line, end } of lines) {
      expect(text[line - 1]?.trim()).toMatch(/^[^/*\s]/);
      expect(end).toBeGreaterThanOrEqual(line);
    }
  });
});

it('takes nothing from the patched files', () => {
  expect(PATCHED.length).toBeGreaterThan(10);
  for (const { file } of PATCHED) expect(withoutProbes(withProbes(sourceOf(file), '../probe.ts'))).toBe(sourceOf(file));
});

/** What a probed function tells while it runs. */
function run(source: string, ...given: unknown[]): { lines: string[]; thrown: unknown[] } {
  const lines: string[] = [];
  const thrown: unknown[] = [];
  const body = withProbes(source).replace(/^\/\*\[\*\/.*?\/\*\]\*\//, '');
  const main = new Function('__at', '__thrown', `${body}; return main;`)(
    (line: number, end: number, within: string, variables: () => Variables) =>
      lines.push(`${within} ${line === end ? line : `${line}-${end}`} ${JSON.stringify(variables())}`),
    (error: unknown) => thrown.push(error),
  );
  try {
    main(...given);
  } catch (error) {
    thrown.push(`out: ${error}`);
  }
  return { lines, thrown };
}

describe('a probe', () => {
  it('knows the variables that have been declared by then, and no others', () => {
    const { lines } = run('function main(a) {\n  const [b, c = 2] = [1];\n  let d;\n  d = a + b;\n  return d;\n}', 5);
    expect(lines).toEqual(['main 2 {"a":5}', 'main 4 {"a":5,"b":1,"c":2}', 'main 5 {"a":5,"b":1,"c":2,"d":6}']);
  });

  it('precedes a statement without braces, and treats an if with a body on its line as one', () => {
    const code = 'function main(a) {\n  for (const b of a)\n    if (b > 1) a.pop();\n    else\n      b.x();\n}';
    expect(run(code, [2]).lines).toEqual(['main 2 {"a":[2]}', 'main 3 {"a":[2],"b":2}']);
    const { lines, thrown } = run(code, [0]);
    expect(lines.at(-1)).toBe('main 5 {"a":[0],"b":0}');
    expect(thrown).toHaveLength(1);
  });

  it('comes again for each turn of a loop with a condition', () => {
    const { lines } = run('function main() {\n  let a = 0;\n  do {\n    a++;\n  } while (a < 2);\n}');
    expect(lines.map((line) => line.split(' ')[1])).toEqual(['2', '4', '5', '4', '5']);
  });

  it.each([
    ['try {\n throw 1;\n } catch {\n }', [1]],
    ['try {\n throw 1;\n } catch (e) {\n throw 2;\n } finally {\n }', [1, 2, 'out: 2']],
    ['try {\n throw 1;\n } finally {\n }', [1, 'out: 1']],
    ['try {\n } finally {\n }', []],
  ])('tells of every exception that passes: %j', (body, thrown) => {
    expect(run(`function main() {\n${body}\n}`).thrown).toEqual(thrown);
  });

  it('names the enclosing function', () => {
    const code =
      'class A {\n  #b() {\n    return 1;\n  }\n  c() {\n    return this.#b();\n  }\n}\nfunction main() {\n  new A().c();\n}';
    expect(run(code).lines.map((line) => line.split(' ')[0])).toEqual(['main', 'c', '#b']);
  });
});
