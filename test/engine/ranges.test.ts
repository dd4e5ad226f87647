import fc from 'fast-check';
import { expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { layOutByteRanges } from '../../apps/server/src/engine/byteranges.ts';
import { contentRange, demandedRanges, MOST_RANGES } from '../../apps/server/src/engine/ranges.ts';
import { fields } from './fields.ts';

const demand = (value: string, size = 10_000) => demandedRanges(fields(`Range: ${value}`), size);
const ranges = (...pairs: [number, number][]) => ({
  kind: 'ranges',
  ranges: pairs.map(([start, end]) => ({ start, end })),
});

it.each([
  ['bytes=0-499', ranges([0, 500])],
  ['bytes=500-999', ranges([500, 1000])],
  ['bytes=-500', ranges([9500, 10_000])],
  ['bytes=9500-', ranges([9500, 10_000])],
  ['bytes=0-0,-1', ranges([0, 1], [9999, 10_000])],
  ['bytes= 0-999, 4500-5499, -1000', ranges([0, 1000], [4500, 5500], [9000, 10_000])],
  ['bytes=500-600,601-999', ranges([500, 601], [601, 1000])],
  ['bytes=500-700,601-999', ranges([500, 701], [601, 1000])],
])('reads the example of RFC 9110 §14.1.2: %s', (value, expected) => expect(demand(value)).toEqual(expected));

it.each([
  ['bytes=0-99999', ranges([0, 10_000])],
  ['bytes=-99999', ranges([0, 10_000])],
  ['BYTES=0-0', ranges([0, 1])],
  ['bytes=,0-0,,', ranges([0, 1])],
  ['bytes=20000-,0-0', ranges([0, 1])],
  ['bytes=0-99999999999999999999999999', ranges([0, 10_000])],
  ['bytes=007-008', ranges([7, 9])],
])('reads %s', (value, expected) => expect(demand(value)).toEqual(expected));

it.each(['10000-', '10000-20000', '99999999999999999999-', '-0', '10000-,-0'])('bytes=%s is unsatisfiable', (set) => {
  expect(demand(`bytes=${set}`)).toEqual({ kind: 'unsatisfiable' });
});

it.each([
  '',
  'bytes',
  'bytes=',
  'bytes=,',
  'bytes=a-b',
  'bytes=-',
  'bytes=--1',
  'bytes=5-2',
  'bytes=99999999999999999999-99999999999999999998',
  'bytes=0-0,x',
  'bytes=1 - 2',
  'bytes=0x0-0xf',
  'bytes =0-1',
  'items=0-5',
  'none=0-1',
])('ignores %j', (value) => expect(demand(value)).toEqual({ kind: 'ignored' }));

it('ignores a second Range line, and a request without any', () => {
  expect(demandedRanges(fields('Range: bytes=0-1', 'Range: bytes=0-1'), 10)).toEqual({ kind: 'ignored' });
  expect(demandedRanges([], 10)).toEqual({ kind: 'ignored' });
});

it('knows that nothing of an empty representation can be a range', () => {
  expect(demand('bytes=0-', 0)).toEqual({ kind: 'unsatisfiable' });
  expect(demand('bytes=-5', 0)).toEqual({ kind: 'ignored' });
  expect(demand('bytes=-0', 0)).toEqual({ kind: 'unsatisfiable' });
});

it('refuses more than 16 ranges, and more than one over another', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => `${i * 10}-${i * 10}`).join(',');
  expect(demand(`bytes=${many(MOST_RANGES)}`)).toMatchObject({ kind: 'ranges' });
  expect(demand(`bytes=${many(MOST_RANGES + 1)}`)).toEqual({ kind: 'refused' });
  expect(demand('bytes=0-,0-,0-')).toEqual({ kind: 'refused' });
  expect(demand('bytes=0-9,5-19,15-29')).toEqual({ kind: 'refused' });
});

it('stays inside the representation, for any request', () => {
  const number = fc.oneof(fc.nat(50).map(String), fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String), fc.constant(''));
  const spec = fc.tuple(number, number).map(([a, b]) => `${a}-${b}`);
  fc.assert(
    fc.property(fc.array(spec, { maxLength: 20 }), fc.nat(40), (specs, size) => {
      const found = demandedRanges(fields(`Range: bytes=${specs.join(',')}`), size);
      if (found.kind !== 'ranges') return;
      expect(found.ranges.length).toBeGreaterThan(0);
      expect(found.ranges.length).toBeLessThanOrEqual(MOST_RANGES);
      let sum = 0;
      for (const { start, end } of found.ranges) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(size);
        sum += end - start;
      }
      // At most one range over another: never more than twice the whole.
      expect(sum).toBeLessThanOrEqual(2 * size);
    }),
  );
});

it('lays out a multipart content of the length it announces', () => {
  const set = [
    { start: 0, end: 3 },
    { start: 7, end: 10 },
  ];
  const { type, length, parts, after } = layOutByteRanges(set, 10, 'text/plain', 'B');
  const text = parts.map(({ before, range }) => latin1(before) + '0123456789'.slice(range.start, range.end)).join('');
  const whole = text + latin1(after);
  expect(type).toBe('multipart/byteranges; boundary=B');
  expect(whole).toBe(
    '--B\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-2/10\r\n\r\n012\r\n' +
      '--B\r\nContent-Type: text/plain\r\nContent-Range: bytes 7-9/10\r\n\r\n789\r\n--B--\r\n',
  );
  expect(length).toBe(whole.length);
  expect(contentRange({ start: 0, end: 1 }, 1)).toBe('bytes 0-0/1');
});
