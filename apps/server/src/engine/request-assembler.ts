/**
 * Turns octets into exchanges: listens to the parser, collects content, and passes on each request when it is complete,
 * or its refusal. A handler never sees a request whose framing is incomplete.
 */

import { concat, latin1 } from '#shared/base/octets.ts';
import { Witness } from '#shared/http1/digest.ts';
import type { FieldLine, MessageSink, RequestHead, TokenKind, Verdict } from '#shared/http1/events.ts';
import { RequestParser } from '#shared/http1/parser.ts';
import { Exchange } from './exchange.ts';
import type { EngineOptions } from './options.ts';
import { PendingRequest } from './pending-request.ts';
import { refusalOf, SHOWN_OCTETS } from './refusal.ts';
import { RetainedOctets } from './retained-octets.ts';

/** Receives what the intake finds. */
export interface AssemblerListener {
  /** The next exchange, in order. Returns whether the parser may continue with the next request now. */
  arrived(exchange: Exchange): boolean;
  /** The request of an exchange that arrived ahead of its content is complete. Returns as `arrived`. */
  framed(exchange: Exchange): boolean;
  /** The request of such an exchange will never be complete: the other exchange refuses it. */
  broke(exchange: Exchange, refusal: Exchange): void;
  /** A handler has read content. */
  changed(): void;
  /** As Effects.witness; called only when recording. */
  witness(request: number, end: number, digest: number): void;
}

/** The state of a parser, as visible from outside. */
export type Parsing = Pick<RequestParser, 'state' | 'openToken' | 'remaining' | 'inMessage'>;

/** Fewer octets of content than this in a whole body time-out do not count as progress: the client is too slow. */
const PROGRESS = 256;

/** How many octets of a refused request's start-line are logged. */
const LOGGED_OCTETS = 256;

/** Octets of empty lines accepted before a request; more are refused. */
const EMPTY_LINES = 4;

/** The request side of a connection. */
export class RequestAssembler implements MessageSink<RequestHead> {
  readonly #options: EngineOptions;
  readonly #listener: AssemblerListener;
  readonly #parser: RequestParser;
  readonly #witness: Witness | null;
  readonly #retained = new RetainedOctets();
  #pending: PendingRequest | null = null;
  /** Number and first octet of the current request, or of the next one. */
  #ordinal = 0;
  #start = 0;
  #methodEnd = 0;
  #rest: Uint8Array | null = null;
  #finWaits = false;
  #unmeasured = 0;
  /** Counts requests begun, heads completed and progress within content. */
  progress = 0;
  /** No more requests are accepted: one was refused, or the last one has arrived. */
  closed = false;
  /** The head of a request whose client waits for a 100 before sending content. */
  expecting: RequestHead | null = null;

  constructor(options: EngineOptions, listener: AssemblerListener) {
    this.#options = options;
    this.#listener = listener;
    const { limits, mode, leniencies, latin1: decoder } = options;
    this.#parser = new RequestParser(this, { limits, mode, leniencies, ...(decoder && { latin1: decoder }) });
    this.#witness = options.recording
      ? new Witness((ordinal, end, digest) => listener.witness(ordinal, end, digest))
      : null;
  }

  get parsing(): Parsing {
    return this.#parser;
  }

