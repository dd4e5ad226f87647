import { expect, it } from 'vitest';
import { decodeSettings } from '../../apps/web/src/session/state/settings.ts';

const DEFAULTS = decodeSettings(null);

it.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['a list', '[1]'],
  ['a number', '7'],
  ['null', 'null'],
])('takes the defaults for %s', (_, kept) => {
  expect(decodeSettings(kept)).toEqual(DEFAULTS);
});

it('keeps known settings and drops the rest', () => {
  const kept = JSON.stringify({
    theme: 'dark',
    enter: 'crlf?',
    tape: 7,
    clocks: 'strict',
    __proto__: { input: 'key' },
    extra: 1,
  });
  expect(decodeSettings(kept)).toEqual({ ...DEFAULTS, theme: 'dark', clocks: 'strict' });
});
