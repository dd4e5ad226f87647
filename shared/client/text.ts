/** Content as characters, decoded piece by piece: UTF-8 or ISO-8859-1 by its charset, U+FFFD for an invalid octet. */
import { decodeUtf8 } from '../base/decode.ts';
import { concat, latin1 } from '../base/octets.ts';
import { characterFrom, LONGEST } from '../base/utf8.ts';
import type { Reading } from '../transcript/view/content.ts';

export class TextReader {
  /** Octets that were not part of a character. */
  malformed = 0;
  readonly #reading: Reading;
  #held: Uint8Array = new Uint8Array(0);

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** The characters complete by now; the octets of an incomplete one are kept for the next call. */
  push(bytes: Uint8Array): string {
    if (this.#reading !== 'utf-8') return latin1(bytes);
    const all = this.#held.length === 0 ? bytes : concat([this.#held, bytes]);
    const end = all.length - openAtEnd(all);
    this.#held = all.slice(end);
    return this.#read(all.subarray(0, end));
  }

  /** The remainder: a character that was never completed. */
  end(): string {
    const left = this.#held;
    this.#held = new Uint8Array(0);
    return this.#read(left);
  }

  #read(bytes: Uint8Array): string {
    const whole = decodeUtf8(bytes);
    if (whole !== null) return whole;
    let text = '';
    for (let at = 0; at < bytes.length; ) {
      const { end, point } = characterFrom(bytes, at);
      if (point < 0) this.malformed++;
      text += point < 0 ? '\ufffd' : String.fromCodePoint(point);
      at = end;
    }
    return text;
  }
}

/** How many octets at the end begin a character but do not complete it. */
function openAtEnd(bytes: Uint8Array): number {
  for (let back = 1; back < LONGEST && back <= bytes.length; back++) {
    const octet = bytes[bytes.length - back] as number;
    if (octet < 0x80) return 0;
    const length = octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : octet >= 0xc0 ? 2 : 0;
    if (length > 0) return length > back ? back : 0;
  }
  return 0;
}

/** The whole content as text. */
export function textOf(bytes: Uint8Array, reading: Reading): string {
  const reader = new TextReader(reading);
  return reader.push(bytes) + reader.end();
}

/** JSON, always read as UTF-8 (RFC 8259 §8.1); else where and why it is invalid, in the words of the runtime. */
export function jsonOf(bytes: Uint8Array): { value: unknown } | { fault: string } {
  const text = decodeUtf8(bytes);
  if (text === null) return { fault: 'UTF-8' };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
