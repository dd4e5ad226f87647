/**
 * The gate of one connection: lets octets through to their consumer, and no further than it was told.
 *
 * Theory of operation. An open gate is bypassed. A running one gives its consumer octet after octet, checks after each
 * whether a stop or the end of a step is reached, and then holds: nothing passes until it is told to continue. It looks
 * at the very parser that consumes, so it knows each of its states, and skips ahead only where that parser's state
 * cannot change. It holds no octets itself: what did not pass stays with its caller.
 */

import { LF } from '#shared/base/octets.ts';
import type { HeldBy, Releaser, StepUnit, Stop } from '#shared/hold/stops.ts';
import { STATES } from '#shared/http1/table.ts';
import type { HoldEntry } from '#shared/transcript/record/entries.ts';
import type { Parsing } from '../../engine/request-assembler.ts';
import type { HeldTimer } from './held-timer.ts';

/** Consumes what passes. */
export interface Consumer {
  /** The state of its parser; null when it has none that can be inspected. */
  readonly parsing: Parsing | null;
  /** Whether it takes octets now. */
  readonly takes: boolean;
  feed(bytes: Uint8Array): void;
}

/** An entry of a hold before it is recorded. */
export type HoldDraft = HoldEntry extends infer E ? (E extends HoldEntry ? Omit<E, 'seq' | 't'> : never) : never;

export interface GateSetup {
  readonly stands: 'behind-read' | 'before-recv';
  readonly consumer: Consumer;
  /** The clock of its server; null when it has none. */
  readonly timer: HeldTimer | null;
  record(draft: HoldDraft): void;
}

/** What the gate knew about its parser before an octet. */
interface Look {
  readonly state: string | null;
  readonly inMessage: boolean;
  /** Where the current token began; −1 between tokens. */
  readonly token: number;
  readonly isName: boolean;
}

const hold = { kind: 'hold', at: 'server' } as const;

export class Gate {
  readonly #setup: GateSetup;
  #phase: 'open' | 'running' | 'held' = 'open';
  #stops: readonly Stop[] = [];
  #step: StepUnit | null = null;
  #freezes = true;
  #frozen = false;
  /** The current field name, from where the gate first saw it. */
  #name = '';

  /** Octets that have passed since octet 0 of the connection. The caller counts them while the gate is open. */
  consumed = 0;

  constructor(setup: GateSetup) {
    this.#setup = setup;
  }

  /** The connection is not held: octets can bypass the gate. */
  get open(): boolean {
    return this.#phase === 'open';
  }

  get held(): boolean {
    return this.#phase === 'held';
  }

