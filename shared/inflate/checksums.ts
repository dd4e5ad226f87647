/** The checks of gzip (CRC-32, RFC 1952 §8) and of zlib (Adler-32, RFC 1950 §9), each computed piece by piece. */

const CRC = Uint32Array.from({ length: 256 }, (_, octet) => {
  let rest = octet;
  for (let i = 0; i < 8; i++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest >>> 0;
});

/** CRC-32 of everything up to and including `bytes`; `before` is the check so far (0 at first). */
export function crc32(before: number, bytes: Uint8Array): number {
  let rest = ~before;
  for (let i = 0; i < bytes.length; i++) rest = (CRC[(rest ^ (bytes[i] as number)) & 0xff] as number) ^ (rest >>> 8);
  return ~rest >>> 0;
}

const ADLER = 65521;
/** How many octets can be added before the sums exceed 2³². */
const ADLER_PIECE = 5552;

/** Adler-32 of everything up to and including `bytes`; `before` is the check so far (1 at first). */
export function adler32(before: number, bytes: Uint8Array): number {
  let a = before & 0xffff;
  let b = before >>> 16;
  for (let start = 0; start < bytes.length; start += ADLER_PIECE) {
    const end = Math.min(bytes.length, start + ADLER_PIECE);
    for (let i = start; i < end; i++) {
      a += bytes[i] as number;
      b += a;
    }
    a %= ADLER;
    b %= ADLER;
  }
  return ((b << 16) | a) >>> 0;
}
