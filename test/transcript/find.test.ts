/** Finding octets: the same as looking everywhere, in both directions, in the order of the walk. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeOctets, latin1 } from '#shared/base/octets.ts';
import { findAll, hexQuery, Matches, type Query, textQuery } from '#shared/transcript/replay/find.ts';
import { open, reads, replayed, writes } from './script.ts';

/** Few different octets, so that borders and repetitions are common. */
const few = fc
  .array(fc.constantFrom(0x61, 0x62, 0x41, 0x0d), { maxLength: 60 })
  .map((octets) => Uint8Array.from(octets));
const needle = fc.array(fc.constantFrom(0x61, 0x62, 0x41, 0x0d), { minLength: 1, maxLength: 6 });

/** The obvious way: from left to right, never twice the same octet. */
function slowly(bytes: Uint8Array, { octets, fold }: Query): readonly number[] {
  const same = (text: string) => (fold ? text.toLowerCase() : text);
  const [hay, wanted] = [same(latin1(bytes)), same(latin1(octets))];
  const found: number[] = [];
  for (let at = hay.indexOf(wanted); at >= 0; at = hay.indexOf(wanted, at + wanted.length)) found.push(at);
  return found;
}

describe('finding', () => {
  it('finds what looking everywhere finds', () => {
    fc.assert(
      fc.property(few, needle, fc.boolean(), (bytes, octets, fold) => {
        const query = { octets: Uint8Array.from(octets), fold };
        expect([...findAll(bytes, query)]).toEqual(slowly(bytes, query));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the last place of a needle that almost fits everywhere in 1 MiB', () => {
    const bytes = new Uint8Array(1024 * 1024).fill(0x61);
    const query = textQuery(`${'a'.repeat(200)}b`, false) as Query;
    expect(findAll(bytes, query)).toHaveLength(0);
    bytes[bytes.length - 1] = 0x62;
    expect([...findAll(bytes, query)]).toEqual([bytes.length - 201]);
  });
});

describe('a query', () => {
  it('of a text takes escapes, and any octets back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), (octets) => {
        expect(textQuery(escapeOctets(octets), false)?.octets).toEqual(octets);
      }),
    );
  });

  it('of a text is UTF-8', () => {
    expect(textQuery('П\\r\\n\\x00', false)?.octets).toEqual(Uint8Array.of(0xd0, 0x9f, 0x0d, 0x0a, 0));
    expect(textQuery('', false)).toBeNull();
  });

  it.each([
    ['0d0a', [0x0d, 0x0a]],
    ['0D 0A', [0x0d, 0x0a]],
    ['0x0d, 0x0A', [0x0d, 0x0a]],
    ['de:ad', [0xde, 0xad]],
  ])('of hexadecimal %s', (typed, octets) => {
    expect(hexQuery(typed)?.octets).toEqual(Uint8Array.from(octets));
  });

  it.each(['', '0', 'abc', 'xy', '0d 0'])('%j is not hexadecimal', (typed) => {
    expect(hexQuery(typed)).toBeNull();
  });
});

describe('matches', () => {
  const replay = replayed(
    open(),
    reads('GET /ok HTTP/1.1\r\nHost: ok\r\n\r\n'),
    writes('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
    reads('GET /no HTTP/1.1\r\nHost: OK\r\n\r\n'),
  );
  const matches = new Matches(replay, textQuery('ok', true) as Query);

  it('are counted over both directions', () => {
    expect(matches.count).toBe(5);
    expect(new Matches(replay, textQuery('ok', false) as Query).count).toBe(3);
  });

  it('come one after the other on the walk, both ways', () => {
    const forward: string[] = [];
    for (let at = 0, i = 0; i < 9; i++) {
      const match = matches.after(replay, at);
      if (match === null) break;
      forward.push(`${match.number} ${match.direction}`);
      at = replay.positionOf(match.direction, match.start);
    }
    expect(forward).toEqual(['0 in', '1 in', '2 out', '3 out', '4 in']);
    const back: string[] = [];
    for (let at = replay.total, i = 0; i < 9; i++) {
      const match = matches.before(replay, at);
      if (match === null) break;
      back.push(`${match.number} ${match.direction}`);
      at = replay.positionOf(match.direction, match.start);
    }
    expect(back).toEqual([...forward].reverse());
  });

  it('touch a part of the tape', () => {
    const at = latin1(replay.request.bytes()).indexOf('ok');
    expect(matches.within('in', at, at + 1)).toEqual([{ start: at, end: at + 2 }]);
    expect(matches.within('in', at + 1, at + 2)).toEqual([{ start: at, end: at + 2 }]);
    expect(matches.within('in', at + 2, at + 5)).toEqual([]);
    expect(matches.within('out', 0, 5)).toEqual([]);
  });
});
