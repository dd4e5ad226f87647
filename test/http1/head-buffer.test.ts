import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromLatin1, latin1 } from '#shared/base/octets.ts';
import { HeadBuffer } from '#shared/http1/head-buffer.ts';

test('gives texts of the buffer being fed', () => {
  const buffer = new HeadBuffer();
  buffer.enter(fromLatin1('abcdef'), 2, 100);
  expect(buffer.text(100, 103)).toBe('cde');
  expect(buffer.text(101, 101)).toBe('');
});

test('gives a text that two reads share, from a buffer that was overwritten meanwhile', () => {
  const buffer = new HeadBuffer();
  const shared = fromLatin1('abc');
  buffer.enter(shared, 0, 0);
  buffer.leave(1, 3);
  shared.set(fromLatin1('def'));
  buffer.enter(shared, 0, 3);
  expect(buffer.text(1, 5)).toBe('bcde');
  expect(buffer.text(1, 3)).toBe('bc');
  expect(buffer.text(3, 4)).toBe('d');
});

test('keeps octets across empty reads and drops those no longer needed', () => {
  const buffer = new HeadBuffer();
  buffer.enter(fromLatin1('ab'), 0, 0);
  buffer.leave(0, 2);
  buffer.enter(new Uint8Array(0), 0, 2);
  buffer.leave(0, 2);
  buffer.enter(fromLatin1('cd'), 0, 2);
  expect(buffer.text(0, 4)).toBe('abcd');
  buffer.leave(4, 4);
  buffer.enter(fromLatin1('ef'), 0, 4);
  buffer.leave(5, 6);
  buffer.enter(fromLatin1('g'), 0, 6);
  expect(buffer.text(5, 7)).toBe('fg');
});

test('grows with a long line, cut anywhere', () => {
  const text = Array.from({ length: 3000 }, (_, index) => String.fromCharCode(33 + (index % 90))).join('');
  const property = fc.property(fc.array(fc.nat(3000), { maxLength: 20 }), fc.nat(2999), (places, from) => {
    const edges = [0, ...places.sort((a, b) => a - b), text.length];
    const buffer = new HeadBuffer();
    for (let i = 1; i < edges.length; i++) {
      const [start = 0, end = 0] = [edges[i - 1], edges[i]];
      buffer.enter(fromLatin1(`**${text.slice(start, end)}*`), 2, start);
      if (end === text.length) expect(buffer.text(from, end)).toBe(text.slice(from));
      buffer.leave(Math.min(from, end), end);
    }
  });
  fc.assert(property);
});

test('decodes with the platform’s decoder when there is one, several tokens at once', () => {
  const calls: string[] = [];
  const buffer = new HeadBuffer((bytes, start, end) => {
    calls.push(`${start}..${end}`);
    return latin1(bytes, start, end);
  });
  const line = 'abc'.repeat(1000);
  buffer.enter(fromLatin1(`**${line}**`), 2, 100, 3002);
  expect([buffer.text(101, 103), buffer.text(103, 106), buffer.text(100, 102)]).toEqual(['bc', 'abc', 'ab']);
  // A token may be longer than what is decoded at once; what lies behind the feed is none of it.
  expect(buffer.text(1200, 3100)).toBe(line.slice(1100));
  expect(calls).toEqual(['3..1027', '2..1026', '1102..3002']);
});
