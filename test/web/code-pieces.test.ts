/** The profiles' files as the page has them: all are there, with and without probes, and cut without loss. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PROFILES } from '#shared/profiles/index.ts';
import { sourceFileOf } from '#shared/profiles/source-file.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import { sourceOf } from '../../apps/web/src/session/profiles/sources.ts';
import { traceOf } from '../../apps/web/src/session/profiles/traces.ts';
import { piecesOf } from '../../apps/web/src/ui/code-pieces.ts';
import { dropped, open, reads, script, told } from '../transcript/script.ts';

describe.each(PROFILES.map(({ id, file }) => ({ id, file })))('$id', ({ id, file }) => {
  it('shows its file as it stands', () => {
    const text = readFileSync(fileURLToPath(new URL(`../../shared/profiles/${file}`, import.meta.url)), 'utf8');
    const shown = sourceOf(id);
    expect(`${shown?.lines.join('\n')}\n`).toBe(text);
    for (const line of shown?.lines ?? []) {
      expect(
        piecesOf(line, 'typescript')
          .map((piece) => piece.text)
          .join(''),
      ).toBe(line);
    }
  });

  it('can be traced, line by line', () => {
    const replay = new Replay();
    replay.append(script(open({ server: id })));
    const trace = traceOf(replay);
    expect(trace?.steps.length).toBeGreaterThan(0);
    const first = id === 'static-threads' ? [told('load', '0')] : [];
    replay.append(script(open({ server: id }), ...first, reads('x')).slice(1));
    expect(traceOf(replay)).toBe(trace);
    expect(trace?.strayed).toBe(null);
  });
});

it('has no file for a server that is not a profile', () => {
  expect([sourceOf('engine'), sourceOf('node-http'), sourceOf('')]).toEqual([null, null, null]);
  expect(traceOf(new Replay())).toBe(null);
});

it('knows a patched server by its name', () => {
  expect(sourceFileOf('users-api+mended:no-accept')).toMatchObject({
    profile: { id: 'users-api' },
    file: 'patched/users-api-no-accept.ts',
  });
  expect(sourceFileOf('engine+mended:x')).toBe(null);
  // No file of this name: nothing to show, and nothing breaks.
  expect(sourceOf('echo+mended:nothing')).toBe(null);
});

it('fetches the file of a patched server on first use', async () => {
  const server = 'users-api+mended:no-accept';
  expect(sourceOf(server)).toBe(null);
  await expect.poll(() => sourceOf(server)?.path).toBe('shared/profiles/patched/users-api-no-accept.ts');
  const replay = new Replay();
  replay.append(script(open({ server })));
  expect(traceOf(replay)?.steps.at(-1)).toMatchObject({ within: '#parseRequestLine', position: 1 });
});

it('traces nothing behind a gap', () => {
  const replay = new Replay();
  replay.append(script(open({ server: 'echo' })));
  const trace = traceOf(replay);
  replay.append(script(open(), dropped(1, 1)).slice(1));
  expect(traceOf(replay)).toBe(trace);
  expect(trace?.lost).toBe(true);
});

it.each([
  [
    "const a = 'if'; // x",
    [
      ['const', 'word'],
      [' a = ', 'plain'],
      ["'if'", 'string'],
      ['; ', 'plain'],
      ['// x', 'comment'],
    ],
  ],
  [
    '  this.#of(of)',
    [
      ['  ', 'plain'],
      ['this', 'word'],
      ['.#of(', 'plain'],
      ['of', 'word'],
      [')', 'plain'],
    ],
  ],
])('colours %j', (line, pieces) => {
  expect(piecesOf(line, 'typescript').map(({ text, look }) => [text, look])).toEqual(pieces);
});

it('colours Python', () => {
  expect(piecesOf("    return b'x'  # if", 'python').map(({ text, look }) => [text, look])).toEqual([
    ['    ', 'plain'],
    ['return', 'word'],
    [' ', 'plain'],
    ["b'x'", 'string'],
    ['  ', 'plain'],
    ['# if', 'comment'],
  ]);
});
