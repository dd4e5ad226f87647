import { deflateRawSync, deflateSync, gzipSync, constants as z } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BlockMap, joined, octetsOf } from '#shared/inflate/coded-map.ts';
import { decodeContent } from '#shared/inflate/decode.ts';
import { samples } from './samples.ts';

const WAYS = [
  { level: 0 },
  { level: 9 },
  { strategy: z.Z_FIXED },
  { strategy: z.Z_HUFFMAN_ONLY },
  { strategy: z.Z_RLE },
];

describe.each(WAYS)('a stream written with %o', (way) => {
  const all = samples(17).map((sample) => ({ sample, ...decodeContent('gzip', gzipSync(sample, way)) }));

  it('has a symbol for every octet: its own literal, or a copy of the octets it points to', () => {
    for (const { sample, map } of all) {
      let next = 0;
      while (next < sample.length) {
        const origin = map.originOf(next);
        // One assertion for each of a hundred thousand symbols would be all the time this takes.
        const { start, end } = origin.decoded;
        if (start !== next || origin.bits.end <= origin.bits.start) expect.fail(`octet ${next} has no symbol`);
        if (origin.kind === 'literal' && end !== next + 1) expect.fail(`octet ${next} is no literal`);
        if ((origin.kind === 'copy') !== (origin.from !== null)) expect.fail(`octet ${next} is copied from nowhere`);
        if (origin.kind === 'copy') {
          for (let at = origin.decoded.start; at < origin.decoded.end; at++) {
            if (sample[at] !== sample[at - origin.distance]) expect.fail(`octet ${at} is not ${origin.distance} back`);
          }
        }
        next = origin.decoded.end;
      }
      expect(next).toBe(sample.length);
    }
  });

  it('finds where a copied octet first stood', () => {
    for (const { sample, map } of all) {
      for (let at = 0; at < sample.length; at += 37) {
        const first = map.firstOf(at);
        expect(sample[first]).toBe(sample[at]);
        expect(map.originOf(first).kind).not.toBe('copy');
      }
    }
  });

  it('goes there and back', () => {
    for (const { sample, map } of all) {
      for (let at = 0; at < sample.length; at += 41) {
        const coded = map.codedRange({ start: at, end: at + 1 });
        const back = map.decodedRange(coded);
        expect(back?.start).toBeLessThanOrEqual(at);
        expect(back?.end).toBeGreaterThan(at);
      }
      for (let octet = 0; octet < map.codedLength; octet++) {
        const decoded = map.decodedRange({ start: octet, end: octet + 1 });
        if (decoded === null) continue;
        const coded = map.codedRange(decoded);
        if (octet < coded.start || octet >= coded.end) expect.fail(`octet ${octet} is not in what it became`);
      }
      if (sample.length > 0) {
        expect(map.decodedRange({ start: 0, end: map.codedLength })).toEqual({ start: 0, end: sample.length });
      }
    }
  });

  it('names every bit', () => {
    for (const { map } of all) {
      let bit = 0;
      let decoded = 0;
      for (let index = 0; index < map.parts; index++) {
        const part = map.part(index);
        expect([part.bits.start, part.decoded.start]).toEqual([bit, decoded]);
        ({ end: bit } = part.bits);
        ({ end: decoded } = part.decoded);
        if (part.bits.end > part.bits.start) expect(map.partAt(part.bits.start)).toBe(index);
      }
      expect([bit, decoded]).toEqual([map.codedLength * 8, map.length]);
      expect(map.partAt(bit)).toBe(-1);
    }
  });
});

it('puts a stored octet where it stands', () => {
  const text = Buffer.from('stored as it is');
  const coded = deflateRawSync(text, { level: 0 });
  const { map } = decodeContent('deflate', coded);
  for (let at = 0; at < text.length; at++) {
    const { start, end } = map.codedRange({ start: at, end: at + 1 });
    expect([end - start, coded[start]]).toEqual([1, text[at]]);
    expect(map.decodedRange({ start, end })).toEqual({ start: at, end: at + 1 });
  }
  expect(map.decodedRange({ start: 0, end: 1 })).toBeNull();
});

it('shows a copy that repeats what it has just made', () => {
  const { map } = decodeContent('deflate', deflateSync('aaaaaaaaaaaaaaaa'));
  const copy = map.originOf(9);
  const { start } = copy.decoded;
  expect(copy).toMatchObject({ kind: 'copy', distance: 1, from: { start: start - 1, end: start } });
  expect(copy.decoded.end).toBeGreaterThan(9);
  expect(copy.coded).toEqual(octetsOf(copy.bits));
  expect(map.firstOf(15)).toBe(start - 1);
});

it('lists the parts of the three formats', () => {
  const kinds = (coding: 'gzip' | 'deflate', bytes: Uint8Array) => {
    const { map } = decodeContent(coding, bytes);
    return Array.from({ length: map.parts }, (_, index) => map.part(index))
      .filter(({ bits }) => bits.end > bits.start)
      .map(({ kind }) => kind);
  };
  const fixed = { strategy: z.Z_FIXED };
  expect(kinds('deflate', deflateRawSync('abc', fixed))).toEqual(['block', 'symbols', 'end-of-block', 'padding']);
  expect(kinds('deflate', deflateSync('abc', { level: 0 }))).toEqual([
    'zlib-method',
    'zlib-flags',
    'block',
    'padding',
    'stored-length',
    'stored',
    'zlib-check',
  ]);
  expect(kinds('gzip', gzipSync('abc', fixed))).toEqual([
    'gzip-magic',
    'gzip-method',
    'gzip-flags',
    'gzip-time',
    'gzip-extra-flags',
    'gzip-system',
    'block',
    'symbols',
    'end-of-block',
    'padding',
    'gzip-check',
    'gzip-size',
  ]);
});

it('has no octet outside', () => {
  const { map } = decodeContent('gzip', gzipSync('abc'));
  expect(() => map.originOf(3)).toThrow(RangeError);
  expect(() => map.codedRange({ start: -1, end: 1 })).toThrow(RangeError);
  expect(map.decodedRange({ start: 4, end: 4 })).toBeNull();
});

it('joins the maps of two codings', () => {
  const text = Buffer.from('twice, twice, twice over and over');
  const inside = deflateSync(text);
  const outside = gzipSync(inside, { level: 0 });
  const outer = decodeContent('gzip', outside);
  const inner = decodeContent('deflate', outer.bytes);
  const both = joined(outer.map, inner.map);
  expect([both.length, both.codedLength]).toEqual([text.length, outside.length]);
  const once = inner.map.codedRange({ start: 0, end: 1 });
  expect(both.codedRange({ start: 0, end: 1 })).toEqual(outer.map.codedRange(once));
  expect(both.decodedRange(both.codedRange({ start: 0, end: 1 }))).toEqual(inner.map.decodedRange(once));
  expect(both.decodedRange({ start: 0, end: 10 })).toBeNull();
  const block = joined(new BlockMap(inside.length, 12), inner.map);
  expect(block.codedRange({ start: 3, end: 4 })).toEqual({ start: 0, end: 12 });
});