  /** The part of a request that is arriving, or null between requests. */
  get part(): 'header' | 'body' | null {
    if (this.closed || !this.#parser.inMessage) return null;
    return this.#pending === null ? 'header' : 'body';
  }

  /** Whether octets were received that the parser has not taken yet. */
  get behind(): boolean {
    return this.#rest !== null && !this.closed;
  }

  /** Whether so much content waits for its handler that reading should stop. */
  get stuck(): boolean {
    return this.#pending?.early?.arriving?.full === true;
  }

  /** Whether the head of the current request decides its response. */
  get denied(): boolean {
    return this.#pending?.denied === true;
  }

  /** Takes a read. Octets wait until earlier reads are fully parsed. */
  take(bytes: Uint8Array): void {
    if (this.#rest === null) this.#feed(bytes);
    else this.#rest = concat([this.#rest, bytes]);
  }

  /** Continues with what is waiting, including FIN. */
  takeRest(): void {
    const rest = this.#rest;
    this.#rest = null;
    if (rest !== null) this.#feed(rest);
    if (this.#finWaits) this.fin();
  }

  /** The peer's FIN. */
  fin(): void {
    this.#finWaits = this.behind;
    if (!this.closed && !this.#finWaits) this.#parser.fin();
  }

  timeout(): void {
    this.#parser.timeout();
  }

  /** Answers a denied request without reading its content: the connection then ends (RFC 9112 §9.3). */
  refuseUnread(): void {
    const exchange = this.#pending?.refuse() ?? null;
    if (exchange === null) return;
    this.#close();
    this.#listener.arrived(exchange);
  }

  #feed(bytes: Uint8Array): void {
    this.#retained.read(bytes, this.#parser.offset);
    const used = this.#parser.feed(bytes);
    this.#retained.leave(this.#parser.offset, this.#neededFrom(), this.part === 'body');
    if (used < bytes.length && !this.closed) this.#rest = bytes.slice(used);
    if (this.expecting !== null && this.#parser.offset > this.expecting.end) this.expecting = null;
  }

  /** Offset of the first octet a later refusal may blame: in the current request, or an empty line before it. */
  #neededFrom(): number | null {
    if (this.part !== null) return this.#start;
    return this.closed || this.#parser.state === 'start' ? null : Math.max(0, this.#parser.offset - EMPTY_LINES);
  }

  // Parser events.

  begin(ordinal: number, start: number): void {
    this.#witness?.begin(ordinal, start);
    this.#ordinal = ordinal;
    this.#start = start;
    this.#methodEnd = start;
    this.progress++;
  }

  token(kind: TokenKind, start: number, end: number): void {
    this.#witness?.token(kind, start, end);
    if (kind === 'method') this.#methodEnd = end;
  }

  head(head: RequestHead): void {
    this.#pending = new PendingRequest(head, this.#options, (start, end) => this.#retained.slice(start, end));
    this.expecting = head.expectsContinue ? head : null;
    this.#unmeasured = 0;
    this.progress++;
  }

  content(bytes: Uint8Array, from: number, to: number): void {
    this.#pending?.add(bytes, from, to);
    const early = this.#pending?.overtake(() => this.#listener.changed()) ?? null;
    if (early !== null) this.#listener.arrived(early);
    this.#unmeasured += to - from;
    if (this.#unmeasured < PROGRESS) return;
    this.#unmeasured = 0;
    this.progress++;
  }

  complete(end: number, trailers: readonly FieldLine[]): void {
    this.#witness?.complete(end);
    const pending = this.#pending as PendingRequest;
    const hand = pending.early === null ? this.#listener.arrived : this.#listener.framed;
    const exchange = pending.complete(trailers);
    this.#ordinal++;
    this.#start = end;
    this.#methodEnd = end;
    if (exchange.ends !== null) {
      this.#close();
      hand(exchange);
      this.#parser.pause();
      return;
    }
    this.#pending = null;
    this.expecting = null;
    if (!hand(exchange)) this.#parser.pause();
  }

  verdict(verdict: Verdict): void {
    this.#witness?.verdict(verdict);
    if (verdict.level !== 'reject') return;
    const { blame, rule } = verdict;
    const blamed = this.#retained.slice(blame.start, Math.min(blame.end, blame.start + SHOWN_OCTETS));
    const { limits, timeouts } = this.#options;
    const response = refusalOf(verdict, blamed, limits, this.#pending === null ? timeouts.header : timeouts.body);
    const start = {
      ordinal: this.#ordinal,
      head: this.#pending?.head ?? null,
      ...(this.#options.log && { line: this.#lineSoFar() }),
      ...this.#asked(),
      ends: rule,
      persistence: rule,
    };
    const refusal = Exchange.toAnswer(start, response, true);
    const early = this.#pending?.early ?? null;
    this.#close();
    if (early === null) this.#listener.arrived(refusal);
    else this.#listener.broke(early, refusal);
  }

  finished(): void {
    // The connection handles the FIN itself.
  }

  #close(): void {
    this.closed = true;
    this.#pending = null;
    this.expecting = null;
    this.#rest = null;
  }

  /** A start-line as far as it was read, limited to what a log should show. */
  #lineSoFar(): string {
    const octets = latin1(this.#retained.slice(this.#start, this.#start + LOGGED_OCTETS));
    return octets.split(/[\r\n]/, 1)[0] as string;
  }

  /** What is known of a refused request: a response to HEAD has no content, even a refusal. */
  #asked(): { method: string; minor: number } {
    if (this.#pending !== null) return { method: this.#pending.head.method, minor: this.#pending.head.minor };
    return { method: latin1(this.#retained.slice(this.#start, this.#methodEnd)), minor: 1 };
  }
}
