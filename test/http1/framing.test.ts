/** RFC 9112 §6.3 as the ordered list it is: each item, and what it wins over. */
import { describe, expect, test } from 'vitest';
import { type FramingResult, requestFraming, responseFraming } from '#shared/http1/framing.ts';
import { lines } from './fields.ts';

type Pair = readonly [name: string, value: string];

const CL = (value: string): Pair => ['Content-Length', value];
const TE = (value: string): Pair => ['Transfer-Encoding', value];

/** `length 5`, `chunked`, or the refusing rule with the number of the blamed line. */
function told(result: FramingResult, fields: readonly { readonly value: string }[]): string {
  if ('refused' in result) return `${result.refused} #${fields.indexOf(result.line)}`;
  return result.by === 'length' ? `length ${result.length}` : result.by;
}

describe('requests', () => {
  function framing(pairs: readonly Pair[], minor = 1, mode: 'hardened' | 'rfc' = 'hardened'): string {
    const fields = lines(...pairs);
    return told(requestFraming(fields, minor, { mode, lets: () => false }), fields);
  }

  test.each<[string, readonly Pair[], string]>([
    ['item 3: both', [CL('5'), TE('chunked')], 'transfer-encoding-and-length #0'],
    ['item 3: both, whatever they say', [TE('x y'), CL('z')], 'transfer-encoding-and-length #1'],
    ['item 4: chunked', [TE('CHUNKED')], 'chunked'],
    ['item 4: the coding is not the final one', [TE('chunked, gzip')], 'transfer-encoding-not-chunked #0'],
    ['item 4: over two lines', [TE('chunked'), TE('gzip')], 'transfer-encoding-not-chunked #1'],
    ['item 4: no coding at all', [TE(' , ')], 'transfer-encoding-invalid #0'],
    ['item 4: gzip before chunked', [TE('gzip'), TE('chunked')], 'transfer-encoding-unknown #0'],
    ['item 4: chunked before chunked', [TE('chunked'), TE('chunked')], 'transfer-encoding-invalid #1'],
    ['item 5: invalid', [CL('5x')], 'content-length-invalid #0'],
    ['item 5: a list of equal ones', [CL('5, 5')], 'content-length-duplicate #0'],
    ['item 5: a list of different ones', [CL('5, 6')], 'content-length-duplicate #0'],
    ['item 5: different lines', [CL('5'), CL('6')], 'content-length-duplicate #1'],
    ['item 5: a list with an invalid one', [CL('5, x')], 'content-length-invalid #0'],
    ['item 5: a list of nothing', [CL(',')], 'content-length-invalid #0'],
    ['item 4: parameters', [TE('chunked;q=1')], 'chunked-parameters #0'],
    ['item 5: equal lines', [CL('5'), CL('5')], 'content-length-duplicate #1'],
    ['item 6: valid', [CL('5')], 'length 5'],
    ['item 6: zero', [CL('0')], 'length 0'],
    ['item 7: neither', [['Host', 'a']], 'none'],
  ])('%s', (_, pairs, expected) => expect(framing(pairs)).toBe(expected));

  test('Transfer-Encoding in HTTP/1.0 is faulty, before all else', () => {
    expect(framing([CL('5'), TE('chunked')], 0)).toBe('transfer-encoding-1.0 #1');
    expect(framing([CL('5')], 0)).toBe('length 5');
  });

  test('the leniency takes the same value repeated, and nothing else', () => {
    const lenient = (...pairs: readonly Pair[]): string => {
      const fields = lines(...pairs);
      return told(requestFraming(fields, 1, { mode: 'hardened', lets: (name) => name === 'cl-list' }), fields);
    };
    expect(lenient(CL('5, 5'))).toBe('length 5');
    expect(lenient(CL('5'), CL('5, ,5'))).toBe('length 5');
    expect(lenient(CL('5'), CL('05'))).toBe('content-length-duplicate #1');
    expect(lenient(CL('05, 05'))).toBe('content-length-canonical #0');
    expect(lenient(CL('5, 6'))).toBe('content-length-duplicate #0');
    expect(lenient(CL('5'), TE('chunked'))).toBe('transfer-encoding-and-length #0');
  });

  test('leading zeros are refused by hardened only', () => {
    expect(framing([CL('00')])).toBe('content-length-canonical #0');
    expect(framing([CL('05')], 1, 'rfc')).toBe('length 5');
  });
});

describe('responses', () => {
  function framing(status: number, method: string | undefined, ...pairs: readonly Pair[]): string {
    const fields = lines(...pairs);
    return told(responseFraming(status, method, fields), fields);
  }

  test.each<[string, number, string | undefined, readonly Pair[], string]>([
    ['item 1: HEAD', 200, 'HEAD', [TE('chunked')], 'none'],
    ['item 1: 1xx', 103, 'GET', [CL('5')], 'none'],
    ['item 1: 204', 204, 'GET', [CL('5')], 'none'],
    ['item 1: 304', 304, 'GET', [CL('5')], 'none'],
    ['item 1 wins over an invalid length', 304, 'GET', [CL('x')], 'none'],
    ['101', 101, 'GET', [CL('5')], 'tunnel'],
    ['item 2: CONNECT', 204, 'CONNECT', [CL('5')], 'tunnel'],
    ['item 2: not for a refused CONNECT', 407, 'CONNECT', [CL('5')], 'length 5'],
    ['item 2: not for 300', 300, 'CONNECT', [CL('0')], 'length 0'],
    ['item 3: both', 200, 'GET', [CL('x'), TE('chunked')], 'chunked'],
    ['item 4: chunked is final', 200, 'GET', [TE('gzip'), TE('chunked')], 'chunked'],
    ['item 4: chunked is not final', 200, 'GET', [TE('chunked, gzip')], 'close'],
    ['item 4: even with a length', 200, 'GET', [CL('5'), TE('gzip')], 'close'],
    ['item 4: an empty list', 200, 'GET', [TE('')], 'close'],
    ['item 5: different lengths', 200, 'GET', [CL('5'), CL('6')], 'content-length-duplicate #1'],
    ['item 5: spelt differently', 200, 'GET', [CL('5, 05')], 'content-length-duplicate #0'],
    ['item 5: invalid', 200, 'GET', [CL('')], 'content-length-invalid #0'],
    ['item 5: equal lengths are one', 200, 'GET', [CL('5'), CL('5, 5')], 'length 5'],
    ['item 6: valid', 200, undefined, [CL('5')], 'length 5'],
    ['item 8: nothing', 200, undefined, [], 'close'],
    ['404 has content', 404, 'POST', [CL('5')], 'length 5'],
  ])('%s', (_, status, method, pairs, expected) => expect(framing(status, method, ...pairs)).toBe(expected));
});
