/** The busy profiles: each is its original and the one line that works. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROFILES, profileOf } from '#shared/profiles/index.ts';
import { BUSY, PATCHED, runnableOf } from '#shared/profiles/patched-profiles.ts';
import { sourceFileOf } from '#shared/profiles/source-file.ts';
import { originalOf } from '#shared/servers/facts.ts';
import { isBusy } from '#shared/servers/names.ts';
import { serverName } from '#shared/text/en/servers.ts';

const read = (file: string) => readFileSync(new URL(`../../shared/profiles/${file}`, import.meta.url), 'utf8');

/** Imports of a file one folder further down. */
const deeper = (text: string) =>
  text.replace(/ from '\.(\.?)\//g, (_, up: string) => (up === '' ? " from '../" : " from '../../"));

it('are three', () => {
  expect(BUSY.map(({ id }) => id)).toEqual(['tcp-upper+busy', 'tcp-upper-select+busy', 'tcp-upper-tasks+busy']);
  const ports = [...PROFILES, ...PATCHED, ...BUSY].map(({ port }) => port);
  expect(new Set(ports).size).toBe(ports.length);
});

it.each(BUSY)('$id is its original and one line more, which sleeps', ({ id, file, original }) => {
  const lines = read(file).split('\n');
  const works = lines.filter((line) => line.includes('os.sleep(1)'));
  expect(works).toHaveLength(1);
  expect(works[0]).toMatch(/^ +if \(.*startsWith\('work'\)\) yield\* os\.sleep\(1\);$/);
  expect(lines.filter((line) => !works.includes(line)).join('\n')).toBe(deeper(read(profileOf(original)?.file ?? '')));
  expect(isBusy(id)).toBe(true);
  expect([originalOf(id)?.id, runnableOf(id)?.id]).toEqual([original, id]);
  expect(sourceFileOf(id)).toMatchObject({ file });
  expect(serverName(id)).toMatch(/, with work$/);
});

it('no other server is busy', () => {
  for (const { id } of [...PROFILES, ...PATCHED]) expect(isBusy(id)).toBe(false);
});
