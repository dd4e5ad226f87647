/**
 * Octet's request parser beside llhttp, the parser of Node: every way in which they differ stands, reviewed, in
 * llhttp/differences.md. `OCTET_MUTATIONS=1000000 OCTET_SEED=7 npx vitest … test/http1/llhttp.test.ts` looks further.
 */
import { expect, test } from 'vitest';
import { escapeOctets } from '#shared/base/octets.ts';
import type { Mode } from '#shared/base/options.ts';
import { RULES } from '#shared/http1/rules.ts';
import { loadCases } from '../cases/load.ts';
import { times } from '../full.ts';
import { differenceOf, leavesHttp } from './llhttp/difference.ts';
import { LIST, REVIEWED, reviewedFor } from './llhttp/list.ts';
import { mutationsOf } from './llhttp/mutations.ts';
import { endsByNode, readByNode } from './llhttp/node-reader.ts';
import { endsByOctet, phaseAfter, readByOctet } from './llhttp/octet-reader.ts';

const MODES: readonly Mode[] = ['hardened', 'rfc'];
const MUTATIONS = Number(process.env.OCTET_MUTATIONS ?? times(100_000));
/** Fixed by default: a difference that nobody has reviewed is a finding, not a fault of today's change. */
const SEED = Number(process.env.OCTET_SEED ?? 1);
/** So often the loop of events turns, for Node to clean up its parsers. */
const TURN = 1000;

/** The version in this Node, and the reviewed one whose list it is held to. */
const LLHTTP = process.versions.llhttp ?? 'none';
const HELD_TO = reviewedFor(LLHTTP);
const DIFFERENCES = LIST.filter(({ versions }) => versions.includes(HELD_TO));
const TO_REVIEW = `Node ${process.version} has llhttp ${LLHTTP}, held here to the list of llhttp ${HELD_TO}. Its own differences
belong in test/http1/llhttp/differences.md, whose first lines say how to add a version.`;

const CASES = loadCases().flatMap(({ kind, octets }) => (kind === 'request' ? [octets] : []));

/** The class of the difference between both readings of some octets, or null. */
function classOf(octets: Uint8Array, mode: Mode): string | null {
  const theirs = readByNode(octets);
  const found = differenceOf(readByOctet(octets, mode), theirs);
  if (found === null || !found.startsWith('llhttp refuses')) return found;
  return `${found} in ${phaseAfter(octets.subarray(0, theirs.at), mode)}`;
}

test.each(LIST)('the list says who is right: $heading', ({ heading, right, versions, examples, words }) => {
  expect(right).toMatch(/^(Octet|llhttp|both), RFC 911[02] §[\d.]+$/);
  expect(words.length).toBeGreaterThan(40);
  expect(examples.length).toBeGreaterThan(0);
  expect(REVIEWED).toEqual(expect.arrayContaining([...versions]));
  const rule = /^Octet refuses (.+)$/.exec(heading)?.[1];
  if (rule !== undefined) expect(Object.keys(RULES)).toContain(rule);
});

test('the list holds for the llhttp of this Node', () => {
  expect(LLHTTP).toMatch(/^\d+\.\d+\.\d+$/);
  if (!REVIEWED.includes(LLHTTP)) console.warn(TO_REVIEW);
});

test.each(LIST)('exactly the listed versions show it: $heading', ({ classes, versions, examples }) => {
  for (const { mode, octets, text } of examples) {
    const found = classOf(octets, mode) ?? 'no difference';
    expect(classes.includes(found), `${mode}: ${text}: ${found}\n${TO_REVIEW}`).toBe(versions.includes(HELD_TO));
  }
});

test('every difference is on the list', { timeout: 120_000 }, async () => {
  const known = new Set(DIFFERENCES.flatMap(({ classes }) => classes));
  const unknown = new Map<string, string>();
  const look = (octets: Uint8Array): void => {
    for (const mode of MODES) {
      const found = classOf(octets, mode);
      if (found !== null && !known.has(found)) unknown.set(found, `${mode}: ${escapeOctets(octets)}`);
    }
  };
  CASES.forEach(look);
  const mutations = mutationsOf(CASES, SEED);
  for (let count = 0; count < MUTATIONS; count++) {
    look(mutations.next().value as Uint8Array);
    if (count % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(Object.fromEntries(unknown), `OCTET_SEED=${SEED}\n${TO_REVIEW}`).toEqual({});
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
