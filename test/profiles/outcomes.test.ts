/** The reviewed table of outcomes against what the profiles do; and what is wrong in it against what the page says. */
import { describe, expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { engineOutcomeOf, refusalIn } from './engine-outcome.ts';
import { judge, REASONS, verdictOf } from './judge.ts';
import { HTTP_PROFILES, type Outcome, outcomeOf, REQUESTS } from './outcome.ts';
import { outcomeRows, outcomesDocument } from './outcomes.ts';
import { referenceOf } from './reference.ts';

const rows = outcomeRows();

/**
 * What the parser passes on in mode rfc, since the RFC leaves a path to whoever owns the resource, and the demo site's
 * routes will not: a segment is decoded before a route sees it, and a NUL in it would be a name no route can have.
 */
const REFUSED_BY_ROUTES: ReadonlySet<string> = new Set(["targets.md: A backslash in the path, by the RFC's reader"]);

describe('the table of outcomes', () => {
  it('is what the profiles and the engine do', async () => {
    const engine = new Map<string, string>();
    for (const wire of REQUESTS) engine.set(wire.id, (await engineOutcomeOf(wire)).name);
    await expect(outcomesDocument(rows, engine)).toMatchFileSnapshot('outcomes.md');
  });

  it('has the engine refuse what a case refuses, and with the status of its rule', async () => {
    for (const wire of REQUESTS) {
      const { status } = await engineOutcomeOf(wire);
      const refusal = refusalIn(wire);
      if (refusal !== null) expect(status, wire.id).toBe(refusal);
      else expect(REFUSED_BY_ROUTES.has(wire.id) ? [400] : [null, 200, 204, 404, 405, 501], wire.id).toContain(status);
    }
  });

  it('has a row for every request and profile', () => {
    expect(REQUESTS.length).toBeGreaterThan(250);
    expect(new Set(REQUESTS.map(({ id }) => id)).size).toBe(REQUESTS.length);
    expect(rows.length).toBe(REQUESTS.length * HTTP_PROFILES.length);
  });

  it('has a shortcoming for everything that is wrong, and only shortcomings that there are', () => {
    const wrong = rows.flatMap(({ profile, id, findings }) =>
      findings
        .filter(({ reason, shortcoming }) => REASONS[reason][0] === 'wrong' && shortcoming === null)
        .map(({ reason, rule }) => `${profile}, ${id}: ${reason} ${rule}`),
    );
    expect(wrong).toEqual([]);
    for (const { id, shortcomings } of HTTP_PROFILES) {
      const known = shortcomings.map((one) => one.id);
      const named = rows.filter(({ profile }) => profile === id).flatMap(({ findings }) => findings);
      for (const { shortcoming } of named) if (shortcoming !== null) expect(known).toContain(shortcoming);
    }
  });

  /** These need more than one request, another resource than the cases ask for, or certain reads. */
  it('shows every shortcoming that one request can show', () => {
    const hidden = HTTP_PROFILES.map(({ id, shortcomings }) => {
      const shown = rows.filter(({ profile }) => profile === id).flatMap(({ findings }) => findings);
      const names = new Set(shown.map(({ shortcoming }) => shortcoming));
      return [id, ...shortcomings.map((one) => one.id).filter((one) => !names.has(one))];
    });
    expect(hidden).toEqual([
      ['web-server-1.0', 'full-read', 'serial'],
      ['one-page', 'serial'],
      ['static-threads', 'characters', 'traversal', 'binary', 'cut', 'race'],
      ['users-api', 'no-accept', 'any-type', 'any-method', 'host-case', 'stored-xss', 'no-age', 'serial'],
      ['three-answers'],
    ]);
  });
});

describe('a judgement', () => {
  const judged = (id: string, outcome: Partial<Outcome>): string[] => {
    const wire = REQUESTS.find((one) => one.id === id)!;
    const whole: Outcome = { status: null, head: '', content: 0, end: 'fin', died: null, ...outcome };
    const findings = judge(whole, referenceOf(wire), wire);
    return [verdictOf(findings), ...findings.map(({ reason }) => reason)];
  };

  it.each<[string, Partial<Outcome>, string[]]>([
    ['request-line.md: The smallest HTTP/1.1 request', { status: 200 }, ['right', 'answered']],
    ['request-line.md: The smallest HTTP/1.1 request', { status: 400 }, ['wrong', 'refusal']],
    ['request-line.md: The smallest HTTP/1.1 request', {}, ['wrong', 'unanswered']],
    ['request-line.md: The smallest HTTP/1.1 request', { end: 'open', died: 'X: y' }, ['wrong', 'dies']],
    ['host.md: Host is missing', { status: 400 }, ['right', 'refused']],
    ['host.md: Host is missing', { status: 404 }, ['wrong', 'other-error-must']],
    ['host.md: Host is missing', { status: 200 }, ['wrong', 'accepted']],
    ['host.md: Host is missing', {}, ['wrong', 'silent-must']],
    ['ends.md: FIN inside the request line', {}, ['right', 'gave-up']],
    ['versions.md: HTTP/0.9', {}, ['tolerated', 'silent']],
    ['targets.md: authority-form', { status: 405, head: 'x\r\nAllow: GET\r\n\r\n' }, ['right', 'not-allowed']],
  ])('of %s and %j', (id, outcome, expected) => {
    expect(judged(id, outcome)).toEqual(expected);
  });

  it('is made over what the case holds', () => {
    const [profile] = HTTP_PROFILES;
    const wire = REQUESTS.find(({ octets }) => latin1(octets).startsWith('GET / HTTP/1.1'))!;
    expect(outcomeOf(profile!, wire)).toMatchObject({ status: 200, content: 20, end: 'fin', died: null });
  });
});
