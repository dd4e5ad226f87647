import { expect, it } from 'vitest';
import { chooseCoding } from '../../apps/server/src/engine/negotiate-coding.ts';
import { fields } from './fields.ts';

const ALL = ['br', 'gzip', 'identity'];

it.each([
  ['gzip', 'gzip'],
  ['gzip, br', 'br'],
  ['gzip;q=1.0, br;q=0.9', 'gzip'],
  ['GZIP', 'gzip'],
  ['x-gzip', 'gzip'],
  ['gzip;q=0.001', 'gzip'],
  ['gzip ; q=0.5', 'gzip'],
  ['gzip;Q=0.5, br;q=0.4', 'gzip'],
  ['gzip;q=0.5, identity', 'identity'],
  ['gzip;q=0', 'identity'],
  ['gzip;q=0, *', 'br'],
  ['*', 'br'],
  ['*;q=0', null],
  ['*;q=0, identity', 'identity'],
  ['identity;q=0', null],
  ['identity;q=0, gzip', 'gzip'],
  ['identity;q=0, *', 'br'],
  ['identity;q=0.000', null],
  ['br;q=0, gzip;q=0, identity;q=0', null],
  ['deflate, zstd', 'identity'],
  ['', 'identity'],
  ['gzip;q=2', 'identity'],
  ['gzip;q=0.1234', 'identity'],
  ['gzip;level=9', 'identity'],
  ['gzip;q=', 'identity'],
  ['gzip;q=0, gzip;q=1', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
])('%j → %s', (value, coding) => expect(chooseCoding(fields(`Accept-Encoding: ${value}`), ALL)).toBe(coding));

it('sends the content unencoded to a client that states no preference', () => {
  expect(chooseCoding([], ALL)).toBe('identity');
  expect(chooseCoding([], ['gzip'])).toBe('gzip');
  expect(chooseCoding([], [])).toBeNull();
});

it('reads members over several lines', () => {
  expect(chooseCoding(fields('Accept-Encoding: br;q=0.1', 'accept-encoding: gzip'), ALL)).toBe('gzip');
});

it('offers only what there is', () => {
  expect(chooseCoding(fields('Accept-Encoding: br, gzip'), ['gzip', 'identity'])).toBe('gzip');
  expect(chooseCoding(fields('Accept-Encoding: br'), ['identity'])).toBe('identity');
  expect(chooseCoding(fields('Accept-Encoding: identity;q=0, br'), ['gzip', 'identity'])).toBeNull();
});
