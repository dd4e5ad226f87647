import {
  deflateRawSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateRawSync,
  inflateSync,
  constants as z,
} from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { DECODED_MOST, decodeContent, decodeInSteps } from '#shared/inflate/decode.ts';
import { FULL, times } from '../full.ts';
import { randomFrom } from '../random.ts';
import { testSeed } from '../seed.ts';
import { samples, WAYS } from './samples.ts';

/** What Node's zlib makes of octets; null: it refuses them. */
function verdict(run: () => Uint8Array): Buffer | null {
  try {
    return Buffer.from(run());
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toMatch(/^(Z_|ERR_BUFFER_TOO_LARGE)/);
    return null;
  }
}

const FORMS = [
  { wrapping: 'gzip', coding: 'gzip', write: gzipSync, read: gunzipSync },
  { wrapping: 'zlib', coding: 'deflate', write: deflateSync, read: inflateSync },
  { wrapping: 'bare', coding: 'deflate', write: deflateRawSync, read: inflateRawSync },
] as const;

describe.each(FORMS)('$wrapping', ({ wrapping, coding, write, read }) => {
  it.each(WAYS)('reads what zlib writes with %o', (way) => {
    const level = way.level ?? 20;
    const all = samples(testSeed() + level);
    // One after the other of them, from level to level, on any day.
    for (const sample of FULL ? all : all.filter((_, index) => index % 4 === level % 4)) {
      const decoded = decodeContent(coding, write(sample, way));
      expect(decoded.fault).toBeNull();
      expect(decoded.wrapping).toBe(wrapping);
      expect(Buffer.compare(decoded.bytes, sample)).toBe(0);
      expect(decoded.unused).toBeNull();
    }
  });

  it('refuses what zlib refuses and takes what zlib takes, one octet changed', () => {
    const seed = testSeed();
    const random = randomFrom(seed);
    let taken = 0;
    for (let round = 0; round < (FULL ? 60 : 16); round++) {
      const sample = samples(seed + round)[round % 8] as Uint8Array;
      const whole = write(sample.subarray(0, 600), { level: round % 10 });
      for (let change = 0; change < 40; change++) {
        const changed = Uint8Array.from(whole);
        const at = Math.floor(random() ** 2 * changed.length);
        changed[at] = (changed[at] as number) ^ (1 << Math.floor(random() * 8));
        const decoded = decodeContent(coding, changed);
        // Which of its two forms a `deflate` is in is told by its first octets.
        const theirs = verdict(() =>
          wrapping !== 'gzip' && decoded.wrapping !== wrapping ? other(decoded.wrapping, changed) : read(changed),
        );
        expect(decoded.fault === null, `round ${round}, octet ${at}: ${decoded.fault?.code}`).toBe(theirs !== null);
        if (theirs === null) continue;
        taken++;
        expect(Buffer.compare(decoded.bytes, theirs)).toBe(0);
      }
    }
    // Some changes hurt nobody: a time in a header, a literal where nothing checks.
    expect(taken).toBeGreaterThan(0);
  });

  it('calls cut-off octets truncated at every place, and gives what they hold', () => {
    for (const way of [{ level: 0 }, { level: 9 }, { strategy: z.Z_FIXED }]) {
      const sample = (samples(testSeed())[3] as Uint8Array).subarray(0, FULL ? 700 : 200);
      const whole = write(sample, way);
      for (let end = 2; end < whole.length; end++) {
        const decoded = decodeContent(coding, whole.subarray(0, end));
        expect(decoded.fault).toEqual({ code: 'truncated', bit: end * 8, at: end });
        const theirs = read(whole.subarray(0, end), { finishFlush: z.Z_SYNC_FLUSH });
        expect(decoded.bytes.length, `cut at ${end}`).toBe(theirs.length);
        expect(Buffer.compare(decoded.bytes, theirs)).toBe(0);
      }
    }
  });

  it('refuses noise as zlib does', () => {
    const random = randomFrom(testSeed());
    const header = { gzip: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], zlib: [0x78, 0x9c], bare: [] }[wrapping];
    for (let round = 0; round < times(4000); round++) {
      const noise = Uint8Array.from([...header, ...Array.from({ length: 60 }, () => Math.floor(random() * 256))]);
      const decoded = decodeContent(coding, noise);
      if (decoded.wrapping !== wrapping) continue;
      const theirs = verdict(() => read(noise));
      expect(decoded.fault === null, `round ${round}: ${decoded.fault?.code}`).toBe(theirs !== null);
      if (theirs !== null) expect(Buffer.compare(decoded.bytes, theirs)).toBe(0);
    }
  });

  it('stops at its limit, and says so', () => {
    const bomb = write(new Uint8Array(DECODED_MOST + 1), { level: 9 });
    const decoded = decodeContent(coding, bomb);
    expect(decoded.fault).toMatchObject({ code: 'too-large', wanted: DECODED_MOST });
    expect(decoded.bytes.length).toBeLessThanOrEqual(DECODED_MOST);
    expect(decodeContent(coding, write(new Uint8Array(300)), 300).fault).toBeNull();
    for (const level of [0, 1]) {
      const { fault, bytes } = decodeContent(coding, write(samples(5)[4] as Uint8Array, { level }), 1000);
      expect(fault).toMatchObject({ code: 'too-large', wanted: 1000 });
      expect(Buffer.compare(bytes, (samples(5)[4] as Uint8Array).subarray(0, bytes.length))).toBe(0);
    }
  });
});

function other(wrapping: string, bytes: Uint8Array): Uint8Array {
  return wrapping === 'zlib' ? inflateSync(bytes) : inflateRawSync(bytes);
}

