/** The state of a row layout in one direction, and its questions about tokens. */
import type { Stream } from '../replay/stream.ts';

/** How far one direction is laid out. */
export interface Side {
  /** Its last row; −1 before the first. */
  row: number;
  /** The row before that one. */
  rowBefore: number;
  /** Its last octet; −1 before the first. */
  last: number;
  /** Index of the first token that begins after the part laid out, and where it begins. */
  token: number;
  next: number;
  /** Before this offset CR and LF are content. */
  plain: number;
}

/** The octets of one read or write while it is laid out. */
export interface Run {
  readonly stream: Stream;
  readonly side: Side;
  readonly bytes: Uint8Array;
  /** The offset of the first octet of `bytes`. */
  readonly offset: number;
}

export function newSide(): Side {
  return { row: -1, rowBefore: -1, last: -1, token: 0, next: 0, plain: 0 };
}

/** Where token number `index` begins; the one still open follows those in the log. */
export function tokenStart(stream: Stream, index: number): number {
  const { tokens } = stream.log;
  if (index < tokens.length) return tokens.at(index).start;
  return stream.parser.openToken?.start ?? Number.POSITIVE_INFINITY;
}

/** Whether token number `index` is empty: an empty field value, an empty reason phrase. */
export function isEmptyToken(stream: Stream, index: number): boolean {
  const { tokens } = stream.log;
  return index < tokens.length && tokens.at(index).end === tokens.at(index).start;
}
