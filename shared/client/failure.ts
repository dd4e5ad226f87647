/** What can go wrong between a request and its answer, as data: what, where, and the system's error. */
import type { RuleId } from '../http1/rules.ts';

export type FailureCode =
  /** The name does not resolve to an address. */
  | 'name'
  | 'refused'
  /** connect() failed for another reason: no route, no permission. */
  | 'connect'
  | 'timeout'
  | 'reset'
  /** The connection ended before the first octet of an answer. */
  | 'empty'
  /** It ended within an answer. */
  | 'cut-short'
  /** The answer is not HTTP/1.1. */
  | 'bad-response'
  | 'interim-storm'
  | 'tls'
  | 'certificate'
  /** A content coding that cannot be decoded. */
  | 'coding'
  | 'too-large'
  /** The request's own content could not be read, or does not have its announced length. */
  | 'content'
  | 'aborted'
  /** This client is not allowed to contact the target. */
  | 'not-allowed';

/** What the client was waiting for when the time ran out. */
export type Wait = 'resolve' | 'connect' | 'tls' | 'write' | 'read' | 'total';

/** The system's name for an error. `number` is null for Node's own errors, which the kernel does not have. */
export interface SystemError {
  readonly name: string;
  readonly number: number | null;
  readonly call: string;
}

export interface Failure {
  readonly code: FailureCode;
  /** Host and port, or the requested name. */
  readonly where: string;
  readonly system?: SystemError;
  readonly wait?: Wait;
  /** How long the client waited, or the number of octets or responses that was too high. */
  readonly limit?: number;
  /** The rule that an answer breaks, and the octet of the connection at which that was decided. */
  readonly rule?: RuleId;
  readonly at?: number;
  /** Octets of content, or of a chunk, that were announced but did not arrive. */
  readonly missing?: number;
  /** The message of the library that reported it. */
  readonly detail?: string;
}
