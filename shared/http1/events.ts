/**
 * What a parser reports to its listener. Calls on an interface, not objects in a stream: this allocates nothing per
 * octet, and a listener that ignores an event costs one empty call.
 *
 * All offsets are counted from octet 0 of the connection in this direction; ranges are half-open.
 */
import type { Range } from '../base/octets.ts';
import type { RuleId } from './rules.ts';

/** The kinds of token the table opens and closes. They cover the meaningful octets; SP, `:`, CR and LF lie between. */
export const TOKEN_KINDS = [
  'method',
  'target',
  'version',
  'status',
  'reason',
  'field-name',
  'field-value',
  'content',
  'chunk-size',
  'chunk-extension',
  'chunk-data',
  'trailer-name',
  'trailer-value',
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** accept: grammatical; tolerate: wrong but let pass; reject: refused, and nothing after it is parsed. */
export type VerdictLevel = 'tolerate' | 'reject';

/** A verdict on octets: which rule, decided at which octet, and which octets are to blame. */
export interface Verdict {
  readonly level: VerdictLevel;
  readonly rule: RuleId;
  /** The octet at which it was decided (for FIN and time-outs: the offset after the last octet). */
  readonly at: number;
  readonly blame: Range;
}

/** One field line; the value excludes OWS at both ends (RFC 9112 §5). */
export interface FieldLine {
  readonly name: string;
  readonly value: string;
  readonly nameRange: Range;
  readonly valueRange: Range;
}

/** How the end of a message's content is found (RFC 9112 §6.3). */
export type Framing =
  | { readonly by: 'none'; readonly rule: RuleId }
  | { readonly by: 'length'; readonly length: number; readonly rule: RuleId }
  | { readonly by: 'chunked'; readonly rule: RuleId }
  | { readonly by: 'close'; readonly rule: RuleId }
  /** The octets after the header section belong to another protocol (101, 2xx to CONNECT). */
  | { readonly by: 'tunnel'; readonly rule: RuleId };

/** Whether the connection persists after this message, and the rule that decides it (RFC 9112 §9.3). */
export interface Persistence {
  readonly keep: boolean;
  readonly rule: RuleId;
}

interface MessageHead {
  /** Number of the message in its direction, from 0. */
  readonly ordinal: number;
  /** First octet of the start-line. */
  readonly start: number;
  /** After the empty line that ends the header section. */
  readonly end: number;
  /** 1 for HTTP/1.1, 0 for HTTP/1.0. */
  readonly minor: number;
  readonly fields: readonly FieldLine[];
  readonly framing: Framing;
  readonly persistence: Persistence;
}

export interface RequestHead extends MessageHead {
  readonly method: string;
  /** The request-target as received. */
  readonly target: string;
  /** `Expect: 100-continue` in HTTP/1.1 with content announced (RFC 9110 §10.1.1). */
  readonly expectsContinue: boolean;
}

export interface ResponseHead extends MessageHead {
  /** 100–999. */
  readonly status: number;
  readonly reason: string;
}

/** The listener of a parser. `Head` is RequestHead or ResponseHead. */
export interface MessageSink<Head> {
  /** The first octet of a message's start-line is at `start`. */
  begin(ordinal: number, start: number): void;
  /** A token has ended: octets `[start, end)`. Content that comes in pieces is one token, reported at its end. */
  token(kind: TokenKind, start: number, end: number): void;
  /** The header section is complete and the framing is decided. */
  head(head: Head): void;
  /**
   * Octets of content (for chunks: their data only). `bytes` is the buffer just fed and `[from, to)` indexes into it:
   * valid only during the call.
   */
  content(bytes: Uint8Array, from: number, to: number): void;
  /** The message is complete; `end` is after its last octet. */
  complete(end: number, trailers: readonly FieldLine[]): void;
  /** A violation was found. After a `reject`, no other call follows. */
  verdict(verdict: Verdict): void;
  /** FIN between messages: the peer is done, and nothing is missing. */
  finished(): void;
}
