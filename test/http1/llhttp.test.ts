/**
 * Octet's request parser beside llhttp, the parser of Node: every way in which they differ stands, reviewed, in
 * llhttp/differences.md. `OCTET_MUTATIONS=1000000 OCTET_SEED=7 npx vitest … test/http1/llhttp.test.ts` looks further.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { escapeOctets } from '#shared/base/octets.ts';
import type { Mode } from '#shared/base/options.ts';
import { RULES } from '#shared/http1/rules.ts';
import { loadCases } from '../cases/load.ts';
import { FULL, times } from '../full.ts';
import { testSeed } from '../seed.ts';
import { differenceOf, leavesHttp } from './llhttp/difference.ts';
import { mutationsOf } from './llhttp/mutations.ts';
import { endsByNode, readByNode } from './llhttp/node-reader.ts';
import { endsByOctet, phaseAfter, readByOctet } from './llhttp/octet-reader.ts';

const MODES: readonly Mode[] = ['hardened', 'rfc'];
const MUTATIONS = Number(process.env.OCTET_MUTATIONS ?? times(100_000));
/** From this seed a full run of mutations has come upon every difference of the list. */
const EVERY_DIFFERENCE = 1;
/** So often the loop of events turns, for Node to clean up its parsers. */
const TURN = 1000;

/** The versions the list was reviewed with. */
const REVIEWED = /^v20\./;

const CASES = loadCases().flatMap(({ kind, octets }) => (kind === 'request' ? [octets] : []));

/** A heading of the list names a class, or several codes and several phases of llhttp's refusals. */
function classesOf(heading: string): readonly string[] {
  const [, codes, phases] = /^llhttp refuses (.+) in (.+)$/.exec(heading) ?? [];
  if (codes === undefined || phases === undefined) return [heading];
  return codes.split(', ').flatMap((code) => phases.split(', ').map((phase) => `llhttp refuses ${code} in ${phase}`));
}

const LIST = readFileSync(new URL('./llhttp/differences.md', import.meta.url), 'utf8')
  .split('\n## ')
  .slice(1)
  .map((part) => {
    const [heading = '', right = '', , ...words] = part.split('\n');
    return { heading, right, words: words.join(' ').trim() };
  });

/** The class of the difference between both readings of some octets, or null. */
function classOf(octets: Uint8Array, mode: Mode): string | null {
  const theirs = readByNode(octets);
  const found = differenceOf(readByOctet(octets, mode), theirs);
  if (found === null || !found.startsWith('llhttp refuses')) return found;
  return `${found} in ${phaseAfter(octets.subarray(0, theirs.at), mode)}`;
}

test.each(LIST)('the list says who is right: $heading', ({ heading, right, words }) => {
  expect(right).toMatch(/^Right: (Octet|llhttp|both), RFC 911[02] §[\d.]+$/);
  expect(words.length).toBeGreaterThan(40);
  const rule = /^Octet refuses (.+)$/.exec(heading)?.[1];
  if (rule !== undefined) expect(Object.keys(RULES)).toContain(rule);
});

test('every difference is on the list', { timeout: 120_000 }, async () => {
  const known = new Set(LIST.flatMap(({ heading }) => classesOf(heading)));
  const seen = new Set<string>();
  const unknown = new Map<string, string>();
  const look = (octets: Uint8Array): void => {
    for (const mode of MODES) {
      const found = classOf(octets, mode);
      if (found !== null) seen.add(found);
      if (found !== null && !known.has(found)) unknown.set(found, `${mode}: ${escapeOctets(octets)}`);
    }
  };
  CASES.forEach(look);
  for (const seed of FULL ? [EVERY_DIFFERENCE, testSeed()] : [testSeed()]) {
    const mutations = mutationsOf(CASES, seed);
    for (let count = 0; count < MUTATIONS; count++) {
      look(mutations.next().value as Uint8Array);
      if (count % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
  expect(Object.fromEntries(unknown)).toEqual({});
  // Other versions of Node have other versions of llhttp, which need not differ in all of these.
  if (FULL && REVIEWED.test(process.version)) {
    const stale = LIST.filter(({ heading }) => !classesOf(heading).some((name) => seen.has(name)));
    expect(stale.map(({ heading }) => heading)).toEqual([]);
  }
});

test('where both agree, header sections and requests end at the same octets', () => {
  let compared = 0;
  for (const octets of CASES) {
    const { requests } = readByOctet(octets, 'rfc');
    if (classOf(octets, 'rfc') !== null || requests.some(leavesHttp)) continue;
    expect(endsByOctet(octets, 'rfc'), escapeOctets(octets)).toEqual(endsByNode(octets));
    compared += requests.length;
  }
  expect(compared).toBeGreaterThan(50);
});

test('the same seed gives the same mutations', () => {
  const some = (seed: number): string[] => {
    const mutations = mutationsOf(CASES, seed);
    return Array.from({ length: 50 }, () => escapeOctets(mutations.next().value as Uint8Array));
  };
  expect(some(3)).toEqual(some(3));
  expect(some(3)).not.toEqual(some(4));
});
