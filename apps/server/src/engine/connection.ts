/**
 * The engine's connection: inputs in, effects out. It knows no socket and no clock, so that every conversation can be
 * played in a test, octet by octet.
 *
 * Theory of operation. The assembler turns octets into exchanges, the pipeline turns exchanges into octets. Every input ends
 * in `#settle`, which writes what was decided, stops or goes on reading, ends the connection when its last answer is
 * out, and chooses the one clock that runs.
 *
 * A connection ends so that its last answer arrives: FIN at once, then what still comes is discarded until the peer's
 * FIN, because closing a socket with unread octets makes TCP reset it and the client may lose the answer
 * (RFC 9112 §9.6).
 */

import type { TimerName } from '#shared/base/options.ts';
import type { RuleId } from '#shared/http1/rules.ts';
import { answerExpectation } from './admission.ts';
import { Clock, clockOf, markOf } from './clock.ts';
import type { Effects } from './effects.ts';
import type { EngineOptions } from './options.ts';
import { type Parsing, RequestAssembler } from './request-assembler.ts';
import { ResponsePipeline } from './response-pipeline.ts';

/** Octets discarded after the last answer before the connection is closed on a peer that does not stop. */
const DISCARDED = 4 * 1024 * 1024;

/** Octets discarded before the last answer is out: beyond them reading waits for it. */
const UNREAD = 64 * 1024;

/** One connection of the engine, from accept to its end. */
export class Connection {
  readonly #effects: Effects;
  readonly #options: EngineOptions;
  readonly #assembler: RequestAssembler;
  readonly #pipeline: ResponsePipeline;
  readonly #clock: Clock;
  /** Our FIN is sent; the peer's is waited for. */
  #ending = false;
  /** Nothing more is done. */
  #over = false;
  /** An input is being worked on: what happens meanwhile is settled at its end. */
  #busy = false;
  #paused = false;
  #peerDone = false;
  #discarded = 0;

  constructor(effects: Effects, options: EngineOptions) {
    this.#effects = effects;
    this.#options = options;
    this.#clock = new Clock(effects, options.timeouts);
    this.#pipeline = new ResponsePipeline(effects, options, () => this.#settle());
    this.#assembler = new RequestAssembler(options, {
      arrived: (exchange) => {
        this.#pipeline.add(exchange);
        this.#pipeline.advance();
        return !this.#pipeline.full;
      },
      framed: () => {
        this.#pipeline.advance();
        return !this.#pipeline.full;
      },
      broke: (exchange, refusal) => this.#pipeline.replace(exchange, refusal),
      changed: () => this.#settle(),
      witness: (request, end, digest) => effects.witness(request, end, digest),
    });
  }

  /** Where its parser is. */
  get parsing(): Parsing {
    return this.#assembler.parsing;
  }

  /** The connection was accepted: its first clock starts. */
  opened(): void {
    this.#settle();
  }

  /** One read. The buffer may be used again after the call. */
  receive(bytes: Uint8Array): void {
    this.#input(() => {
      if (!this.#ending && !this.#assembler.closed) return this.#assembler.take(bytes);
      this.#discarded += bytes.length;
      if (this.#ending && this.#discarded > DISCARDED) this.#close();
    });
  }

  /** The peer's FIN: no more requests, but answers may still go out. */
  fin(): void {
    this.#input(() => {
      this.#peerDone = true;
      if (this.#ending) this.#finish();
      else this.#assembler.fin();
    });
  }

  /** The wire has taken the last write. */
  drained(): void {
    this.#input(() => this.#pipeline.writeQueue.drained());
  }

  /** The clock ran out that `armTimer` started last. */
  timerFired(name: TimerName): void {
    this.#input(() => {
      this.#clock.fired();
      if (this.#ending) this.#close();
      else if (name === 'write') this.#abort();
      else if (name === 'handler') this.#pipeline.handlerTimeout();
      else if (this.#assembler.part !== null) this.#assembler.timeout();
      else this.#end('idle-timeout');
    });
  }

  /** The server is being stopped: the next answer is the last, and an idle connection ends at once. */
  stop(): void {
    this.#pipeline.stopping = true;
    this.#settle();
  }

  /** The socket is gone, whatever was under way. */
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
    if (this.#pipeline.broken) this.#abort();
    this.#endWhenDone();
    if (!this.#over) {
      this.#regulate();
      this.#runClock();
    }
    this.#busy = false;
  }

  /** Answers, writes, and parses on where parsing was stopped, until nothing of this moves any more. */
  #work(): void {
    for (;;) {
      this.#pipeline.advance();
      answerExpectation(this.#assembler, this.#pipeline);
      this.#pipeline.flush();
      if (this.#ending || !this.#assembler.behind || this.#pipeline.full || this.#pipeline.last !== null) return;
      this.#assembler.takeRest();
    }
  }

  #endWhenDone(): void {
    if (this.#ending || this.#over || this.#pipeline.writeQueue.size > 0) return;
    if (this.#pipeline.last !== null) this.#end(this.#pipeline.last.rule);
    else if (!this.#pipeline.idle || this.#assembler.behind) return;
    else if (this.#peerDone) this.#end('finished');
    else if (this.#pipeline.stopping && this.#assembler.part === null) this.#end(undefined);
  }

  /** Everything that will be sent was taken by the wire: FIN now. */
  #end(rule: RuleId | undefined): void {
    this.#decide('close', rule);
    this.#ending = true;
    this.#pipeline.cancel();
    this.#effects.fin();
    if (this.#peerDone) this.#finish();
  }

  #close(): void {
    this.#effects.close();
    this.#finish();
  }

  /** The answer broke off, or the peer does not read: all it can be told is that this is over. */
  #abort(): void {
    this.#decide('abort', this.#pipeline.broken ? 'handler-broke-off' : undefined);
    this.#effects.abort();
    this.#finish();
  }

  #finish(): void {
    this.#over = true;
    this.#pipeline.cancel();
    this.#clock.stop();
  }

  /** Reading stops while too much waits to be answered or sent, and while a last answer is not out yet. */
  #regulate(): void {
    const waiting = this.#pipeline.full || this.#assembler.stuck || this.#assembler.behind || this.#discarded > UNREAD;
    const pause = !this.#ending && waiting;
    if (pause === this.#paused) return;
    this.#paused = pause;
    if (pause) this.#effects.pauseReading();
    else this.#effects.resumeReading();
  }

  #runClock(): void {
    const name = this.#ending ? 'linger' : clockOf(this.#assembler, this.#pipeline, this.#paused);
    this.#clock.run(name, markOf(name, this.#assembler, this.#pipeline));
  }

  #decide(what: 'close' | 'abort', rule: RuleId | undefined): void {
    if (!this.#options.recording) return;
    this.#effects.decided({ what, request: this.#pipeline.request, ...(rule && { rule }) });
  }
}
