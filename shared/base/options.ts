/**
 * The settings a server gets before it accepts a connection: limits, time-outs and mode. Fixed at accept; the first
 * entry of every transcript records them, so a replay uses the options of the original run.
 */

/** How many octets (or fields) the engine accepts before it refuses. Every refusal names its limit. */
export interface Limits {
  /** Octets of a method; 400 above it (policy). */
  readonly method: number;
  /** Octets of a start-line without its CR LF; 414 above it in a request. */
  readonly startLine: number;
  /** Octets of a header section, from its first octet through the empty line; 431 above it. */
  readonly headerSection: number;
  /** Field lines of a header section; 431 above it. */
  readonly fieldLines: number;
  /** Octets of the content of a message; 413 above it. */
  readonly content: number;
  /** Octets of a chunk line without its CR LF; 400 above it. */
  readonly chunkLine: number;
  /** Octets of chunk extensions in one message; 400 above it. */
  readonly chunkExtensions: number;
  /** Octets of a trailer section; 431 above it. */
  readonly trailerSection: number;
}

/** How long the engine waits, in milliseconds. */
export interface Timeouts {
  /** From the first octet of a request (or from accept) to the end of its header section. */
  readonly header: number;
  /** Without progress within content. */
  readonly body: number;
  /** Between requests on a persistent connection. */
  readonly idle: number;
  /** Without progress while writing. */
  readonly write: number;
  /** For a handler to answer once the request has been read or the handler is waiting for it; 503 after it. */
  readonly handler: number;
  /** For discarding further input after a refusal, before the connection is finally closed. */
  readonly linger: number;
}

export type TimerName = keyof Timeouts;

/** `patient`: connections made in the page, where a person thinks between octets. `strict`: all others. */
export type Clocks = 'patient' | 'strict';

/** `hardened` refuses ambiguous messages; `rfc` accepts every valid one. */
export type Mode = 'hardened' | 'rfc';

export const MODES: readonly Mode[] = ['hardened', 'rfc'];

/**
 * Deviations that a server can be set to tolerate, by name: off by default in both modes. Each use is reported as a
 * verdict "tolerate". http1/leniencies.ts says what each one means and what the RFC says about it.
 */
export const REQUEST_LENIENCIES = [
  'leading-empty-lines',
  'request-line-space',
  'target-octets',
  'bare-lf',
  'bare-cr',
  'ctl-in-value',
  'obs-fold',
  'space-before-first-field',
  'host-missing',
  'cl-te',
  'cl-list',
  'bws',
  'chunk-size-space',
] as const;

/** A leniency of a server. */
export type RequestLeniency = (typeof REQUEST_LENIENCIES)[number];

/** How a server parses its input. */
export interface Reading {
  readonly mode: Mode;
  /** In the order of REQUEST_LENIENCIES, each at most once. */
  readonly leniencies: readonly RequestLeniency[];
}

/** A server's defaults. */
export const DEFAULT_READING: Reading = { mode: 'hardened', leniencies: [] };

/** Names of leniencies in canonical order, each once. */
export function sortedLeniencies(names: Iterable<RequestLeniency>): readonly RequestLeniency[] {
  const chosen = new Set(names);
  return REQUEST_LENIENCIES.filter((name) => chosen.has(name));
}

/** A set of leniencies with one added or removed. */
export function withLeniency(names: readonly RequestLeniency[], name: RequestLeniency, on: boolean) {
  return sortedLeniencies(on ? [...names, name] : names.filter((one) => one !== name));
}

export const ENGINE_LIMITS: Limits = {
  method: 32,
  startLine: 8192,
  headerSection: 16384,
  fieldLines: 128,
  content: 10 * 1024 * 1024,
  chunkLine: 256,
  chunkExtensions: 16384,
  trailerSection: 16384,
};

/** Requests the engine answers on one connection before it closes it. */
export const REQUESTS_PER_CONNECTION = 1000;

/** The limits of the page's own response parser: generous, because it must show whatever a server sent. */
export const READER_LIMITS: Limits = {
  method: 1024,
  startLine: 65536,
  headerSection: 1024 * 1024,
  fieldLines: 4096,
  content: Number.MAX_SAFE_INTEGER,
  chunkLine: 65536,
  chunkExtensions: 1024 * 1024,
  trailerSection: 1024 * 1024,
};

export const STRICT_TIMEOUTS: Timeouts = {
  header: 10_000,
  body: 30_000,
  idle: 5_000,
  write: 30_000,
  handler: 60_000,
  linger: 2_000,
};

const TEN_MINUTES = 600_000;

export const PATIENT_TIMEOUTS: Timeouts = {
  header: TEN_MINUTES,
  body: TEN_MINUTES,
  idle: TEN_MINUTES,
  write: TEN_MINUTES,
  handler: TEN_MINUTES,
  linger: 2_000,
};

/** The time-outs of a choice of clocks. */
export function timeoutsOf(clocks: Clocks): Timeouts {
  return clocks === 'patient' ? PATIENT_TIMEOUTS : STRICT_TIMEOUTS;
}
