import { describe, expect, test } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { chunkStart, FieldError, fieldLine, lastChunk, writeHead } from '#shared/http1/writer.ts';

test('a head, through its empty line', () => {
  expect(latin1(writeHead(200, 'OK', []))).toBe('HTTP/1.1 200 OK\r\n\r\n');
  expect(
    latin1(
      writeHead(404, '', [
        ['A', 'é'],
        ['B', ''],
        ['A', '2'],
      ]),
    ),
  ).toBe('HTTP/1.1 404 \r\nA: é\r\nB: \r\nA: 2\r\n\r\n');
});

test('chunks', () => {
  expect(latin1(chunkStart(1))).toBe('1\r\n');
  expect(latin1(chunkStart(255))).toBe('ff\r\n');
  expect(latin1(lastChunk())).toBe('0\r\n\r\n');
  expect(latin1(lastChunk([['T', '1']]))).toBe('0\r\nT: 1\r\n\r\n');
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('no chunk has %s octets', (length) => {
  expect(() => chunkStart(length)).toThrow(RangeError);
});

const INJECTIONS = ['a\r\nB: c', 'a\nB: c', 'a\rb', 'a\0', '\x1b', '\x7f', '→', '\u010d\u010a'];

describe('injection is refused', () => {
  test.each(INJECTIONS)('in a value: %j', (value) => {
    expect(() => fieldLine('A', value)).toThrow(FieldError);
    expect(() =>
      writeHead(200, 'OK', [
        ['B', 'ok'],
        ['A', value],
      ]),
    ).toThrow(FieldError);
    expect(() => lastChunk([['A', value]])).toThrow(FieldError);
  });

  test.each([...INJECTIONS, '', 'A B', 'A:', ' A', 'é', '('])('in a name: %j', (name) => {
    expect(() => fieldLine(name, 'x')).toThrow(FieldError);
    expect(() => lastChunk([[name, 'x']])).toThrow(FieldError);
  });

  test.each(INJECTIONS)('in a reason phrase: %j', (reason) => {
    expect(() => writeHead(200, reason, [])).toThrow(FieldError);
  });

  test.each([99, 1000, 0, -200, 200.5, Number.NaN])('in a status: %s', (status) => {
    expect(() => writeHead(status, 'OK', [])).toThrow(FieldError);
  });

  test('the error does not repeat what it refused', () => {
    expect(() => fieldLine('A', 'secret\n')).toThrow(/^the value of A has an octet/);
    expect(new FieldError('x').code).toBe('BAD_FIELD');
  });
});
