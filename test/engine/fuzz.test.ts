import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { times } from '../full.ts';
import { type Talk, talk } from './talk.ts';

/** Octets that matter to the grammar, whole messages, and noise: what they join to is sometimes valid. */
const piece = fc.oneof(
  fc.constantFrom(
    'GET /hello HTTP/1.1\r\nHost: a\r\n\r\n',
    'HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n',
    'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc',
    'POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    'BREW /hello HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n',
  ),
  fc.constantFrom(
    '\r\n',
    '\r',
    '\n',
    ' ',
    ':',
    '0\r\n\r\n',
    'Host: a\r\n',
    'Expect: x\r\n',
    'Content-Length: 1\r\n',
    'HTTP/1.1',
  ),
  fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((octet) => String.fromCharCode(octet)), maxLength: 8 }),
);
const stream = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

/** 100 (Continue) depends on what has arrived: whether it was sent is the one thing that reads may change. */
const CONTINUE = /HTTP\/1\.1 100 Continue\r\n\r\n/g;

function play(octets: string, cuts: readonly number[]): Talk {
  const t = talk();
  const bytes = fromLatin1(octets);
  let at = 0;
  for (const cut of [...cuts.filter((c) => c < bytes.length).sort((a, b) => a - b), bytes.length]) {
    const buffer = bytes.slice(at, cut);
    if (cut > at) t.receives(buffer);
    // The wire's buffer is the wire's again.
    buffer.fill(0);
    at = cut;
  }
  return t.receivesFin();
}

test('answers, decisions and witnesses depend on the octets, not on how reads cut them', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat(400), { maxLength: 10 }), (octets, cuts) => {
      // A denied request that expects a 100 is refused at once only when its content has not come: no cut at its head.
      fc.pre(!octets.includes('100-continue'));
      const whole = play(octets, []);
      const cut = play(octets, cuts);
      expect(cut.sent()).toBe(whole.sent());
      expect(cut.decisions).toEqual(whole.decisions);
      expect(cut.witnesses).toEqual(whole.witnesses);
    }),
    { numRuns: times(3000) },
  );
});

test('on any octets, a connection whose client is done ends: FIN once, no clock, nothing after', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat(400), { maxLength: 10 }), (octets, cuts) => {
      const t = play(octets, cuts);
      const sent = t.sent().replace(CONTINUE, '');
      expect(sent === '' || sent.startsWith('HTTP/1.1 ')).toBe(true);
      t.does('fin').runs(null);
      t.receives('GET / HTTP/1.1\r\nHost: a\r\n\r\n').drains().receivesFin().sendsNothing().does();
    }),
    { numRuns: times(3000) },
  );
});
