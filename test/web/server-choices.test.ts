/** Custom engines in Compare: their ids say how they read, and no other text is such an id. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mode, REQUEST_LENIENCIES, type RequestLeniency } from '#shared/base/options.ts';
import {
  choicesOf,
  customEngineOf,
  engineId,
  SERVER_CHOICES,
} from '../../apps/web/src/session/compare/server-choices.ts';

const reading = fc.record({
  mode: fc.constantFrom<Mode>('hardened', 'rfc'),
  leniencies: fc.subarray<RequestLeniency>([...REQUEST_LENIENCIES]),
});

describe('a custom engine', () => {
  it('is found again by its id', () => {
    fc.assert(
      fc.property(reading, (one) => {
        const id = engineId(one);
        const [choice] = choicesOf([id], [], () => true);
        expect(choice).toEqual({ id, server: 'engine', reading: one });
      }),
    );
  });

  it('has one id for any order of its leniencies', () => {
    const [a, b] = ['bws', 'bare-lf'] as const;
    expect(engineId({ mode: 'rfc', leniencies: [a, b] })).toBe(engineId({ mode: 'rfc', leniencies: [b, a] }));
  });

  it.each([
    [{ mode: 'hardened', leniencies: [] }, 'hardened'],
    [{ mode: 'rfc', leniencies: [] }, 'rfc'],
    [{ mode: 'rfc', leniencies: REQUEST_LENIENCIES }, 'lenient'],
  ] as const)('with a known name uses it as its id: %j', (one, id) => {
    expect(engineId(one)).toBe(id);
    expect(customEngineOf(id)).toBeNull();
  });

  it.each([
    'engine:',
    'engine:8100',
    'engine:rfc',
    'engine:rfc+all',
    'engine:rfc+bws+bws',
    'engine:rfc+cl-te+bare-lf',
    'engine:lax+bws',
    'hardened+bws',
  ])('is not %s', (id) => expect(customEngineOf(id)).toBeNull());

  it('follows the three named engines, and precedes the other servers', () => {
    const own = engineId({ mode: 'hardened', leniencies: ['bare-lf'] });
    const ids = choicesOf([...SERVER_CHOICES.map(({ id }) => id), own, 'host:80'], ['host:80'], () => true).map(
      ({ id }) => id,
    );
    expect(ids.slice(0, 5)).toEqual(['hardened', 'rfc', 'lenient', own, 'web-server-1.0']);
    expect(ids.at(-1)).toBe('host:80');
  });
});
