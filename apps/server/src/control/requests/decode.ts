/** Decodes content for the page, off the main thread and within a bound: a kilobyte can expand to a gigabyte. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import type { CodingName, RefusalCode } from '#shared/wire/messages.ts';

/** The most octets that decoding may produce. */
export const DECODED_MOST = 8 * 1024 * 1024;

type ZlibDecoder = (bytes: Uint8Array, options: ZlibOptions) => Promise<Uint8Array>;

const decodeInflate = promisify(inflate) as ZlibDecoder;
const decodeInflateRaw = promisify(inflateRaw) as ZlibDecoder;

const DECODERS: { readonly [coding in CodingName]: ZlibDecoder } = {
  gzip: promisify(gunzip) as ZlibDecoder,
  br: promisify(brotliDecompress) as ZlibDecoder,
  // RFC 9110 §8.4.1.2 means the zlib format; some servers send raw deflate, and recipients have learnt to accept it.
  deflate: (bytes, options) => (isZlib(bytes) ? decodeInflate(bytes, options) : decodeInflateRaw(bytes, options)),
};

export type Decoded =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly code: Extract<RefusalCode, `decode-${string}`>; readonly detail: string };

/** `bytes` before `coding` was applied. */
export async function decodeContent(coding: CodingName, bytes: Uint8Array): Promise<Decoded> {
  try {
    return { ok: true, bytes: await DECODERS[coding](bytes, { maxOutputLength: DECODED_MOST }) };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return { ok: false, code: 'decode-too-large', detail: `${DECODED_MOST}` };
    return { ok: false, code: 'decode-failed', detail: message };
  }
}

/** The two octets of RFC 1950's header: method 8, and a check value that makes them a multiple of 31. */
function isZlib(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}
