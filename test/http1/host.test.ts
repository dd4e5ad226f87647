/** Host, and the host of an absolute-form. */
import { describe, expect, test } from 'vitest';
import { checkHost, checkHostValue, checkSameHost } from '#shared/http1/checks.ts';
import { lines } from './fields.ts';

describe('Host', () => {
  test.each([
    'a',
    'A.b-c',
    'localhost:8100',
    'my_service:80',
    '127.0.0.1',
    '[::1]',
    '[2001:DB8::1]:80',
    'a:',
    'a:0',
    'a:65535',
    'a%C3%A9',
    "!$&'()*+;=~",
  ])('%s is valid', (value) => expect(checkHostValue(value)).toBeNull());

  test.each([
    '',
    ' ',
    'a b',
    'u@a',
    'a/',
    '/',
    'http://a',
    'a?b',
    'a#b',
    'a:b',
    'a:-1',
    'a:65536',
    'a:123456',
    ':80',
    '[::1',
    '::1',
    '[g::]',
    '[]',
    'a%',
    'a%2',
    'a%zz',
    'é',
    'a\\b',
    'a"',
    '[::1]a',
    'a:80:80',
  ])('%j is invalid', (value) => expect(checkHostValue(value)).toBe('host-invalid'));

  test('a comma may stand in a name, and hardened refuses it', () => {
    expect(checkHostValue('a,b')).toBeNull();
    expect(checkHostValue('a,b', 'hardened')).toBe('host-list');
  });

  const HOST = ['Host', 'a'] as const;
  test.each([
    ['one', 1, [HOST], null],
    ['none in 1.1', 1, [], ['host-missing', null]],
    ['none in 1.0', 0, [], null],
    ['two', 1, [HOST, ['hOST', 'a']], ['host-duplicate', 'hOST']],
    ['two in 1.0', 0, [HOST, ['HOST', 'a']], ['host-duplicate', 'HOST']],
    [
      'two, of them one invalid',
      1,
      [
        ['Host', ''],
        ['HOST', 'a'],
      ],
      ['host-duplicate', 'HOST'],
    ],
    [
      'an invalid one',
      1,
      [
        ['X', 'y'],
        ['Host', 'a b'],
      ],
      ['host-invalid', 'Host'],
    ],
    ['an invalid one in 1.0', 0, [['Host', '']], ['host-invalid', 'Host']],
  ] as const)('%s', (_, minor, fields, expected) => {
    const found = checkHost(lines(...fields), minor, 'hardened');
    expect(found === null ? null : [found.rule, found.line?.name ?? null]).toEqual(expected);
  });
});

describe('the host of an absolute-form and Host', () => {
  test.each([
    ['http://a/', 'a'],
    ['http://A:80/', 'a'],
    ['http://a', 'a:80'],
    ['http://a:/', 'a'],
    ['https://a:443/', 'A'],
    ['http://[::1]:8100?q', '[::1]:8100'],
    ['/', 'b'],
    ['*', 'b'],
  ])('%s and %s agree', (target, host) => expect(checkSameHost(lines(['Host', host]), target)).toBeNull());

  test.each([
    ['http://a/', 'b'],
    ['http://a/', 'a:81'],
    ['http://a:443/', 'a'],
    ['https://a/', 'a:80'],
    ['http://a/b:80', 'a:8'],
  ])('%s and %s do not', (target, host) =>
    expect(checkSameHost(lines(['Host', host]), target)?.rule).toBe('host-mismatch'),
  );

  test('without Host there is nothing to contradict', () => expect(checkSameHost([], 'http://a/')).toBeNull());
});
