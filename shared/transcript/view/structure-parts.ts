/** The parts of one message in the token log: token numbers by role, found once, extended as tokens arrive. */

import { type Legible, legible } from '../../base/legible.ts';
import type { Range } from '../../base/octets.ts';
import type { Message } from '../replay/message-log.ts';
import type { Stream } from '../replay/stream.ts';
import type { Token } from '../replay/token-log.ts';

/** Octets shown of a text. */
const SHOWN = 120;

/** The numbers of a message's tokens. The token still being read has the number it will get when it ends. */
export class MessageParts {
  readonly stream: Stream;
  readonly message: Message;
  readonly startLine: number[] = [];
  /** Of the field names, the chunk-sizes and the trailer names; their values and data follow them. */
  readonly fields: number[] = [];
  readonly chunks: number[] = [];
  readonly trailers: number[] = [];
  #seen: number;

  constructor(stream: Stream, message: Message) {
    this.stream = stream;
    this.message = message;
    this.#seen = message.firstToken;
  }

  /** Processes new tokens; `before`: the number of the next message's first token, if there is one. */
  update(before: number | undefined): void {
    const open = this.stream.parser.openToken === null ? 0 : 1;
    const to = before ?? this.stream.log.tokens.length + open;
    for (; this.#seen < to; this.#seen++) this.#add(this.#seen);
  }

  #add(index: number): void {
    switch (this.token(index).kind) {
      case 'field-name':
        this.fields.push(index);
        break;
      case 'chunk-size':
        this.chunks.push(index);
        break;
      case 'trailer-name':
        this.trailers.push(index);
        break;
      case 'field-value':
      case 'trailer-value':
      case 'content':
      case 'chunk-data':
      case 'chunk-extension':
        break;
      default:
        this.startLine.push(index);
    }
  }

  /** Token `index`, complete or still being read. */
  token(index: number): Token {
    const { log, parser } = this.stream;
    if (index < log.tokens.length) return log.tokens.at(index);
    const open = parser.openToken;
    if (open === null) throw new RangeError(`no token ${index}`);
    return { kind: open.kind, start: open.start, end: open.end, index };
  }

  /** How many tokens have been processed: those of this message have smaller numbers. */
  get seen(): number {
    return this.#seen;
  }

  /** After the last octet known to belong to this message. */
  get end(): number {
    const { message, stream } = this;
    if (message.end !== null) return message.end;
    const refused = message.verdicts.find(({ level }) => level === 'reject');
    return refused === undefined ? stream.length : Math.min(stream.length, refused.at + 1);
  }

  /** First octet after the chunks: that of the trailer section, or of the empty line that replaces it. */
  get chunksEnd(): number {
    const first = this.trailers[0];
    if (first !== undefined) return this.token(first).start;
    const { message } = this;
    return message.end === null ? this.end : message.end - this.lineEndBefore(message.end);
  }

  /** Octets of the line end right before `offset`: 2, or 1 for a bare LF. */
  lineEndBefore(offset: number): number {
    return offset >= 2 && this.stream.octet(offset - 2) === 0x0d ? 2 : 1;
  }

  text({ start, end }: Range): Legible {
    return legible(this.stream.bytes(), start, end, SHOWN);
  }

  /** The value that follows the name with number `index`, if it has begun. */
  valueOf(index: number): Token | null {
    if (index + 1 >= this.#seen) return null;
    const next = this.token(index + 1);
    return next.kind === 'field-value' || next.kind === 'trailer-value' ? next : null;
  }

  /** The number of the chunk-size after chunk `chunk`, or of the first token after the chunks. */
  afterChunk(chunk: number): number {
    return this.chunks[chunk + 1] ?? this.trailers[0] ?? this.#seen;
  }
}
