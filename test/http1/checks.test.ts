import { describe, expect, test } from 'vitest';
import {
  areCodings,
  checkPath,
  checkTarget,
  codingOf,
  isForbiddenTrailer,
  isFramingLookAlike,
  linesOf,
  listOf,
  parseContentLength,
} from '#shared/http1/checks.ts';
import { lines } from './fields.ts';

describe('target forms', () => {
  test.each([
    ['GET', '/'],
    ['GET', '//host/x'],
    ['GET', '/?'],
    ['GET', 'http://a'],
    ['GET', 'http://a/'],
    ['GET', 'HTTP://[::1]:80/?q'],
    ['GET', 'https://a/'],
    ['GET', 'x+y.z-1://a/b'],
    ['OPTIONS', '*'],
    ['OPTIONS', 'http://a'],
    ['CONNECT', 'a:443'],
    ['CONNECT', '[::1]:443'],
    ['CONNECT', '127.0.0.1:1'],
  ])('%s %s is taken', (method, target) => expect(checkTarget(method, target)).toBeNull());

  test.each([
    ['GET', '*'],
    ['GET', 'a'],
    ['GET', '?q'],
    ['GET', 'a:80'],
    ['GET', 'http:/a'],
    ['GET', 'http://'],
    ['GET', 'http:///a'],
    ['GET', 'http://?q'],
    ['GET', 'http://u@a/'],
    ['GET', 'http://a:b/'],
    ['GET', '1http://a/'],
    ['GET', 'mailto:a@b'],
    ['OPTIONS', '**'],
    ['CONNECT', '/'],
    ['CONNECT', '*'],
    ['CONNECT', 'a'],
    ['CONNECT', 'a:'],
    ['CONNECT', ':443'],
    ['CONNECT', 'a:65536'],
    ['CONNECT', 'http://a:443'],
    ['CONNECT', 'u@a:443'],
    ['connect', 'a:443'],
  ])('%s %s is refused', (method, target) => expect(checkTarget(method, target)).toBe('target-form'));
});

describe('paths', () => {
  test.each(['/', '/%20', '/a?\\', '/?%00%0a%0D', '/%0b', '/%250a', 'http://a/b'])('%s is taken', (target) =>
    expect(checkPath(target)).toBeNull(),
  );
  test.each(['/\\', '/a\\b?c', '/%00', '/%0a', '/%0A', '/%0d', '/%0D?x', 'http://a/%00'])('%s is refused', (target) => {
    expect(checkPath(target)).toBe('target-unsafe');
  });
});

describe('lists', () => {
  const fields = lines(['A', ' x ,, y'], ['b', '1'], ['a', '\tz\t,'], ['a', '']);

  test('span all lines of a name, in order, without empty members', () => {
    expect(linesOf(fields, 'a').map(({ value }) => value)).toEqual([' x ,, y', '\tz\t,', '']);
    expect(listOf(fields, 'a')).toEqual(['x', 'y', 'z']);
    expect(listOf(fields, 'c')).toEqual([]);
  });

  test('lose SP and HTAB at both ends of a member, and nothing else', () => {
    expect(listOf(lines(['a', ' \t\xa0x\x85 \t, y z ']), 'a')).toEqual(['\xa0x\x85', 'y z']);
  });
});

describe('values that decide framing', () => {
  test.each([
    ['0', 0],
    ['5', 5],
    ['010', 10],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['9007199254740992', null],
    ['99999999999999999999', null],
    ['', null],
    ['-1', null],
    ['+1', null],
    ['1 ', null],
    ['1.0', null],
    ['1e3', null],
    ['0x1', null],
    ['1,1', null],
    ['１', null],
  ])('Content-Length %j is %s', (value, length) => expect(parseContentLength(value)).toBe(length));

  test.each([
    [['chunked'], true],
    [['gzip', 'x;a=b'], true],
    [['gzip ; a=b'], true],
    [[], false],
    [[';a'], false],
    [['a b'], false],
    [['"chunked"'], false],
    [['chunked\xa0'], false],
    [['\xa0'], false],
  ])('codings %j: %s', (members, expected) => expect(areCodings(members)).toBe(expected));

  test('a coding is compared without its parameters and letter case', () => {
    expect(codingOf('ChunKed \t; a=b')).toBe('chunked');
  });
});

test('forbidden trailers and look-alikes, in any letter case', () => {
  const forbidden = [
    'Transfer-Encoding',
    'content-length',
    'HOST',
    'Trailer',
    'Authorization',
    'Set-Cookie',
    'Content-Type',
    'Range',
    'Cache-Control',
    'Connection',
  ];
  expect(forbidden.filter((name) => !isForbiddenTrailer(name))).toEqual([]);
  expect(['Digest', 'Server-Timing', 'X-Checksum', 'ETag'].filter(isForbiddenTrailer)).toEqual([]);
  expect(['Content_Length', 'TRANSFER_ENCODING'].every(isFramingLookAlike)).toBe(true);
  expect(['Content-Length', 'Content__Length', 'Transfer-Encoding'].some(isFramingLookAlike)).toBe(false);
});
