/** The shelf as data: every experiment whole, with words for everything, and a claim for every server. */
import { describe, expect, it } from 'vitest';
import { type Claim, differencesIn, does, padded, THEMES } from '#shared/experiments/experiment.ts';
import { EXPERIMENTS, experimentAfter, experimentOf } from '#shared/experiments/index.ts';
import { NAIVE_PROXY } from '#shared/servers/peers.ts';
import { en } from '#shared/text/en/index.ts';
import { type Outcome, outcomeOf } from '#shared/transcript/judge/outcome.ts';
import { octetsOfWrites, readWrites } from '#shared/transcript/view/sending.ts';
import { BACK_CHOICES, chainId, SERVER_CHOICES } from '../../apps/web/src/session/compare/server-choices.ts';
import { fin, open, reads, script, writes } from '../transcript/script.ts';

/** The naive proxy is on every machine; which other fronts there are is not the shelf's to know. */
const IDS = [...SERVER_CHOICES.map(({ id }) => id), ...BACK_CHOICES.map(({ id }) => chainId(NAIVE_PROXY, id))];
const SECTION = /^RFC 91(10|12) §\d+(\.\d+)*$/;

it('holds at least 28, each under its own name, and some for every theme', () => {
  expect(EXPERIMENTS.length).toBeGreaterThanOrEqual(28);
  expect(new Set(EXPERIMENTS.map(({ id }) => id)).size).toBe(EXPERIMENTS.length);
  for (const theme of THEMES) expect(EXPERIMENTS.filter((one) => one.theme === theme).length, theme).toBeGreaterThan(4);
});

it('has words for these and for no others', () => {
  expect(Object.keys(en.experiments.words)).toEqual(EXPERIMENTS.map(({ id }) => id));
});

describe.each(EXPERIMENTS.map((experiment) => [experiment.id, experiment] as const))('%s', (id, experiment) => {
  const words = en.experiments.words[id];

  it('has two to four answers, one of them right, each with its reason, and the section', () => {
    expect(experiment.answers.length).toBeGreaterThanOrEqual(2);
    expect(experiment.answers.length).toBeLessThanOrEqual(4);
    expect(experiment.answers).toContain(experiment.right);
    expect(Object.keys(words.answers)).toEqual(experiment.answers);
    const said = Object.values(words.answers).flat();
    expect(new Set(said).size).toBe(said.length);
    for (const sentence of said) expect(sentence.length).toBeGreaterThan(2);
    expect(experiment.section).toMatch(SECTION);
  });

  it('asks a question, has one sentence for the shelf, and says where to look', () => {
    expect(words.question).toMatch(/\?$/);
    for (const sentence of [words.title, words.line, words.look]) expect(sentence.trim()).not.toBe('');
  });

  it('sends octets, and claims something of at least two servers, in the order of Compare', () => {
    const written = readWrites(experiment.text);
    expect(written.ok && octetsOfWrites(written.writes).length).toBeGreaterThan(0);
    const servers = experiment.claims.map(({ server }) => server);
    expect(servers.length).toBeGreaterThan(1);
    expect(servers).toEqual(servers.filter((server) => IDS.includes(server)));
    expect(new Set(servers).size).toBe(servers.length);
  });
});

it('pads to the octet', () => {
  for (const length of [1023, 1024, 1025]) {
    const written = readWrites(padded(length));
    expect(written.ok && octetsOfWrites(written.writes).length).toBe(length);
  }
});

it('leads from each to the next, and from the last to none', () => {
  expect(experimentAfter(EXPERIMENTS[0]?.id ?? '')).toBe(EXPERIMENTS[1]);
  expect(experimentAfter(EXPERIMENTS.at(-1)?.id ?? '')).toBeNull();
  expect(experimentAfter('no such thing')).toBeNull();
  expect(experimentOf('recv-1024')?.theme).toBe('tutorials');
});

describe('a claim', () => {
  const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
  const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
  const outcome: Outcome = outcomeOf(script(open({ server: 'one-page' }), reads(GET), writes(OK), fin('server')));

  it.each<[string, Claim, readonly string[]]>([
    ['holds', does('one-page', [200], 'closed', { requests: 1, consumed: 27, says: '200 OK', lacks: 'Allow' }), []],
    ['takes closed for an end', does('one-page', [200], 'ended'), []],
    ['of another status', does('one-page', [404], 'closed'), ['statuses']],
    ['of two answers', does('one-page', [200, 200], 'closed'), ['statuses']],
    ['of another fate', does('one-page', [200], 'kept'), ['fate']],
    ['of more requests', does('one-page', [200], 'closed', { requests: 2 }), ['requests']],
    ['of fewer octets', does('one-page', [200], 'closed', { consumed: 8 }), ['consumed']],
    ['of words it lacks', does('one-page', [200], 'closed', { says: 'Allow' }), ['says']],
    ['of no such words', does('one-page', [200], 'closed', { lacks: '200 OK' }), ['lacks']],
    ['of a chain that is none', does('one-page', [200], 'closed', { chain: 'agree' }), ['chain']],
  ])('%s', (_name, claim, differs) => {
    expect(differencesIn(claim, outcome)).toEqual(differs);
  });

  it('of a chain is checked against its verdict', () => {
    const claim = does('naive-proxy>rfc', [200], 'closed', { chain: 'agree' });
    expect(differencesIn(claim, outcome, { is: 'agree', requests: 1, exact: true })).toEqual([]);
    expect(differencesIn(claim, outcome, { is: 'front-waits' })).toEqual(['chain']);
  });
});
