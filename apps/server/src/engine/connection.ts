/**
 * The engine's connection: takes inputs, produces effects. It knows neither sockets nor clocks, so that a test can play
 * any conversation octet by octet.
 *
 * Theory of operation. The assembler turns octets into exchanges, the pipeline turns exchanges into octets. Every input ends
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
import type { EngineOptions } from './options.ts';
import { type Parsing, RequestAssembler } from './request-assembler.ts';
import { ResponsePipeline } from './response-pipeline.ts';

/** Octets discarded after the last response before the connection is closed on a peer that keeps sending. */
const DISCARDED = 4 * 1024 * 1024;

/** Octets discarded before the last response is out; beyond that, reading waits for it. */
const UNREAD = 64 * 1024;

/** One connection of the engine, from accept to close. */
export class Connection {
  readonly #effects: Effects;
  readonly #options: EngineOptions;
  readonly #assembler: RequestAssembler;
  readonly #pipeline: ResponsePipeline;
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

  /** The state of its parser. */
  get parsing(): Parsing {
    return this.#assembler.parsing;
  }

  /** The connection was accepted: its first clock starts. */
  opened(): void {
    this.#settle();
  }

  /** One read. The caller may reuse the buffer afterwards. */
  receive(bytes: Uint8Array): void {
    this.#input(() => {
      if (!this.#ending && !this.#assembler.closed) return this.#assembler.take(bytes);
      this.#discarded += bytes.length;
      if (this.#ending && this.#discarded > DISCARDED) this.#close();
    });
  }

  /** The peer's FIN: no more requests, but responses may still be sent. */
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

  /** The clock that `armTimer` last started has run out. */
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

  /** The server is stopping: the next response is the last, and an idle connection ends at once. */
  stop(): void {
    this.#pipeline.stopping = true;
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
    if (this.#pipeline.broken) this.#abort();
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

  /** The wire has taken everything that will be sent: send FIN now. */
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

  /** The response broke off, or the peer does not read: a reset is all that can still be sent. */
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

  /** Stops reading while too much waits to be answered or sent, and until a last response is out. */
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
