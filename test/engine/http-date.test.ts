import fc from 'fast-check';
import { expect, it } from 'vitest';
import { imfFixdate } from '../../apps/server/src/engine/date.ts';
import { parseHttpDate } from '../../apps/server/src/engine/http-date.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const EXAMPLE = Date.UTC(1994, 10, 6, 8, 49, 37);

it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
  'reads the three forms of RFC 9110 §5.6.7: %s',
  (text) => expect(parseHttpDate(text, NOW)).toBe(EXAMPLE),
);

it.each([
  '',
  '0',
  '784111777',
  'sun, 06 nov 1994 08:49:37 gmt',
  'Sun, 6 Nov 1994 08:49:37 GMT',
  'Sun, 06 Nov 1994 08:49:37',
  'Sun, 06 Nov 1994 08:49:37 UTC',
  'Sun, 06 Nov 1994 08:49:37 +0000',
  'Sun, 31 Feb 1994 08:49:37 GMT',
  'Sun, 00 Nov 1994 08:49:37 GMT',
  'Sun, 06 Nov 1994 24:00:00 GMT',
  'Sun, 06 Nov 1994 08:60:37 GMT',
  'Sun, 06 Nov 1994 08:49:61 GMT',
  'Sun,06 Nov 1994 08:49:37 GMT',
  'Sun, 06 Nov 1994 08:49:37 GMT ',
  'Sun, 06 Nov 94 08:49:37 GMT',
  'Sun, 06-Nov-94 08:49:37 GMT',
  'Sun Nov 6 08:49:37 1994',
  'Sun Nov  6 08:49:37 1994 GMT',
  '1994-11-06T08:49:37Z',
])('does not take %j for a date', (text) => expect(parseHttpDate(text, NOW)).toBeNull());

it('places a two-digit year at most 50 years ahead', () => {
  const at = (year: string, now = NOW) => {
    const ms = parseHttpDate(`Sunday, 06-Nov-${year} 08:49:37 GMT`, now);
    return ms === null ? null : new Date(ms).getUTCFullYear();
  };
  expect(at('26')).toBe(2026);
  expect(at('76')).toBe(2076);
  expect(at('77')).toBe(1977);
  expect(at('99')).toBe(1999);
  expect(at('00')).toBe(2000);
  expect(at('05', Date.UTC(2099, 0, 1))).toBe(2105);
  // Fifty years and a month ahead, and fifty years less a month.
  expect(at('76', Date.UTC(2026, 9, 1))).toBe(1976);
  expect(at('76', Date.UTC(2026, 11, 1))).toBe(2076);
});

it('finds a leap day in leap years only', () => {
  expect(parseHttpDate('Thu, 29 Feb 2024 00:00:00 GMT', NOW)).toBe(Date.UTC(2024, 1, 29));
  expect(parseHttpDate('Thu, 29 Feb 2023 00:00:00 GMT', NOW)).toBeNull();
});

it('reads back every date that is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (second) => {
      expect(parseHttpDate(imfFixdate(second * 1000), NOW)).toBe(second * 1000);
    }),
  );
});
