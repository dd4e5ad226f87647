/**
 * The content of a message as its receiver gets it: the chunks joined, with each octet mapped to its octet on the wire.
 * Also how content and heads are decoded to characters, according to the fields of the head.
 */

import type { Range } from '../../base/octets.ts';
import { countWhile } from '../../base/search.ts';
import type { FieldLine, TokenKind } from '../../http1/events.ts';
import type { Head, Message } from '../replay/message-log.ts';
import type { Stream } from '../replay/stream.ts';

/** What octets from 0x80 on stand for: characters of UTF-8, of ISO-8859-1, or nothing readable. */
export type Reading = 'utf-8' | 'latin-1' | 'none';

/** What the head says about its content. */
export interface Media {
  /** `text/html`, in lower case; empty when the head does not say. */
  readonly type: string;
  /** In lower case; empty when the head does not say. */
  readonly charset: string;
  /** The content codings in the order they were applied, in lower case, without `identity`. */
  readonly codings: readonly string[];
}

const known = new WeakMap<Head, Media>();

/** What a head says about its content. */
export function mediaOf(head: Head): Media {
  const found = known.get(head) ?? readMedia(head.fields);
  known.set(head, found);
  return found;
}

function readMedia(fields: readonly FieldLine[]): Media {
  const [type = '', ...parameters] = valuesOf(fields, 'content-type').join(', ').toLowerCase().split(';');
  const charset = parameters.map((one) => one.trim()).find((one) => one.startsWith('charset=')) ?? '';
  const codings = valuesOf(fields, 'content-encoding')
    .flatMap((value) => value.toLowerCase().split(','))
    .map((coding) => coding.trim().replace(/^x-(?=gzip$)/, ''))
    .filter((coding) => coding !== '' && coding !== 'identity');
  return { type: type.trim(), charset: charset.slice('charset='.length).replaceAll('"', '').trim(), codings };
}

function valuesOf(fields: readonly FieldLine[], name: string): readonly string[] {
  return fields.filter((field) => field.name.toLowerCase() === name).map((field) => field.value);
}

const LATIN_1 = /^(?:iso-8859-1|iso_8859-1|latin1|latin-1|l1|us-ascii|ascii|windows-1252|cp1252)$/;
const NO_TEXT = /^(?:image\/(?!svg)|audio\/|video\/|font\/|application\/(?:octet-stream|zip|gzip|pdf|wasm))/;

/** How content is read as characters once it is decoded. Without a charset it is taken for UTF-8. */
export function readingOf(media: Media): Reading {
  if (NO_TEXT.test(media.type)) return 'none';
  return LATIN_1.test(media.charset) ? 'latin-1' : 'utf-8';
}

/** How octet `offset` of a direction is read: heads as UTF-8, compressed content not at all. */
export function readingAt(stream: Stream, offset: number): Reading {
  if (stream.row(offset)?.count === undefined) return 'utf-8';
  const head = stream.log.messageAt(offset)?.head;
  if (head === null || head === undefined) return 'utf-8';
  const media = mediaOf(head);
  return media.codings.length > 0 ? 'none' : readingOf(media);
}

/** The content of one message, as far as it has arrived. */
export class ContentMap {
  /** Octets of content. */
  readonly length: number;
  /** Runs of content on the wire: one in all, or one per chunk. */
  readonly pieces: number;
  /** Where each piece begins on the wire and in the content, ascending. */
  readonly #wire: Float64Array;
  readonly #content: Float64Array;

  private constructor(ranges: readonly Range[]) {
    this.pieces = ranges.length;
    this.#wire = Float64Array.from(ranges, ({ start }) => start);
    this.#content = new Float64Array(ranges.length + 1);
    let length = 0;
    ranges.forEach(({ start, end }, index) => {
      length += end - start;
      this.#content[index + 1] = length;
    });
    this.length = length;
  }

  /** The content of `message`, which is in the log of `stream`. */
  static of(stream: Stream, message: Message): ContentMap {
    return new ContentMap(contentRanges(stream, message));
  }

  /** The octet on the wire that carries octet `offset` of the content, 0 ≤ offset < length. */
  wireOf(offset: number): number {
    if (offset < 0 || offset >= this.length) throw new RangeError(`no octet ${offset} in content of ${this.length}`);
    const piece = lastUpTo(this.#content, this.pieces, offset);
    return (this.#wire[piece] as number) + offset - (this.#content[piece] as number);
  }

  /** The content octet that octet `offset` on the wire carries, or null: then it is framing. */
  contentOf(offset: number): number | null {
    const piece = lastUpTo(this.#wire, this.pieces, offset);
    if (piece < 0) return null;
    const at = (this.#content[piece] as number) + offset - (this.#wire[piece] as number);
    return at < (this.#content[piece + 1] as number) ? at : null;
  }

  /** From the first to the last octet on the wire for octets `[start, end)` of the content. */
  wireRange({ start, end }: Range): Range {
    return { start: this.wireOf(start), end: this.wireOf(end - 1) + 1 };
  }

  /** The content that octets on the wire carry; null when they carry none. */
  contentRange({ start, end }: Range): Range | null {
    const first = this.#firstFrom(start);
    const last = this.#firstFrom(end);
    return first < last ? { start: first, end: last } : null;
  }

  /** The first octet of content at or after `wire`. */
  #firstFrom(wire: number): number {
    const piece = lastUpTo(this.#wire, this.pieces, wire);
    if (piece < 0) return 0;
    const inside = (this.#content[piece] as number) + wire - (this.#wire[piece] as number);
    return Math.min(inside, this.#content[piece + 1] as number);
  }

  /** A copy of the content, its pieces joined. */
  bytes(stream: Stream): Uint8Array {
    const joined = new Uint8Array(this.length);
    for (let piece = 0; piece < this.pieces; piece++) {
      const start = this.#content[piece] as number;
      const wire = this.#wire[piece] as number;
      joined.set(stream.bytes(wire, wire + (this.#content[piece + 1] as number) - start), start);
    }
    return joined;
  }
}

/** The tokens that carry content, including the one still arriving. */
function contentRanges(stream: Stream, message: Message): readonly Range[] {
  const { tokens, messages } = stream.log;
  const following = messages[message.ordinal + 1];
  const end = following?.firstToken ?? tokens.length;
  const ranges: Range[] = [];
  for (let index = message.firstToken; index < end; index++) {
    const token = tokens.at(index);
    if (isContent(token.kind)) ranges.push(token);
  }
  const open = following === undefined ? stream.parser.openToken : null;
  if (open !== null && isContent(open.kind) && open.end > open.start) ranges.push(open);
  return ranges;
}

function isContent(kind: TokenKind): boolean {
  return kind === 'content' || kind === 'chunk-data';
}

/** Index of the last of `count` ascending values that is at most `limit`; −1 when there is none. */
function lastUpTo(values: Float64Array, count: number, limit: number): number {
  return countWhile(count, (index) => (values[index] as number) <= limit) - 1;
}
