/** The options of an engine's connection, set at accept. */

import type { Limits, Reading, Timeouts } from '#shared/base/options.ts';
import type { Allocate } from '#shared/http1/writer.ts';
import type { LogAnswer } from './access-log.ts';
import type { Router, Scheme } from './handler.ts';

/** Fixed for the life of a connection. */
export interface EngineOptions extends Reading {
  readonly limits: Limits;
  readonly timeouts: Timeouts;
  readonly router: Router;
  /** What its requests' https or http targets mean; default `http`. */
  readonly scheme?: Scheme;
  /** Requests answered on one connection; the last response carries `Connection: close`. */
  readonly requests: number;
  /** The current value of the Date field. */
  readonly date: () => string;
  /** Whether decisions and witnesses are needed; without them, nothing is computed for them. */
  readonly recording: boolean;
  /** Called for each response when it is complete or broken off. */
  readonly log?: LogAnswer;
  /** A faster latin-1 decoder, where the platform has one. */
  readonly latin1?: (bytes: Uint8Array, start: number, end: number) => string;
  /** Cheaper memory for what is written, where the platform has it; it is uninitialized. */
  readonly allocate?: Allocate;
}