  /** Stops at `stops` from now on, and at once if `now`. Armed again, it gets new stops; if held, it stays held. */
  arm(stops: readonly Stop[], now: boolean): void {
    this.#stops = stops;
    this.#setup.record({ ...hold, what: 'armed', stands: this.#setup.stands, stops });
    if (this.#phase === 'open') this.#phase = 'running';
    if (now && this.#phase === 'running') this.#hold({ kind: 'now' });
  }

  /** Takes one step, leaving the clocks as they are. */
  step(unit: StepUnit): void {
    if (this.open) return;
    this.#setup.record({ ...hold, what: 'step', unit });
    this.#step = unit;
    this.#phase = 'running';
  }

  /** Continues to the next stop. */
  run(): void {
    if (this.open) return;
    this.#setup.record({ ...hold, what: 'ran' });
    this.#step = null;
    this.#phase = 'running';
    this.#thaw();
  }

  /** Opens for good. */
  release(by: Releaser): void {
    if (this.open) return;
    this.#setup.record({ ...hold, what: 'released', by });
    this.#phase = 'open';
    this.#step = null;
    this.#stops = [];
    this.#thaw();
    this.#freezes = true;
  }

  /** Whether the server's clock stands still during the hold. */
  freeze(frozen: boolean): void {
    this.#freezes = frozen;
    if (!frozen) this.#thaw();
    else if (this.held) this.#freeze();
  }

  /** Lets octets of `bytes` pass until something stops them. @returns how many passed */
  pass(bytes: Uint8Array): number {
    const { consumer } = this.#setup;
    let at = 0;
    while (at < bytes.length && this.#phase === 'running' && consumer.takes) {
      const end = at + this.#stride(bytes, at);
      const before = this.#look();
      this.consumed += end - at;
      consumer.feed(bytes.subarray(at, end));
      this.#judge(before, bytes[end - 1] as number);
      at = end;
    }
    return at;
  }

  /** How many octets from `at` on can pass before the next check. */
  #stride(bytes: Uint8Array, at: number): number {
    let most = bytes.length - at;
    for (const stop of this.#stops) {
      if (stop.kind === 'octet' && stop.after > this.consumed) most = Math.min(most, stop.after - this.consumed);
    }
    if (this.#step === 'octet' || (this.#step !== null && this.#step !== 'line' && !this.#parses)) return 1;
    const lineEnd = this.#step === 'line' ? bytes.indexOf(LF, at) : -1;
    if (lineEnd >= 0) most = Math.min(most, lineEnd + 1 - at);
    return this.#watches ? Math.min(most, this.#unchanging) : most;
  }

  get #parses(): boolean {
    return this.#setup.consumer.parsing !== null;
  }

  /** Whether it has to check the parser after each octet. */
  get #watches(): boolean {
    if (!this.#parses) return false;
    return this.#step === 'token' || this.#step === 'state' || this.#stops.some(({ kind }) => kind !== 'octet');
  }

  /** Octets the parser takes without a change: within content, all but the last; while it discards, any number. */
  get #unchanging(): number {
    const { parsing } = this.#setup.consumer;
    if (parsing === null || STATES[parsing.state] === 'end') return Number.POSITIVE_INFINITY;
    return Math.max(1, parsing.remaining - 1);
  }

  #look(): Look {
    const { parsing } = this.#setup.consumer;
    const token = parsing?.openToken ?? null;
    return {
      state: parsing?.state ?? null,
      inMessage: parsing?.inMessage ?? false,
      token: token?.start ?? -1,
      isName: token?.kind === 'field-name',
    };
  }

  #judge(before: Look, octet: number): void {
    const after = this.#look();
    const named = before.isName && after.token !== before.token ? this.#name : null;
    if (after.isName) this.#name = (after.token === before.token ? this.#name : '') + String.fromCharCode(octet);
    const stop = this.#stops.find((one) => this.#isReached(one, before, after, named));
    if (stop !== undefined) this.#hold(stop);
    else if (this.#step !== null && isTaken(this.#step, before, after, octet)) {
      this.#hold({ kind: 'step', unit: this.#step });
    }
  }

  #isReached(stop: Stop, before: Look, after: Look, named: string | null): boolean {
    switch (stop.kind) {
      case 'octet':
        return stop.after === this.consumed;
      case 'state':
        return after.state === stop.state && before.state !== stop.state;
      case 'field':
        return named?.toLowerCase() === stop.name;
      case 'message':
        return before.inMessage && !after.inMessage;
    }
  }

  #hold(by: HeldBy): void {
    this.#phase = 'held';
    this.#step = null;
    this.#setup.record({ ...hold, what: 'held', consumed: this.consumed, by });
    if (this.#freezes) this.#freeze();
  }

  #freeze(): void {
    const { timer, record } = this.#setup;
    if (this.#frozen || timer === null) return;
    this.#frozen = true;
    record({ ...hold, what: 'frozen', left: timer.freeze() });
  }

  #thaw(): void {
    const { timer, record } = this.#setup;
    if (!this.#frozen || timer === null) return;
    this.#frozen = false;
    record({ ...hold, what: 'thawed', left: timer.thaw() });
  }
}

/**
 * Whether a step ends with the octet just passed. A token's step also ends with a line, since no token extends beyond
 * it; without a parser, every octet counts as a token and a state of its own.
 */
function isTaken(unit: StepUnit, before: Look, after: Look, octet: number): boolean {
  if (after.state === null && unit !== 'line') return true;
  switch (unit) {
    case 'octet':
      return true;
    case 'line':
      return octet === LF;
    case 'token':
      return octet === LF || (before.token >= 0 && after.token !== before.token);
    case 'state':
      return after.state !== before.state;
  }
}
