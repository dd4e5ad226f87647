/**
 * What a server is told before it accepts a connection: limits, time-outs and mode. Fixed at accept; the first entry of
 * every transcript carries them, so that a recorded run is replayed under the options it ran under.
 */

/** How many octets (or fields) the engine takes before it refuses. Every refusal names its limit. */
export interface Limits {
  /** Octets of a method; over it 400 (policy). */
  readonly method: number;
  /** Octets of a start-line without its CR LF; over it 414 in a request. */
  readonly startLine: number;
  /** Octets of a header section, from its first octet through the empty line; over it 431. */
  readonly headerSection: number;
  /** Field lines of a header section; over it 431. */
  readonly fieldLines: number;
  /** Octets of the content of a message; over it 413. */
  readonly content: number;
  /** Octets of a chunk line without its CR LF; over it 400. */
  readonly chunkLine: number;
  /** Octets of chunk extensions in one message; over it 400. */
  readonly chunkExtensions: number;
  /** Octets of a trailer section; over it 431. */
  readonly trailerSection: number;
}

/** Milliseconds the engine waits. */
export interface Timeouts {
  /** From the first octet of a request (or from accept) to the end of its header section. */
  readonly header: number;
  /** Without progress inside content. */
  readonly body: number;
  /** Between requests on a kept connection. */
  readonly idle: number;
  /** Without progress while writing. */
  readonly write: number;
  /** For a handler to answer, once the request is read or waits to be; over it 503. */
  readonly handler: number;
  /** Discarding what still comes after a refusal, before the connection is closed for good. */
  readonly linger: number;
}

export type TimerName = keyof Timeouts;

/** `patient`: connections made in the page, where a person thinks between octets. `strict`: everybody else. */
export type Clocks = 'patient' | 'strict';

/** `hardened` refuses what is ambiguous; `rfc` accepts every valid message. */
export type Mode = 'hardened' | 'rfc';

export const MODES: readonly Mode[] = ['hardened', 'rfc'];

/**
 * What a server may be told to let pass, each by its name: off by default in both modes. Every use is reported as a
 * verdict "tolerate". What each means, and what the RFC says of it, is in http1/leniencies.ts.
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

/** How a server reads what it is sent. */
export interface Reading {
  readonly mode: Mode;
  /** In the order of REQUEST_LENIENCIES, each at most once. */
  readonly leniencies: readonly RequestLeniency[];
}

/** What a server is told when nobody says otherwise. */
export const DEFAULT_READING: Reading = { mode: 'hardened', leniencies: [] };

/** Names of leniencies in their one order, each once. */
export function sortedLeniencies(names: Iterable<RequestLeniency>): readonly RequestLeniency[] {
  const chosen = new Set(names);
  return REQUEST_LENIENCIES.filter((name) => chosen.has(name));
}

/** A set of leniencies with one more, or without it. */
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

/** Requests the engine answers on one connection before it is closed. */
export const REQUESTS_PER_CONNECTION = 1000;

/** What the page's own response parser takes: generous, because it must show whatever a server sent. */
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

/** The time-outs that go with a choice of clocks. */
export function timeoutsOf(clocks: Clocks): Timeouts {
  return clocks === 'patient' ? PATIENT_TIMEOUTS : STRICT_TIMEOUTS;
}
