import { describe, expect, it } from 'vitest';
import { answerOf, ends, leaving, playProfile, sent, visitor, waitsFor } from './play.ts';

const ID = 'web-server-1.0';
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Hello World</h1>';

describe(ID, () => {
  it.each(['GET / HTTP/1.1\r\nHost: a\r\n\r\n', 'hello', 'x'.repeat(1023), 'x'.repeat(1025), '\xff\0'])(
    'answers %j as everything',
    (request) => {
      const played = playProfile(ID, [visitor(request)]);
      expect([sent(played), ends(played), waitsFor(played)]).toEqual([[ANSWER], ['fin'], 'accept']);
    },
  );

  it.each([1024, 2048])('waits for more after exactly %d octets', (octets) => {
    const played = playProfile(ID, [visitor('x'.repeat(octets))]);
    expect([sent(played), ends(played), waitsFor(played)]).toEqual([[''], ['open'], 'recv']);
    expect(sent(playProfile(ID, [leaving('x'.repeat(octets))]))).toEqual([ANSWER]);
    expect(answerOf(ID, 'x'.repeat(octets), 'more')).toBe(ANSWER);
  });

  it('takes the first of two reads for all, and resets the connection over the rest', () => {
    const played = playProfile(ID, [visitor('GET / HT', 'TP/1.1\r\n\r\n')]);
    expect([sent(played), ends(played)]).toEqual([[ANSWER], ['reset']]);
  });

  it('keeps the second client waiting while the first is silent', () => {
    const played = playProfile(ID, [visitor(), visitor('GET / HTTP/1.1\r\n\r\n')]);
    expect(played.visitors.map(({ accepted }) => accepted)).toEqual([true, false]);
  });

  it('serves one connection and exits, on request', () => {
    const played = playProfile(ID, [visitor('one'), visitor('two')], { options: { once: true } });
    expect([sent(played), played.ended, played.died]).toEqual([[ANSWER, ''], true, null]);
  });
});
