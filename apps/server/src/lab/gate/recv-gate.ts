/**
 * The gate before a profile's recv: what it does not let through stays where it is, unread as far as the profile can
 * tell, and its recv waits, or is given less than there is. The profile's reads are what passes, as they would be had the
 * octets come one by one.
 *
 * A profile has no parser of its own that could tell where it is, so the stops on states, fields and messages go by what
 * the engine's makes of the same octets; it is fed with what passed before when it is needed for the first time.
 */

import type { Releaser, StepUnit, Stop } from '#shared/hold/stops.ts';
import type { MessageSink, RequestHead } from '#shared/http1/events.ts';
import { RequestParser } from '#shared/http1/parser.ts';
import type { ConnectionOptions, Draft } from '#shared/transcript/record/entries.ts';
import type { Parsing } from '../../engine/request-assembler.ts';
import { type Consumer, Gate, type HoldDraft } from './gate.ts';
import type { Gated } from './gates.ts';

/** Octets that passed before and are kept for a parser to come; beyond them it would not know where it is. */
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
  /** What passes now and is not recorded as a read yet. */
  #passing: Uint8Array | null = null;
  #let = 0;
  /** How many octets of what waits the transcript knows of. */
  #shown = 0;
  #over = false;

  /** @param options of the connection, for the parser; null: what is spoken here is no HTTP */
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

  /** `ahead` is there and waits: shown, as far as it was not before. */
  show(ahead: Uint8Array): void {
    if (!this.holds || ahead.length <= this.#shown) return;
    const bytes = ahead.slice(this.#shown);
    this.#shown = ahead.length;
    this.#record({ kind: 'hold', at, what: 'waiting', bytes });
  }

  /** Its connection is closed: nothing is held any more, nor told. */
  close(): void {
    this.#over = true;
    this.#gate = null;
  }

  // What the gate asks of its consumer.

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

  // What whoever holds wants.

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

  /** The server's clocks are not ours to stop: a profile has none but those in its own code. */
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

  /** What has passed so far is a read, and stands before what it led to. */
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

  /** For a parser that may be wanted later; one that is there already goes on with it. */
  #remember(bytes: Uint8Array): void {
    if (this.#parser !== null) this.#parser.feed(bytes);
    else if (this.#options !== null && this.#passed <= MOST_PAST) this.#past.push(bytes);
    else this.#past = [];
  }
}
