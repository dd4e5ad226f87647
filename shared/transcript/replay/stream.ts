/**
 * One direction of a replayed connection: its octets, and the parser's results for them. The engine's own
 * parser runs over the recorded reads, with a trace, so every step can be derived later.
 */

import { DEFAULT_READING, READER_LIMITS } from '../../base/options.ts';
import { countWhile } from '../../base/search.ts';
import type { Table } from '../../http1/machine.ts';
import { RequestParser, ResponseParser, type ResponseParserOptions } from '../../http1/parser.ts';
import { type Row, STATES, type StateName } from '../../http1/table.ts';
import { RowTrace } from '../../http1/trace.ts';
import { isEngine } from '../../servers/names.ts';
import type { ConnectionOptions, Vantage } from '../record/entries.ts';
import { MessageLog } from './message-log.ts';
import type { Token } from './token-log.ts';

/** `in`: from the client to the server; `out`: from the server to the client. */
export type Direction = 'in' | 'out';

/**
 * Whose parse the page replays. `server`: this server is the engine, so it has refused what the table refuses.
 * `engine`: another server got these octets, and the transcript says what it did; the table only tells what
 * the engine would have done. `page`: responses, which no server parses.
 */
export type Reader = 'server' | 'engine' | 'page';

export type SocketCall = 'read' | 'write';

export class Stream {
  readonly direction: Direction;
  /** Everything said about a verdict of this stream must be true of this reader. */
  readonly reader: Reader;
  readonly table: Table;
  readonly log = new MessageLog();
  /** The socket calls that carried its octets, at the connection's vantage. */
  readonly call: SocketCall;
  /** After the last octet of each of these reads or writes, ascending. */
  readonly boundaries: number[] = [];
  /** Octets so far. */
  length = 0;
  /** Octets dropped before octet 0 of this stream. */
  base = 0;
  /** After a gap octets are kept but not parsed: the parser does not guess. */
  blind = false;
  /** The protocol is not HTTP: octets are kept but not interpreted. */
  foreign = false;
  readonly #trace = new RowTrace();
  readonly #parser: RequestParser | ResponseParser;
  #octets = new Uint8Array(1024);
  #octetState: StateName = 'start';

  private constructor(
    reader: Reader,
    vantage: Vantage,
    parser: (log: MessageLog, trace: RowTrace) => Stream['parser'],
  ) {
    this.direction = reader === 'page' ? 'out' : 'in';
    this.reader = reader;
    this.call = (this.direction === 'in') === (vantage === 'server') ? 'read' : 'write';
    this.#parser = parser(this.log, this.#trace);
    this.table = this.#parser.table;
  }

  /** Requests, parsed under the options of the connection, as the engine does. */
  static requests(options: ConnectionOptions | null, vantage: Vantage = 'server'): Stream {
    const limits = options?.limits ?? READER_LIMITS;
    const { mode, leniencies } = options ?? DEFAULT_READING;
    const reader = options === null || isEngine(options.server) ? 'server' : 'engine';
    return new Stream(reader, vantage, (log, trace) => new RequestParser(log, { limits, mode, leniencies, trace }));
  }

  /** Responses, parsed as the page does, with what `expected` says about each request. */
  static responses(expected: Pick<ResponseParserOptions, 'methods' | 'asked'>, vantage: Vantage = 'server'): Stream {
    const reader = { limits: READER_LIMITS, mode: 'rfc', ...expected } as const;
    return new Stream('page', vantage, (log, trace) => new ResponseParser(log, { ...reader, trace }));
  }

  /** The parser, for the registers of the incomplete message. */
  get parser(): RequestParser | ResponseParser {
    return this.#parser;
  }

  /** Takes the octets of one read or write, or, under a hold, the consumed part of a read; `ends`: its last part. */
  append(bytes: Uint8Array, ends = true): void {
    this.#keep(bytes);
    if (!this.blind) this.#parser.feed(bytes);
    this.#octetState = this.#parser.state;
    if (ends) this.boundaries.push(this.length);
  }

  /** Octet `offset`, 0 ≤ offset < length. */
  octet(offset: number): number {
    return this.#octets[offset] as number;
  }

  /** A view of the octets `[start, end)`: valid until the stream grows. */
  bytes(start = 0, end = this.length): Uint8Array {
    return this.#octets.subarray(start, Math.min(end, this.length));
  }

  /** Row number in the table for octet `offset`; −1 in a blind stream. */
  rowNumber(offset: number): number {
    return this.blind ? -1 : this.#trace.at(offset);
  }

  /** The row for octet `offset`; undefined in a blind stream. */
  row(offset: number): Row | undefined {
    return this.table.rows[this.rowNumber(offset)];
  }

  /** Whether octet `offset` was not parsed: after a gap, a refusal or the last message. Nor was any octet after it. */
  isIgnored(offset: number): boolean {
    const row = this.row(offset);
    return row === undefined || STATES[row.from] === 'end';
  }

  /** The first octet that was not parsed; `length` when all were. */
  get ignoredFrom(): number {
    return countWhile(this.length, (index) => !this.isIgnored(index));
  }

  /** The state after `taken` octets, before any FIN or time-out that follows them. */
  stateAfter(taken: number): StateName {
    const next = taken < this.length ? this.row(taken) : undefined;
    return this.#isRefusedUnread(taken, next) ? 'start' : (next?.from ?? this.#octetState);
  }

  /** Octet `taken` was refused before it was read, because no request is waiting for it. */
  #isRefusedUnread(taken: number, row: Row | undefined): boolean {
    return (
      row?.from === 'refused' && this.log.verdicts.some(({ rule, at }) => rule === 'unasked-response' && at === taken)
    );
  }

  /** The current state, also after FIN and time-outs. */
  get state(): StateName {
    return this.#parser.state;
  }

  /** The token that contains `offset`; one still being read, or cut short by a refusal, ends where it has got to. */
  tokenAt(offset: number): Token | null {
    const open = this.#parser.openToken;
    if (open !== null && offset >= open.start && offset < open.end) {
      return { kind: open.kind, start: open.start, end: open.end, index: this.log.tokens.length };
    }
    return this.log.tokens.holding(offset);
  }

  #keep(bytes: Uint8Array): void {
    const needed = this.length + bytes.length;
    if (needed > this.#octets.length) {
      const larger = new Uint8Array(Math.max(needed, this.#octets.length * 2));
      larger.set(this.#octets.subarray(0, this.length));
      this.#octets = larger;
    }
    this.#octets.set(bytes, this.length);
    this.length = needed;
  }
}

/** The number, from 1, of the read, write or datagram that carried octet `offset`. */
export function carriedBy({ boundaries }: Stream, offset: number): number {
  return countWhile(boundaries.length, (index) => (boundaries[index] as number) <= offset) + 1;
}
