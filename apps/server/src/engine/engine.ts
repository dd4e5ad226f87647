/** The engine with its router, which the stand-alone server and the lab's thread both put behind a wire. */
import { type Limits, REQUESTS_PER_CONNECTION, type Reading, type Timeouts } from '#shared/base/options.ts';
import type { LogAnswer } from './access-log.ts';
import type { ConnectionRecorder } from './connection-recorder.ts';
import { dateClock } from './date.ts';
import type { Router, Scheme } from './handler.ts';
import type { Report } from './response-stream.ts';
import { type Served, serve } from './serve.ts';
import type { MakeTimer } from './timer.ts';
import type { Wire } from './wire.ts';

/** What is chosen for each connection at accept. */
export interface ConnectionConditions extends Reading {
  readonly limits: Limits;
  readonly timeouts: Timeouts;
  /** `https` when there is TLS below the wire; default `http`. */
  readonly scheme?: Scheme;
  /** Called for each response on the connection. */
  readonly log?: LogAnswer;
  /** The timer for its clocks; Node's when omitted. */
  readonly timer?: MakeTimer;
}

/** Serves wires. */
export interface Engine {
  /** Serves a wire that was just accepted. @param recorder null when the connection is not recorded */
  serve(wire: Wire, recorder: ConnectionRecorder | null, conditions: ConnectionConditions): Served;
}

/** The engine's settings. */
export interface EngineSetup {
  readonly router: Router;
  /** Receives errors of handlers and of the engine itself; default standard error. */
  readonly report?: Report;
  /** Wall clock for the Date field, ms since 1970. */
  readonly now?: () => number;
}

const decodeLatin1 = (bytes: Uint8Array, start: number, end: number): string =>
  bytes instanceof Buffer
    ? bytes.toString('latin1', start, end)
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', start, end);

/** From Node's pool: a separate allocation would cost more than what is written into it. */
const allocate = (length: number): Uint8Array => Buffer.allocUnsafe(length);

/** Creates an engine. One engine serves any number of connections. */
export function createEngine(setup: EngineSetup): Engine {
  const now = setup.now ?? Date.now;
  const report = setup.report ?? ((error) => console.error(error));
  const shared = {
    router: setup.router,
    date: dateClock(now),
    requests: REQUESTS_PER_CONNECTION,
    latin1: decodeLatin1,
    allocate,
  };
  return {
    serve: (wire, recorder, { limits, mode, leniencies, timeouts, scheme = 'http', log, timer }) =>
      serve(
        wire,
        recorder,
        { ...shared, limits, mode, leniencies, timeouts, scheme, ...(log && { log }) },
        report,
        timer,
      ),
  };
}
