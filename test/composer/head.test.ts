import { expect, test } from 'vitest';
import { utf8 } from '#shared/base/octets.ts';
import { contentCount } from '#shared/composer/head.ts';

const GET = 'GET / HTTP/1.1\r\n';

test('declared and actual length are distinguished', () => {
  const count = (fields: string, content: string) => contentCount(utf8(`${GET}${fields}\r\n${content}`));
  expect(count('Content-Length: 12\r\n', '14 octets long')).toEqual({ declared: 12, actual: 14 });
  expect(count('Content-Length: x\r\n', '')).toEqual({ declared: Number.NaN, actual: 0 });
  expect(count('', 'abc')).toEqual({ declared: null, actual: 3 });
  expect(count('Transfer-Encoding: chunked\r\n', '0\r\n\r\n')).toBeNull();
  expect(contentCount(utf8(GET))).toBeNull();
});
