/** What a connection needs from its surroundings, as calls: a write then allocates no message object. */
import type { TimerName } from '#shared/base/options.ts';
import type { Decision } from './connection-recorder.ts';
import type { EngineRequest, EngineResponse, Handler } from './handler.ts';

/** How a handler returns its response. Each method may be called during `startHandler` or at any later time. */
export interface Responder {
  answered(response: EngineResponse): void;
  /** The next octets of the stream, after a `pull`. They must not change from here on. */
  piece(bytes: Uint8Array): void;
  /** The stream has ended, after a `pull`. */
  ended(): void;
  /** The handler threw, or its stream did, in which case what was sent cannot be taken back. */
  failed(): void;
}

/** A handler's stream, taken piece by piece so that a slow reader slows it down. */
export interface PulledStream {
  /** Requests one `piece`, `ended` or `failed`. Not called again before that arrives. */
  pull(): void;
  /** The rest is not needed. */
  cancel(): void;
}

/** serve.ts performs them on a wire; tests record them. */
export interface Effects {
  /** Passes octets to the wire. False: not all taken yet; `drained()` follows, and no write comes before it. */
  write(bytes: Uint8Array): boolean;
  /** FIN: nothing is written after it. */
  fin(): void;
  /** RST: tells the peer that what it has is incomplete. */
  abort(): void;
  /** The connection is over; anything the peer still sends is ignored. */
  close(): void;
  pauseReading(): void;
  resumeReading(): void;
  /** Runs the connection's clock, replacing the one that runs now. */
  armTimer(name: TimerName, ms: number): void;
  stopTimer(): void;
  startHandler(handler: Handler, request: EngineRequest, responder: Responder): void;
  /** An error to report to the operator, not to the client. */
  report(error: unknown): void;
  openStream(content: AsyncIterable<Uint8Array>, responder: Responder): PulledStream;
  /** Called only when the connection's options set `recording`. */
  decided(decision: Decision): void;
  /** Called only when the connection's options set `recording`. `end` as in WitnessEntry. */
  witness(request: number, end: number, digest: number): void;
}
