/** What a connection asks of its surroundings, as calls: nothing is allocated to say "write". */
import type { TimerName } from '#shared/base/options.ts';
import type { Decision } from './connection-recorder.ts';
import type { EngineRequest, EngineResponse, Handler } from './handler.ts';

/** How a handler's answer comes back. Each may be called during `startHandler`, or any time later. */
export interface Responder {
  answered(response: EngineResponse): void;
  /** The next octets of the stream, after a `pull`. They stay as they are from here on. */
  piece(bytes: Uint8Array): void;
  /** The stream has ended, after a `pull`. */
  ended(): void;
  /** The handler threw; or its stream did, after which nothing of it can be taken back. */
  failed(): void;
}

/** A handler's stream, taken piece by piece so that a slow reader slows it down. */
export interface PulledStream {
  /** Asks for one `piece`, `ended` or `failed`. Not asked again before that came. */
  pull(): void;
  /** Nobody wants the rest. */
  cancel(): void;
}

/** Performed by serve.ts on a wire, and noted down in tests. */
export interface Effects {
  /** Hands octets to the wire. False: not all taken yet, `drained()` follows, and no write comes before it. */
  write(bytes: Uint8Array): boolean;
  /** FIN: nothing is written after it. */
  fin(): void;
  /** RST: the peer learns that what it has is not whole. */
  abort(): void;
  /** The connection is over; what the peer still sends is of no interest. */
  close(): void;
  pauseReading(): void;
  resumeReading(): void;
  /** Runs the connection's one clock, in place of the one that runs now. */
  armTimer(name: TimerName, ms: number): void;
  stopTimer(): void;
  startHandler(handler: Handler, request: EngineRequest, responder: Responder): void;
  /** An error to tell whoever runs the server, not the client. */
  report(error: unknown): void;
  openStream(content: AsyncIterable<Uint8Array>, responder: Responder): PulledStream;
  /** Called only when the connection's options say `recording`. */
  decided(decision: Decision): void;
  /** Called only when the connection's options say `recording`. `end` as in WitnessEntry. */
  witness(request: number, end: number, digest: number): void;
}
