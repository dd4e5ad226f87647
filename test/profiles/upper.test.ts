/** The servers that do not speak HTTP. */
import { describe, expect, it } from 'vitest';
import { fromLatin1, latin1 } from '#shared/base/octets.ts';
import { diedOf, ends, leaving, playProfile, resetting, sent, visitor, waitsFor, wire } from './play.ts';

describe('echo', () => {
  it('sends one message back, closes, and takes the next client', () => {
    const played = playProfile('echo', [visitor(wire('Привет!')), leaving(), visitor('x'.repeat(5000))]);
    expect(sent(played)).toEqual([wire('Привет!'), '', 'x'.repeat(4096)]);
    expect(ends(played)).toEqual(['fin', 'fin', 'reset']);
  });

  it('dies of octets that are not UTF-8, even of a character cut at 4096 octets', () => {
    expect(diedOf(playProfile('echo', [visitor('\xc3')]))).toContain('byte 0xc3 in position 0: unexpected end of data');
    expect(diedOf(playProfile('echo', [visitor(`x${wire('ж'.repeat(2048))}`)]))).toContain('unexpected end of data');
  });
});

describe.each(['tcp-upper', 'tcp-upper-select'])('%s', (id) => {
  it('upper-cases octets, message after message', () => {
    const played = playProfile(id, [leaving('hello', wire('жук, bug\r\n'))]);
    expect([sent(played), ends(played), diedOf(played)]).toEqual([[`HELLO${wire('жук, BUG\r\n')}`], ['fin'], null]);
  });

  it('dies of octets that are not UTF-8', () => {
    expect(diedOf(playProfile(id, [visitor('\xff')]))).toContain('UnicodeDecodeError');
  });
});

it('tcp-upper makes the second client wait until the first leaves or is reset', () => {
  const waiting = playProfile('tcp-upper', [visitor('a'), visitor('b')]);
  expect([sent(waiting), waitsFor(waiting)]).toEqual([['A', ''], 'recv']);
  expect(sent(playProfile('tcp-upper', [leaving('a'), resetting(), visitor('b')]))).toEqual(['A', '', 'B']);
});

it('tcp-upper-select serves both, and dies of a reset it learns of too late', () => {
  expect(sent(playProfile('tcp-upper-select', [visitor('a'), visitor('b')]))).toEqual(['A', 'B']);
  expect(diedOf(playProfile('tcp-upper-select', [resetting()]))).toBe(
    'OSError: [Errno 107] Transport endpoint is not connected',
  );
});

describe('tcp-upper-tasks', () => {
  it('serves both, upper-cases characters and strips white space', () => {
    const played = playProfile('tcp-upper-tasks', [visitor(wire(' жук\r\n'), wire('ß')), visitor('b')]);
    expect([sent(played), waitsFor(played)]).toEqual([[wire('ЖУКSS'), 'B'], 'accept']);
  });

  it('ends a connection on a blank message, and only it on one that is not UTF-8', () => {
    const played = playProfile('tcp-upper-tasks', [visitor('a', '\r\n', 'b'), visitor('\xff'), visitor('c')]);
    expect([sent(played), ends(played), diedOf(played)]).toEqual([['A', '', 'C'], ['reset', 'fin', 'open'], null]);
    expect(played.printed.join('\n')).toContain('UnicodeDecodeError');
  });
});

describe('udp-upper', () => {
  const from = ['127.0.0.1', 40_000] as const;
  const datagram = (text: string): { bytes: Uint8Array; from: typeof from } => ({ bytes: fromLatin1(text), from });

  it('answers a datagram with one', () => {
    const played = playProfile('udp-upper', [], { datagrams: [datagram(wire('жук')), datagram('x'.repeat(3000))] });
    expect(played.datagrams.map(({ bytes, to }) => [latin1(bytes), to])).toEqual([
      [wire('ЖУК'), from],
      ['X'.repeat(2048), from],
    ]);
  });

  it('dies of one that is not UTF-8', () => {
    expect(diedOf(playProfile('udp-upper', [], { datagrams: [datagram('\xff')] }))).toContain('UnicodeDecodeError');
  });
});

describe('three-answers', () => {
  const answer = (line: string, text: string): string =>
    `HTTP/1.1 ${line}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${wire(text).length}\r\n\r\n${wire(text)}`;

  it.each([
    ['GET / HTTP/1.1\r\n\r\n', answer('200 OK', 'Привет!')],
    ['POST /admin', answer('403 Forbidden', 'Сюда нельзя')],
    ['GET /?a HTTP/1.1\r\n\r\n', answer('404 Not Found', 'Такого нет')],
  ])('answers %j', (request, expected) => {
    expect(sent(playProfile('three-answers', [visitor(request)]))).toEqual([expected]);
  });

  it('closes no connection before it has accepted the next', () => {
    const played = playProfile('three-answers', [visitor('GET /'), visitor('GET /')]);
    expect([ends(played), waitsFor(played)]).toEqual([['fin', 'open'], 'accept']);
  });

  it.each([
    [visitor('GET'), 'ValueError: not enough values to unpack (expected at least 2, got 1)'],
    [leaving(), 'ValueError: not enough values to unpack (expected at least 2, got 0)'],
    [visitor('\xff'), 'UnicodeDecodeError'],
    [resetting(), 'ConnectionResetError: [Errno 104] Connection reset by peer'],
  ])('dies of %j', (client, why) => {
    expect(diedOf(playProfile('three-answers', [client]))).toContain(why);
  });
});
