/** What can go wrong between a request and its answer, as data: what, where, and what the system said. */
import type { RuleId } from '../http1/rules.ts';

export type FailureCode =
  /** The name has no address. */
  | 'name'
  | 'refused'
  /** connect() failed otherwise: no route, no permission. */
  | 'connect'
  | 'timeout'
  | 'reset'
  /** The connection ended before the first octet of an answer. */
  | 'empty'
  /** It ended inside an answer. */
  | 'cut-short'
  /** What came is not HTTP/1.1. */
  | 'bad-response'
  | 'interim-storm'
  | 'tls'
  | 'certificate'
  /** A content coding that cannot be decoded. */
  | 'coding'
  | 'too-large'
  /** Our own content could not be read, or is not as long as was said. */
  | 'content'
  | 'aborted'
  /** The target is none this client may talk to. */
  | 'not-allowed';

/** What we waited for when the time was up. */
export type Wait = 'resolve' | 'connect' | 'tls' | 'write' | 'read' | 'total';

/** The system's word for an error. `number` is null where the name is Node's own and the kernel has none. */
export interface SystemError {
  readonly name: string;
  readonly number: number | null;
  readonly call: string;
}

export interface Failure {
  readonly code: FailureCode;
  /** Host and port, or the name that was asked for. */
  readonly where: string;
  readonly system?: SystemError;
  readonly wait?: Wait;
  /** How long was waited, or the octets or responses that were too many. */
  readonly limit?: number;
  /** The rule an answer breaks, and the octet of the connection at which that was decided. */
  readonly rule?: RuleId;
  readonly at?: number;
  /** Octets of content, or of a chunk, that were announced and did not come. */
  readonly missing?: number;
  /** The words of the library that found it. */
  readonly detail?: string;
}
