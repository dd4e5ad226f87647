/**
 * What the request parser and the response parser have in common: feeding, ends, pausing, and their position. Their
 * role as the machine's host is in message-host.ts.
 */
import type { TokenKind } from './events.ts';
import type { Table } from './machine.ts';
import { MessageHost } from './message-host.ts';
import type { StateName } from './table.ts';
import { STATES } from './table.ts';

export { type Fault, faultOf, rangeOf } from './field-lines.ts';
export type { ParserOptions } from './parser-options.ts';

export abstract class MessageParser<Head> extends MessageHost<Head> {
  /** Octets taken since octet 0 of the connection. */
  get offset(): number {
    return this.machine.offset;
  }

  get state(): StateName {
    return this.machine.state;
  }

  /** The table it runs, for reading the rows of the trace and the octets allowed next. */
  get table(): Table {
    return this.machine.table;
  }

  /** At least one octet of an unfinished message was consumed. */
  get inMessage(): boolean {
    const phase = STATES[this.state];
    return phase !== 'between' && phase !== 'end';
  }

  /** The token being read, or null, with its length so far. One cut short by a refusal ends there for good. */
  get openToken(): { readonly kind: TokenKind; readonly start: number; readonly end: number } | null {
    const kind = this.machine.openToken;
    if (kind === null) return null;
    return { kind, start: this.machine.tokenStart, end: this.refusedAt < 0 ? this.offset : this.refusedAt };
  }

  /** Octets of the current content or chunk still to come; 0 outside content of known length. */
  get remaining(): number {
    return this.machine.remaining;
  }

  /** Takes octets `[from, to)` of `bytes`; returns how many: fewer than given only after `pause`. */
  feed(bytes: Uint8Array, from = 0, to = bytes.length): number {
    this.machine.paused = false;
    const before = this.offset;
    this.buffer.enter(bytes, from, before, to);
    const taken = this.machine.feed(bytes, from, to);
    this.buffer.leave(this.#keepFrom(), this.offset);
    return taken;
  }

  /** The texts still needed: those of the open token. A token cut short by a refusal is no longer needed. */
  #keepFrom(): number {
    const { openToken, tokenStart, offset } = this.machine;
    const wanted = openToken !== null && openToken !== 'content' && openToken !== 'chunk-data' && this.refusedAt < 0;
    return wanted ? tokenStart : offset;
  }

  /** Called from a sink: the feed returns once the current message is complete. */
  pause(): void {
    this.pauseAsked = true;
  }

  /** From this octet on nothing is parsed, not even the rest of a message: it is discarded (RFC 9112 §9.6). */
  ignoreRest(): void {
    this.keep = false;
    if (STATES[this.state] !== 'end') this.machine.state = 'after-last';
  }

  /** The peer's FIN. */
  fin(): void {
    this.machine.signal('FIN');
  }

  /** A time-out. Between messages the sink gets no call, but the connection has ended all the same. */
  timeout(): void {
    this.machine.signal('TIMEOUT');
  }
}
