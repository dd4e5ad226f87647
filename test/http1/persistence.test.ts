import { expect, test } from 'vitest';
import { persistence } from '#shared/http1/persistence.ts';
import { lines } from './fields.ts';

test.each([
  [1, [], true, 'keep-alive-1.1'],
  [1, ['close'], false, 'close-option'],
  [1, ['CLOSE'], false, 'close-option'],
  [1, ['upgrade , close'], false, 'close-option'],
  [1, ['upgrade', 'close'], false, 'close-option'],
  [1, ['closed'], true, 'keep-alive-1.1'],
  [1, ['"close"'], true, 'keep-alive-1.1'],
  [1, ['keep-alive'], true, 'keep-alive-1.1'],
  [0, [], false, 'close-1.0'],
  [0, ['upgrade'], false, 'close-1.0'],
  [0, ['Keep-Alive'], true, 'keep-alive-1.0'],
  [0, ['keep-alive', 'close'], false, 'close-option'],
])('HTTP/1.%i with Connection %j: keep %s by %s', (minor, values, keep, rule) => {
  const fields = lines(['Host', 'close'], ...values.map((value) => ['connection', value] as const));
  expect(persistence(fields, minor)).toEqual({ keep, rule });
});
