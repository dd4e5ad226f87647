import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, utf8 } from '#shared/base/octets.ts';
import { cutsEverywhere, cutsWithin, joinPieces, MOST_CUTS, MOST_PAUSE_MS, piecesOf } from '#shared/composer/pieces.ts';

const octets = fc.uint8Array({ maxLength: 60 });
const cut = fc.record({ at: fc.integer({ min: -3, max: 70 }), pauseMs: fc.integer({ min: -5, max: 70_000 }) });

test('a cut after eight octets makes two pieces, the second with the pause', () => {
  expect(piecesOf(utf8('GET / HTTP/1.1\r\n\r\n'), [{ at: 8, pauseMs: 200 }])).toEqual([
    { bytes: utf8('GET / HT'), pauseMs: 0 },
    { bytes: utf8('TP/1.1\r\n\r\n'), pauseMs: 200 },
  ]);
});

test('pieces joined are the octets, none is empty, and the first waits for nothing', () => {
  fc.assert(
    fc.property(octets, fc.array(cut), (bytes, cuts) => {
      const pieces = piecesOf(bytes, cuts);
      expect(concat(pieces.map((piece) => piece.bytes))).toEqual(bytes);
      expect(pieces.every((piece) => piece.bytes.length > 0)).toBe(true);
      expect(pieces[0]?.pauseMs ?? 0).toBe(0);
      expect(pieces.every(({ pauseMs }) => pauseMs >= 0 && pauseMs <= MOST_PAUSE_MS)).toBe(true);
      expect(pieces.length).toBe(bytes.length === 0 ? 0 : cutsWithin(bytes.length, cuts).length + 1);
    }),
  );
});

test('joined pieces are cut at the same places again', () => {
  fc.assert(
    fc.property(octets, fc.array(cut), (bytes, cuts) => {
      const pieces = piecesOf(bytes, cuts);
      const joined = joinPieces(pieces);
      expect(piecesOf(joined.bytes, joined.cuts)).toEqual(pieces);
    }),
  );
});

test('octet by octet is a piece per octet, up to the most cuts of one send', () => {
  expect(piecesOf(utf8('abc'), cutsEverywhere(3, 5) ?? [])).toEqual([
    { bytes: utf8('a'), pauseMs: 0 },
    { bytes: utf8('b'), pauseMs: 5 },
    { bytes: utf8('c'), pauseMs: 5 },
  ]);
  expect(cutsEverywhere(0, 0)).toEqual([]);
  expect(cutsEverywhere(MOST_CUTS + 1, 0)).toHaveLength(MOST_CUTS);
  expect(cutsEverywhere(MOST_CUTS + 2, 0)).toBeNull();
});
