/** Octets of several kinds, and every way zlib has of writing them. */
import { type ZlibOptions, constants as z } from 'node:zlib';
import { randomFrom } from '../random.ts';

/** What is written: noise, text that repeats itself, one octet over and over, nothing. */
export function samples(seed: number): readonly Uint8Array[] {
  const random = randomFrom(seed);
  const noise = (length: number, of = 256) => Uint8Array.from({ length }, () => Math.floor(random() * of));
  const words = Array.from({ length: 40 }, () =>
    Buffer.from(noise(1 + Math.floor(random() * 9), 26).map((n) => n + 97)),
  );
  const text = Buffer.concat(Array.from({ length: 900 }, () => words[Math.floor(random() * words.length)] as Buffer));
  return [
    new Uint8Array(0),
    noise(1),
    noise(2 + Math.floor(random() * 60), 3),
    text,
    noise(3000),
    noise(20_000, 2),
    new Uint8Array(Math.floor(random() * 70_000)).fill(Math.floor(random() * 256)),
    Buffer.concat([noise(33_000, 200), text, noise(200), text]),
  ];
}

const STRATEGIES = [z.Z_DEFAULT_STRATEGY, z.Z_FILTERED, z.Z_HUFFMAN_ONLY, z.Z_RLE, z.Z_FIXED];

/** All levels with all strategies, and small windows and memories. */
export const WAYS: readonly ZlibOptions[] = [
  ...STRATEGIES.flatMap((strategy) => Array.from({ length: 10 }, (_, level) => ({ strategy, level }))),
  { windowBits: 9, memLevel: 1 },
  { windowBits: 15, memLevel: 9 },
];
