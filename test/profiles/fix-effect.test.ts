/** A patched profile beside its original: the summary of the same connections always differs. */
import { describe, expect, it } from 'vitest';
import { fixEffects } from '#shared/profiles/fix-effect.ts';
import { fixOf } from '#shared/profiles/fixes.ts';
import { PROFILES } from '#shared/profiles/index.ts';
import { proofOf } from '#shared/profiles/proof.ts';
import type { ProfileId } from '#shared/servers/names.ts';
import { en } from '#shared/text/en/index.ts';

function effectsOf(id: ProfileId, shortcoming: string) {
  const proof = proofOf(id, shortcoming);
  if (proof === null) throw new Error(`${id} ${shortcoming} has no fix`);
  return fixEffects(proof);
}

const FIXED = PROFILES.flatMap(({ id, shortcomings }) =>
  shortcomings.filter((one) => fixOf(id, one.id) !== null).map((one) => [id, one.id] as const),
);

describe('the effect of a fix', () => {
  it.each(FIXED)('differs for %s, %s, and in words', (id, shortcoming) => {
    const { original, patched } = effectsOf(id, shortcoming);
    expect(patched).not.toEqual(original);
    expect(en.servers.effect(patched)).not.toBe(en.servers.effect(original));
  });

  it.each([
    ['users-api', 'no-accept', /500 b'Internal Server Error'/, /200 OK/],
    ['web-server-1.0', 'full-read', /^No response.*waits in `recv`/, /200 OK.*closed/],
    ['users-api', 'stored-xss', /<script>/, /&lt;script&gt;/],
    ['users-api', 'left-open', /left open/, /closed/],
    ['static-threads', 'race', /Visits: 1/, /Visits: 2/],
    ['three-answers', 'one-word', /crashed with `ValueError/, /400/],
    ['udp-upper', 'cut', /2.048 octets/, /octets/],
  ] as const)('of %s, %s reads as it should', (id, shortcoming, before, after) => {
    const { original, patched } = effectsOf(id, shortcoming);
    expect(en.servers.effect(original)).toMatch(before);
    expect(en.servers.effect(patched)).toMatch(after);
  });
});
