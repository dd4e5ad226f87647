/**
 * The engine's connection: takes inputs, produces effects. It knows neither sockets nor clocks, so that a test can play
 * any conversation octet by octet.
 *
 * Theory of operation. The intake turns octets into exchanges, the outlet turns exchanges into octets. Every input ends
 * in `#settle`, which writes what was decided, stops or resumes reading, ends the connection when its last response is
 * out, and chooses the one clock that runs.
 *
 * A connection ends in a way that lets its last response arrive: it sends FIN at once, then discards what arrives until
 * the peer's FIN, because closing a socket with unread octets makes TCP reset it, and the client may lose the response
 * (RFC 9112 §9.6).
 */

import type { TimerName } from '#shared/base/options.ts';
import type { RuleId } from '#shared/http1/rules.ts';
import { answerExpectation } from './admission.ts';
import { Clock, clockOf, markOf } from './clock.ts';
import type { Effects } from './effects.ts';
import { Intake, type Parsing } from './intake.ts';
import type { EngineOptions } from './options.ts';
import { Outlet } from './outlet.ts';

/** Octets discarded after the last response before the connection is closed on a peer that keeps sending. */
const DISCARDED = 4 * 1024 * 1024;

/** Octets discarded before the last response is out; beyond that, reading waits for it. */
const UNREAD = 64 * 1024;

/** One connection of the engine, from accept to close. */
export class Connection {
  readonly #effects: Effects;
  readonly #options: EngineOptions;
  readonly #intake: Intake;
  readonly #outlet: Outlet;
  readonly #clock: Clock;
  /** FIN has been sent; waiting for the peer's. */
  #ending = false;
  /** Nothing more is done. */
  #over = false;
  /** An input is being processed: what happens meanwhile is settled when it is done. */
  #busy = false;
  #paused = false;
  #peerDone = false;
  #discarded = 0;

  constructor(effects: Effects, options: EngineOptions) {
    this.#effects = effects;
    this.#options = options;
    this.#clock = new Clock(effects, options.timeouts);
    this.#outlet = new Outlet(effects, options, () => this.#settle());
    this.#intake = new Intake(options, {
      arrived: (exchange) => {
        this.#outlet.add(exchange);
        this.#outlet.advance();
        return !this.#outlet.full;
      },
      framed: () => {
        this.#outlet.advance();
        return !this.#outlet.full;
      },
      broke: (exchange, refusal) => this.#outlet.replace(exchange, refusal),
      changed: () => this.#settle(),
      witness: (request, end, digest) => effects.witness(request, end, digest),
    });
  }

  /** The state of its parser. */
  get parsing(): Parsing {
    return this.#intake.parsing;
  }

  /** The connection was accepted: its first clock starts. */
  opened(): void {
    this.#settle();
  }

  /** One read. The caller may reuse the buffer afterwards. */
  receive(bytes: Uint8Array): void {
    this.#input(() => {
      if (!this.#ending && !this.#intake.closed) return this.#intake.take(bytes);
      this.#discarded += bytes.length;
      if (this.#ending && this.#discarded > DISCARDED) this.#close();
    });
  }

  /** The peer's FIN: no more requests, but responses may still be sent. */
  fin(): void {
    this.#input(() => {
      this.#peerDone = true;
      if (this.#ending) this.#finish();
      else this.#intake.fin();
    });
  }

  /** The wire has taken the last write. */
  drained(): void {
    this.#input(() => this.#outlet.outbox.drained());
  }

  /** The clock that `armTimer` last started has run out. */
  timerFired(name: TimerName): void {
    this.#input(() => {
      this.#clock.fired();
      if (this.#ending) this.#close();
      else if (name === 'write') this.#abort();
      else if (name === 'handler') this.#outlet.handlerTimeout();
      else if (this.#intake.part !== null) this.#intake.timeout();
      else this.#end('idle-timeout');
    });
  }

  /** The server is stopping: the next response is the last, and an idle connection ends at once. */
  stop(): void {
    this.#outlet.stopping = true;
    this.#settle();
  }

  /** The socket is gone, whatever was in progress. */
  lost(): void {
    this.#input(() => this.#finish());
  }

  #input(work: () => void): void {
    if (this.#over) return;
    this.#busy = true;
    work();
    this.#busy = false;
    this.#settle();
  }

  #settle(): void {
    if (this.#busy || this.#over) return;
    this.#busy = true;
    this.#work();
    if (this.#outlet.broken) this.#abort();
    this.#endWhenDone();
    if (!this.#over) {
      this.#regulate();
      this.#runClock();
    }
    this.#busy = false;
  }

  /** Answers, writes and resumes parsing until there is nothing left to do. */
  #work(): void {
    for (;;) {
      this.#outlet.advance();
      answerExpectation(this.#intake, this.#outlet);
      this.#outlet.flush();
      if (this.#ending || !this.#intake.behind || this.#outlet.full || this.#outlet.last !== null) return;
      this.#intake.takeRest();
    }
  }

  #endWhenDone(): void {
    if (this.#ending || this.#over || this.#outlet.outbox.size > 0) return;
    if (this.#outlet.last !== null) this.#end(this.#outlet.last.rule);
    else if (!this.#outlet.idle || this.#intake.behind) return;
    else if (this.#peerDone) this.#end('finished');
    else if (this.#outlet.stopping && this.#intake.part === null) this.#end(undefined);
  }

  /** The wire has taken everything that will be sent: send FIN now. */
  #end(rule: RuleId | undefined): void {
    this.#decide('close', rule);
    this.#ending = true;
    this.#outlet.cancel();
    this.#effects.fin();
    if (this.#peerDone) this.#finish();
  }

  #close(): void {
    this.#effects.close();
    this.#finish();
  }

  /** The response broke off, or the peer does not read: a reset is all that can still be sent. */
  #abort(): void {
    this.#decide('abort', this.#outlet.broken ? 'handler-broke-off' : undefined);
    this.#effects.abort();
    this.#finish();
  }

  #finish(): void {
    this.#over = true;
    this.#outlet.cancel();
    this.#clock.stop();
  }

  /** Stops reading while too much waits to be answered or sent, and until a last response is out. */
  #regulate(): void {
    const waiting = this.#outlet.full || this.#intake.stuck || this.#intake.behind || this.#discarded > UNREAD;
    const pause = !this.#ending && waiting;
    if (pause === this.#paused) return;
    this.#paused = pause;
    if (pause) this.#effects.pauseReading();
    else this.#effects.resumeReading();
  }

  #runClock(): void {
    const name = this.#ending ? 'linger' : clockOf(this.#intake, this.#outlet, this.#paused);
    this.#clock.run(name, markOf(name, this.#intake, this.#outlet));
  }

  #decide(what: 'close' | 'abort', rule: RuleId | undefined): void {
    if (!this.#options.recording) return;
    this.#effects.decided({ what, request: this.#outlet.request, ...(rule && { rule }) });
  }
}
