/** Decodes content for the page, off the main thread and within a bound: a kilobyte can expand to a gigabyte. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import type { CodingName, RefusalCode, ToPage, ToServer } from '#shared/wire/messages.ts';

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

type DecodeRequest = Extract<ToServer, { type: 'decode' }>;

/** The channel to the page. */
interface PageLink {
  send(message: ToPage): void;
  /** Resolves once the page has taken most of what it was sent, or is gone. */
  room(): Promise<void>;
}

/** A page's requests to decode, one after another and no faster than it takes the results: they cannot fill the memory. */
export class Decoding {
  readonly #page: PageLink;
  #last: Promise<void> = Promise.resolve();
  #over = false;

  constructor(page: PageLink) {
    this.#page = page;
  }

  /** Resolves once it is answered, or the page is gone. */
  perform(request: DecodeRequest): Promise<void> {
    this.#last = this.#last.then(() => this.#perform(request));
    return this.#last;
  }

  /** The page is gone. */
  close(): void {
    this.#over = true;
  }

  async #perform({ ref, coding, bytes }: DecodeRequest): Promise<void> {
    await this.#page.room();
    if (this.#over) return;
    const result = await decodeContent(coding, bytes);
    if (result.ok) this.#page.send({ type: 'decoded', ref, bytes: result.bytes });
    else this.#page.send({ type: 'refused', ref, code: result.code, detail: result.detail });
  }
}
