/**
 * The errors lab: which errors can be produced, and what a run of one reports. Everything in a report was observed: the
 * lines are those that ran, the events are those of the sockets, the result is what the call returned.
 */
import { type Decoder, duration, integer, list, nullable, oneOf, record, text } from '../base/decode.ts';

export const LAB_ERRORS = [
  'name-not-known',
  'address-in-use',
  'connection-refused',
  'connect-timed-out',
  'recv-timed-out',
  'connection-reset',
  'connection-aborted',
  'bad-descriptor',
  'broken-pipe',
  'client-half-closes',
  'server-half-closes',
] as const;

export type LabError = (typeof LAB_ERRORS)[number];

/** Who acted: one of the two ends, or the system itself. */
export type LabActor = 'client' | 'server' | 'system';

export const LAB_STEPS = [
  'lookup',
  'listening',
  'connecting',
  'connected',
  'accepted',
  'queued',
  'wrote',
  'read',
  'fin-sent',
  'fin-received',
  'rst-sent',
  'waiting',
  'deadline',
  'call',
  'failed',
  'closed',
] as const;

export type LabStep = (typeof LAB_STEPS)[number];

/** One event. */
export interface LabEvent {
  /** Milliseconds since the run began. */
  readonly t: number;
  readonly by: LabActor;
  readonly deed: LabStep;
  /** Address, octets as latin-1 text, or an error code; empty when there is nothing to add. */
  readonly detail: string;
}

/** The result of the call. */
export interface Returned {
  /** The call, as it appears in the lines. */
  readonly call: string;
  /** ECONNREFUSED and the like; null without an error number, as for a deadline of Octet's own or a FIN. */
  readonly code: string | null;
  /** The system's number, positive as in errno.h, or negative as in netdb.h for getaddrinfo. */
  readonly number: number | null;
  /** The message that the runtime of the lines gives for it on this system. */
  readonly message: string;
}

/** The lines that ran, taken from the file itself. */
export interface LabLines {
  /** Path from the root of the project. */
  readonly file: string;
  /** Number of the first line in that file, from 1. */
  readonly first: number;
  readonly lines: readonly string[];
}

export interface ErrorReport {
  readonly error: LabError;
  /** null when the file is not available: a build moved away from its sources. */
  readonly shown: LabLines | null;
  /** null: it could not be produced here; `missing` says what was needed. */
  readonly returned: Returned | null;
  readonly missing: 'python3' | 'kept-from-happening' | null;
  readonly events: readonly LabEvent[];
  /** Milliseconds. */
  readonly took: number;
  /** System and runtime: the numbers and messages come from them. */
  readonly system: string;
}

const event: Decoder<LabEvent> = record<LabEvent>({
  t: duration,
  by: oneOf('client', 'server', 'system'),
  deed: oneOf(...LAB_STEPS),
  detail: text(300),
});

const returned: Decoder<Returned> = record<Returned>({
  call: text(100),
  code: nullable(text(40)),
  number: nullable(integer(-10_000, 10_000)),
  message: text(500),
});

export const labLines: Decoder<LabLines> = record<LabLines>({
  file: text(200),
  first: integer(1),
  lines: list(text(200), 60),
});

export const labError: Decoder<LabError> = oneOf(...LAB_ERRORS);

/** The most events in a report; a run produces about ten. */
export const MOST_EVENTS = 100;

export const errorReport: Decoder<ErrorReport> = record<ErrorReport>({
  error: labError,
  shown: nullable(labLines),
  returned: nullable(returned),
  missing: nullable(oneOf('python3', 'kept-from-happening')),
  events: list(event, MOST_EVENTS),
  took: duration,
  system: text(200),
});