describe('gzip', () => {
  it('joins members, ends at a zero, and refuses anything that is not a member', () => {
    const members = Buffer.concat([gzipSync('one'), gzipSync('two')]);
    expect(Buffer.from(decodeContent('gzip', members).bytes).toString()).toBe('onetwo');
    const padded = Buffer.concat([members, Buffer.from([0, 1, 2])]);
    expect(decodeContent('gzip', padded)).toMatchObject({
      fault: null,
      unused: { start: members.length, end: padded.length },
    });
    expect(gunzipSync(padded).toString()).toBe('onetwo');
    const followed = Buffer.concat([members, Buffer.from('GET')]);
    expect(decodeContent('gzip', followed).fault).toEqual({
      code: 'not-gzip',
      bit: members.length * 8,
      at: members.length,
    });
    expect(verdict(() => gunzipSync(followed))).toBeNull();
  });

  it('reads every field a header may have, and checks it', () => {
    const plain = gzipSync('fields');
    // FHCRC, FEXTRA, FNAME and FCOMMENT; the check is of the octets before it.
    const header = Buffer.concat([
      Buffer.from([0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 4, 0]),
      fromLatin1('xtraname.txt\0a comment\0'),
    ]);
    const coded = (check: number) =>
      Buffer.concat([header, Buffer.from([check & 255, check >> 8]), plain.subarray(10)]);
    const wanted = decodeContent('gzip', coded(0)).fault?.wanted as number;
    const decoded = decodeContent('gzip', coded(wanted));
    expect(gunzipSync(coded(wanted)).toString()).toBe('fields');
    expect(Buffer.from(decoded.bytes).toString()).toBe('fields');
    const parts = Array.from({ length: decoded.map.parts }, (_, index) => decoded.map.part(index));
    expect(parts.find(({ kind }) => kind === 'gzip-name')?.coded).toEqual({ start: 16, end: 25 });
    expect(parts.find(({ kind }) => kind === 'gzip-comment')?.coded).toEqual({ start: 25, end: 35 });
    const wrong = wanted ^ 1;
    expect(decodeContent('gzip', coded(wrong)).fault).toEqual({
      code: 'gzip-header-check',
      bit: 35 * 8,
      at: 35,
      found: wrong,
      wanted,
    });
    expect(verdict(() => gunzipSync(coded(wrong)))).toBeNull();
  });

  it.each([
    ['the wrong magic', 0, 0x1e, 'not-gzip', 0],
    ['another method', 2, 7, 'gzip-method', 2],
    ['reserved flags', 3, 0x20, 'gzip-flags', 3],
    ['a wrong check', -8, 0, 'gzip-crc', -8],
    ['a wrong size', -4, 99, 'gzip-size', -4],
    ['a reserved type of block', 10, 7, 'block-type', 10],
  ])('names %s', (_, at, octet, code, blamed) => {
    const coded = gzipSync('a b c d e f');
    coded[(at + coded.length) % coded.length] = octet;
    const decoded = decodeContent('gzip', coded);
    expect(decoded.fault).toMatchObject({ code, at: (blamed + coded.length) % coded.length });
    expect(verdict(() => gunzipSync(coded))).toBeNull();
  });
});

describe('deflate', () => {
  it('refuses a preset dictionary', () => {
    const coded = deflateSync('with a dictionary', { dictionary: Buffer.from('a dictionary') });
    expect(decodeContent('deflate', coded).fault).toEqual({ code: 'dictionary', bit: 8, at: 1 });
    expect(verdict(() => inflateSync(coded))).toBeNull();
  });

  it('stops at the end of the stream and tells of the rest', () => {
    const coded = Buffer.concat([deflateSync('the end'), Buffer.from('rest')]);
    const decoded = decodeContent('deflate', coded);
    expect(decoded).toMatchObject({ fault: null, unused: { start: coded.length - 4, end: coded.length } });
    expect(Buffer.from(decoded.bytes).toString()).toBe('the end');
    expect(inflateSync(coded).toString()).toBe('the end');
  });

  it.each([
    ['a wrong check', 'adler', (coded: Buffer) => [...coded.subarray(0, -1), (coded.at(-1) as number) ^ 1], -4],
    ['a complement that is none', 'stored-length', () => Uint8Array.from([1, 3, 0, 0xfc, 0xfe, 1, 2, 3]), 1],
    ['a distance before the beginning', 'too-far-back', () => Uint8Array.from([0x63, 0x00, 0x42, 0]), -1],
  ])('names %s', (_, code, spoil, at) => {
    const coded = Uint8Array.from(spoil(deflateSync('abcabcabc')));
    const decoded = decodeContent('deflate', coded);
    expect(decoded.fault).toMatchObject({ code });
    if (at !== -1) expect(decoded.fault?.at).toBe((at + coded.length) % coded.length);
    expect(verdict(() => (decoded.wrapping === 'zlib' ? inflateSync(coded) : inflateRawSync(coded)))).toBeNull();
  });
});

it('rests on the way, and takes linear time over many small blocks', () => {
  const resting = decodeInSteps('gzip', gzipSync(new Uint8Array(4_000_000)));
  let rests = 0;
  while (resting.next().done !== true) rests++;
  expect(rests).toBeGreaterThan(10);
  // 010 0000000 over and over: blocks of nothing, ten bits each.
  const empty = Uint8Array.from({ length: 200_000 }, (_, index) => [0x02, 0x08, 0x20, 0x80, 0x00][index % 5] as number);
  expect(decodeContent('deflate', empty).fault).toMatchObject({ code: 'truncated', at: empty.length });
  expect(decodeContent('deflate', empty).map.parts).toBeGreaterThan(300_000);
});
