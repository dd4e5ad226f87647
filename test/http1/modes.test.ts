/** The two modes over one catalogue: where they differ it is by a rule of policy, and no real client notices. */
import { describe, expect, test } from 'vitest';
import { ENGINE_LIMITS } from '#shared/base/options.ts';
import { RULES, type RuleId } from '#shared/http1/rules.ts';
import type { WireCase } from '../cases/load.ts';
import { CASES } from './coverage.ts';
import { runCase } from './record.ts';

/** What `hardened` refuses and mode rfc takes. */
const HARDENED_ONLY: readonly RuleId[] = [
  'content-length-canonical',
  'framing-look-alike',
  'host-list',
  'host-mismatch',
  'target-unsafe',
  'trailer-forbidden',
  // Bad white space around chunk extensions, which has no rule of its own where it is not taken.
  'chunk-extension',
  'chunk-size',
];

const REQUESTS = CASES.filter(({ kind, leniencies }) => kind === 'request' && leniencies === null);

/** The rule by which a case is refused in a mode, or null. */
function refusedBy(wireCase: WireCase, mode: WireCase['mode']): RuleId | null {
  const { verdicts } = runCase({ ...wireCase, mode }).recorder;
  return verdicts.find(({ level }) => level === 'reject')?.rule ?? null;
}

test('mode rfc reports what hardened reports, but for the rules of hardened alone', () => {
  const differing = new Set<RuleId>();
  for (const wireCase of REQUESTS) {
    const [hardened, rfc] = [refusedBy(wireCase, 'hardened'), refusedBy(wireCase, 'rfc')];
    if (hardened === rfc) continue;
    expect(hardened, `${wireCase.where} is refused by mode rfc alone`).not.toBeNull();
    differing.add(hardened as RuleId);
  }
  expect([...differing].sort()).toEqual([...HARDENED_ONLY].sort());
});

test('every rule by which a request is refused has a case in either mode', () => {
  const seen = new Set(
    REQUESTS.flatMap((one) => (['hardened', 'rfc'] as const).map((mode) => `${mode} ${refusedBy(one, mode)}`)),
  );
  const refusing = (Object.keys(RULES) as RuleId[]).filter((id) => seen.has(`hardened ${id}`) || seen.has(`rfc ${id}`));
  const missing = refusing.filter((id) => !HARDENED_ONLY.includes(id) && !seen.has(`rfc ${id}`));
  expect(missing).toEqual([]);
  expect(refusing.length).toBeGreaterThan(40);
});

describe.each(CASES.filter(({ where }) => where.startsWith('real-clients.md')))('$title', (wireCase) => {
  test.each(['hardened', 'rfc'] as const)('is taken in mode %s without a verdict', (mode) => {
    const { recorder } = runCase({ ...wireCase, mode });
    expect(recorder.verdicts).toEqual([]);
    expect(recorder.heads.length).toBe(wireCase.octets.length === 0 ? 0 : 1);
  });
});

test('request lines of 8000 octets are read, as recommended for all servers (RFC 9112 §3)', () => {
  expect(ENGINE_LIMITS.startLine).toBeGreaterThanOrEqual(8000);
});
