/**
 * Carries out on a wire what a connection decides: writes, FIN and RST, timers, handlers and their streams. The only
 * place where the engine uses Node's clock.
 */
import type { TimerName } from '#shared/base/options.ts';
import { Connection } from './connection.ts';
import type { ConnectionRecorder, Decision } from './connection-recorder.ts';
import type { Effects, PulledStream, Responder } from './effects.ts';
import type { EngineRequest, Handler } from './handler.ts';
import type { EngineOptions } from './options.ts';
import type { Parsing } from './request-assembler.ts';
import { type Report, ResponseStream } from './response-stream.ts';
import { type ConnectionTimer, type MakeTimer, NodeTimer } from './timer.ts';
import type { Wire, WireEvents } from './wire.ts';

/** A connection being served. */
export interface Served {
  /** The state of its parser, for a gate that holds octets back from it. */
  readonly parsing: Parsing;
  /** Answers what has arrived, then ends. */
  stop(): void;
  /** Ends at once, whatever is in progress. */
  destroy(): void;
}

/**
 * Serves a wire that was just accepted.
 * @param recorder null when the connection is not recorded, which then costs nothing
 * @param makeTimer Node's timers when omitted
 */
export function serve(
  wire: Wire,
  recorder: ConnectionRecorder | null,
  options: Omit<EngineOptions, 'recording'>,
  report: Report,
  makeTimer: MakeTimer = nodeTimer,
): Served {
  return new Performer(wire, recorder, { ...options, recording: recorder !== null }, report, makeTimer);
}

const nodeTimer: MakeTimer = (ranOut) => new NodeTimer(ranOut);

class Performer implements Effects, WireEvents, Served {
  readonly #wire: Wire;
  readonly #recorder: ConnectionRecorder | null;
  readonly #report: Report;
  readonly #connection: Connection;
  readonly #timer: ConnectionTimer;
  #timerName: TimerName = 'header';
  #timerMs = 0;

  constructor(
    wire: Wire,
    recorder: ConnectionRecorder | null,
    options: EngineOptions,
    report: Report,
    makeTimer: MakeTimer,
  ) {
    this.#timer = makeTimer(() => this.#ranOut());
    this.#wire = wire;
    this.#recorder = recorder;
    this.#report = report;
    this.#connection = new Connection(this, options);
    this.#guard(() => this.#connection.opened());
    wire.listen(this);
  }

  get parsing(): Parsing {
    return this.#connection.parsing;
  }

  stop(): void {
    this.#guard(() => this.#connection.stop());
  }

  destroy(): void {
    this.#guard(() => this.#connection.lost());
    this.#wire.destroy();
  }

  // Wire events.

  onRead(bytes: Uint8Array): void {
    this.#guard(() => this.#connection.receive(bytes));
  }

  onFin(): void {
    this.#guard(() => this.#connection.fin());
  }

  onError(): void {
    this.#guard(() => this.#connection.lost());
  }

  onClose(): void {
    this.#guard(() => this.#connection.lost());
  }

  // The connection's effects.

  write(bytes: Uint8Array): boolean {
    return this.#wire.write(bytes, this.#drained);
  }

  fin(): void {
    this.#wire.end();
  }

  abort(): void {
    this.#wire.resetAndDestroy();
  }

  close(): void {
    this.#wire.destroy();
  }

  pauseReading(): void {
    this.#wire.pause();
  }

  resumeReading(): void {
    this.#wire.resume();
  }

  armTimer(name: TimerName, ms: number): void {
    this.#recorder?.timer('armed', name, ms);
    this.#timerName = name;
    this.#timerMs = ms;
    this.#timer.start(ms);
  }

  stopTimer(): void {
    this.#recorder?.timer('armed', null, 0);
    this.#timer.stop();
  }

  startHandler(handler: Handler, request: EngineRequest, responder: Responder): void {
    const failed = (error: unknown): void => {
      this.#report(error);
      responder.failed();
    };
    try {
      const response = handler(request);
      if (response instanceof Promise) {
        response.then(
          (late) => this.#guard(() => responder.answered(late)),
          (error: unknown) => this.#guard(() => failed(error)),
        );
      } else responder.answered(response);
    } catch (error) {
      failed(error);
    }
  }

  report(error: unknown): void {
    this.#report(error);
  }

  openStream(content: AsyncIterable<Uint8Array>, responder: Responder): PulledStream {
    return new ResponseStream(content, responder, this.#report, (work) => this.#guard(work));
  }

  decided(decision: Decision): void {
    this.#recorder?.decision(decision);
  }

  witness(request: number, end: number, digest: number): void {
    this.#recorder?.witness(request, end, digest);
  }

  readonly #drained = (): void => this.#guard(() => this.#connection.drained());

  #ranOut(): void {
    this.#recorder?.timer('fired', this.#timerName, this.#timerMs);
    this.#guard(() => this.#connection.timerFired(this.#timerName));
  }

  /** A bug ends its connection, not the server. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#report(error);
      this.#wire.resetAndDestroy();
      this.#timer.stop();
    }
  }
}
