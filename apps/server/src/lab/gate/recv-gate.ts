/**
 * The gate in front of a profile's recv: what it does not let through remains unread from the profile's view, and its
 * recv waits, or gets less than there is. The recorded reads are what passes, as if the octets arrived one by one.
 *
 * A profile's own parser cannot be inspected, so stops on states, fields and messages use the engine's parse of the
 * same octets; that parser receives the earlier octets when it is first needed.
 */

import type { Releaser, StepUnit, Stop } from '#shared/hold/stops.ts';
import type { MessageSink, RequestHead } from '#shared/http1/events.ts';
import { RequestParser } from '#shared/http1/parser.ts';
import type { ConnectionOptions, Draft } from '#shared/transcript/record/entries.ts';
import type { Parsing } from '../../engine/request-assembler.ts';
import { type Consumer, Gate, type HoldDraft } from './gate.ts';
import type { Gated } from './gates.ts';

/** How many earlier octets are kept for a parser created later; beyond them it could not know its state. */
const MOST_PAST = 64 * 1024;

const at = 'server';

const DEAF: MessageSink<RequestHead> = {
  begin: () => undefined,
  token: () => undefined,
  head: () => undefined,
  content: () => undefined,
  complete: () => undefined,
  verdict: () => undefined,
  finished: () => undefined,
};

export class RecvGate implements Gated, Consumer {
  readonly #record: (draft: Draft) => void;
  readonly #options: ConnectionOptions | null;
  #parser: RequestParser | null = null;
  #gate: Gate | null = null;
  #past: Uint8Array[] = [];
  #passed = 0;
  /** What is passing now and is not yet recorded as a read. */
  #passing: Uint8Array | null = null;
  #let = 0;
  /** How many of the waiting octets are in the transcript. */
  #shown = 0;
  #over = false;

  /** @param options of the connection, for the parser; null: the connection is not HTTP */
  constructor(record: (draft: Draft) => void, options: ConnectionOptions | null) {
    this.#record = record;
    this.#options = options;
  }

  /** Nothing passes now. */
  get holds(): boolean {
    return this.#gate?.held === true;
  }

  /** Lets the first octets of `bytes` through, and records them as a read. @returns how many */
  take(bytes: Uint8Array): number {
    if (this.#gate === null) {
      this.#read(bytes);
      return bytes.length;
    }
    this.#passing = bytes;
    this.#let = 0;
    const passed = this.#gate.pass(bytes);
    this.#settle();
    this.#passing = null;
    return passed;
  }

  /** `ahead` has arrived and waits: records the part not shown before. */
  show(ahead: Uint8Array): void {
    if (!this.holds || ahead.length <= this.#shown) return;
    const bytes = ahead.slice(this.#shown);
    this.#shown = ahead.length;
    this.#record({ kind: 'hold', at, what: 'waiting', bytes });
  }

  /** Its connection is closed: nothing is held or reported any more. */
  close(): void {
    this.#over = true;
    this.#gate = null;
  }

  // Consumer: called by the gate.

  get parsing(): Parsing | null {
    return this.#parser;
  }

  get takes(): boolean {
    return true;
  }

  feed(bytes: Uint8Array): void {
    this.#let += bytes.length;
    this.#parser?.feed(bytes);
  }

  // Gate commands.

  arm(stops: readonly Stop[], now: boolean): void {
    if (this.#over) return;
    this.#gate ??= this.#made();
    this.#gate.arm(stops, now);
  }

  step(unit: StepUnit): void {
    this.#gate?.step(unit);
  }

  run(): void {
    this.#gate?.run();
  }

  release(by: Releaser): void {
    this.#gate?.release(by);
    if (this.#gate?.open) this.#gate = null;
  }

  /** A profile's clocks cannot be paused: they exist only in its own code. */
  freeze(frozen: boolean): void {
    this.#gate?.freeze(frozen);
  }

  #made(): Gate {
    const record = (draft: HoldDraft): void => {
      this.#settle();
      this.#record(draft);
    };
    const gate = new Gate({ stands: 'before-recv', consumer: this, timer: null, record });
    gate.consumed = this.#passed;
    if (this.#options !== null && this.#passed <= MOST_PAST && this.#parser === null) {
      this.#parser = new RequestParser(DEAF, this.#options);
      for (const bytes of this.#past) this.#parser.feed(bytes);
      this.#past = [];
    }
    return gate;
  }

  /** Records what has passed so far as a read, ahead of anything it caused. */
  #settle(): void {
    if (this.#passing === null || this.#let === 0) return;
    const bytes = this.#passing.slice(0, this.#let);
    this.#let = 0;
    this.#read(bytes);
  }

  #read(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#passed += bytes.length;
    this.#shown = Math.max(0, this.#shown - bytes.length);
    if (this.#gate === null) this.#remember(bytes);
    this.#record({ kind: 'read', at, length: bytes.length, bytes });
  }

  /** Keeps octets for a parser that may be needed later; an existing one receives them now. */
  #remember(bytes: Uint8Array): void {
    if (this.#parser !== null) this.#parser.feed(bytes);
    else if (this.#options !== null && this.#passed <= MOST_PAST) this.#past.push(bytes);
    else this.#past = [];
  }
}
