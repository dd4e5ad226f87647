/**
 * The transcript: the append-only, ordered list of what crossed one socket's edge.
 *
 * Octets alone are not enough to replay a connection: the boundaries of each read, the order across both directions,
 * FIN and RST, the clocks and the server's decisions are entries too. Every pane of the page is a pure function of
 * (transcript, cursor).
 *
 * `t` is milliseconds on one monotonic clock of the process that recorded the entry (microsecond resolution);
 * `seq` counts the entries of one connection from 0 without gaps.
 */

import type { Clocks, Limits, Mode, RequestLeniency, Timeouts, TimerName } from '../../base/options.ts';
import type { HeldBy, Releaser, StepUnit, Stop } from '../../hold/stops.ts';
import type { RuleId } from '../../http1/rules.ts';
import type { ProfileOptions } from '../../servers/start-options.ts';

/**
 * Bumped whenever an old reader could misread a new transcript. Format 1 had no leniencies, nor had its servers; 2 had
 * no holds: everything read was consumed. Transcripts of every format up to this one can be read.
 */
export const TRANSCRIPT_FORMAT = 3;

/**
 * Whose socket saw it: the client of the run, or the server. The open entry's is the vantage of its connection, which
 * the replay walks. At `client` the server's end is not recorded, as with a server outside Octet: then the client's
 * writes stand for the requests, and it is unknown how much of them was read.
 */
export type Vantage = 'client' | 'server';

/** Which of the two ends acted. */
export type Side = 'client' | 'server';

/** Who opened the connection: the page, or any other program (curl, nc, a browser). */
export type Origin = 'page' | 'outside';

/** The conditions of a connection, fixed at accept. */
export interface ConnectionOptions {
  readonly format: number;
  readonly engineVersion: string;
  /**
   * Digest of how the server parses: table, mode and leniencies (leniencies.ts). A different digest means a
   * different parser, and the witnesses cannot be compared. */
  readonly tableDigest: string;
  /** Id of the server: `engine`, a profile's, or the address of one outside Octet (net/target.ts). */
  readonly server: string;
  /** Absent: TCP. Over UDP every read and write is one datagram, and there is no accept and no FIN. */
  readonly transport?: 'udp';
  /** The start options of a profile; absent for other servers. */
  readonly profile?: ProfileOptions;
  readonly origin: Origin;
  readonly mode: Mode;
  /** What the server tolerated. */
  readonly leniencies: readonly RequestLeniency[];
  readonly clocks: Clocks;
  readonly limits: Limits;
  readonly timeouts: Timeouts;
  /** Wall clock at accept, ms since 1970, for display; never used in a computation. */
  readonly startedAt: number;
}

interface Base {
  readonly seq: number;
  readonly t: number;
}

/** The conditions. First entry, unless the client had to wait for its accept. At `client`: its connect() returned. */
export interface OpenEntry extends Base {
  readonly kind: 'open';
  readonly at: Vantage;
  readonly local: string;
  readonly remote: string;
  readonly options: ConnectionOptions;
}

/**
 * connect() of the client returned. First entry where the client is there before the server: in the backlog, and over
 * UDP, where connect() sends nothing.
 */
export interface ConnectEntry extends Base {
  readonly kind: 'connect';
  readonly at: 'client';
  readonly local: string;
  readonly remote: string;
  /** Id of the server it connected to. */
  readonly server?: string;
  readonly transport?: 'udp';
}

/** The result of a TLS handshake. */
export interface TlsFacts {
  /** OpenSSL's name for it: `TLSv1.3`. */
  readonly protocol: string;
  /** Its name in the IANA registry: `TLS_AES_256_GCM_SHA384`. */
  readonly cipher: string;
  /** The protocol for both ends (ALPN, RFC 7301); null when the client did not ask for one. */
  readonly alpn: string | null;
  /** The server that the client asked for (SNI, RFC 6066 §3); null when it named none. */
  readonly name: string | null;
}

/**
 * The TLS handshake below the connection has ended: the agreed parameters, or why it failed. All later reads and writes
 * are what TLS carried, not what crossed the wire; a read is at most the content of one TLS record.
 */
export interface TlsEntry extends Base {
  readonly kind: 'tls';
  readonly at: 'server';
  /** Null when it failed. */
  readonly agreed: TlsFacts | null;
  /** Why it failed, as OpenSSL or the system names it: `ERR_SSL_HTTP_REQUEST`, `ECONNRESET`. Null when it succeeded. */
  readonly error: string | null;
}

/** The octets of one socket write. */
export interface WriteEntry extends Base {
  readonly kind: 'write';
  readonly at: Vantage;
  readonly bytes: Uint8Array;
}

/**
 * The octets of one socket read. If the server's side is recorded too, the client's reads carry only their
 * length: their octets are those of the server's writes at the same offsets.
 */
export interface ReadEntry extends Base {
  readonly kind: 'read';
  readonly at: Vantage;
  readonly length: number;
  readonly bytes?: Uint8Array;
}

/** A FIN: sent (`at` equals `by`) or received. */
export interface FinEntry extends Base {
  readonly kind: 'fin';
  readonly at: Vantage;
  readonly by: Side;
}

/** A reset: sent (`at` equals `by`) or received. */
export interface ResetEntry extends Base {
  readonly kind: 'reset';
  readonly at: Vantage;
  readonly by: Side;
}

/** The socket is gone at this vantage. `error` is a Node error code such as ECONNRESET, when there was one. */
export interface CloseEntry extends Base {
  readonly kind: 'close';
  readonly at: Vantage;
  readonly error?: string;
}

/** The server's clock: the one now running (`armed`; `null` stops it), or that it ran out (`fired`). */
export interface TimerEntry extends Base {
  readonly kind: 'timer';
  readonly at: 'server';
  readonly what: 'armed' | 'fired';
  readonly name: TimerName | null;
  readonly ms: number;
}

/** What a server may decide about a request. */
export type DecisionKind = 'continue' | 'respond' | 'refuse' | 'abort' | 'keep' | 'close';

/** A decision of the server about request number `request` (from 0) of the connection. */
export interface DecisionEntry extends Base {
  readonly kind: 'decision';
  readonly at: 'server';
  readonly what: DecisionKind;
  readonly request: number;
  readonly status?: number;
  readonly rule?: RuleId;
}

/** Digest of the live parser's events over one request, for the page to compare with its own. */
export interface WitnessEntry extends Base {
  readonly kind: 'witness';
  readonly at: 'server';
  readonly request: number;
  /** Offset after the last octet of the message, or after the refused octet. */
  readonly end: number;
  readonly digest: number;
}

/** The server's process or thread died under the connection. */
export interface CrashEntry extends Base {
  readonly kind: 'crash';
  readonly at: 'server';
  readonly message: string;
}

/** The calls of a profile that a transcript keeps; the others are seen at the socket, or follow from the rest. */
export const KEPT_CALLS = [
  'load',
  'exists',
  'isFile',
  'readFile',
  'makeFolder',
  'recv',
  'send',
  'sendall',
  'shutdown',
  'getpeername',
] as const;

export type KeptCall = (typeof KEPT_CALLS)[number];

/**
 * The results of a profile's calls while it served this connection, where its socket does not show them: with these the
 * profile can be run again, alone, and does the same.
 *
 * - `answered`: a load, with the value as JSON in UTF-8; a file, with its octets; `exists` and `isFile`, as JSON; a send
 *   that had to wait, without a value.
 * - `failed`: any call, with the system's name for the error.
 * - `waits`: a send, after its write: the kernel takes no more for now.
 */
export interface CallEntry extends Base {
  readonly kind: 'call';
  readonly at: 'server';
  readonly call: KeptCall;
  readonly what: 'answered' | 'failed' | 'waits';
  /** ECONNRESET and the like. */
  readonly error?: string;
  readonly bytes: Uint8Array;
}

interface HoldBase extends Base {
  readonly kind: 'hold';
  readonly at: 'server';
}

/**
 * What the gate in front of the server did (ARCHITECTURE.md, Hold).
 *
 * `armed`: from here on the gate lets octets through one by one, until one of `stops`. Its place determines the
 * meaning: `behind-read`, octets read are consumed only as the `consumed` entries say; `before-recv`, octets wait in
 * the kernel until a recv gets them, which is then a read like any other, and `waiting` shows them. `step` runs
 * until `held` or the next one; `ran`: on to the next stop. Recorded before it is done, as writes are.
 */
export type HoldEntry =
  | (HoldBase & {
      readonly what: 'armed';
      readonly stands: 'behind-read' | 'before-recv';
      readonly stops: readonly Stop[];
    })
  /** `consumed`: octets since octet 0 of the connection. */
  | (HoldBase & { readonly what: 'held'; readonly consumed: number; readonly by: HeldBy })
  | (HoldBase & { readonly what: 'step'; readonly unit: StepUnit })
  | (HoldBase & { readonly what: 'ran' })
  /** That many of the octets read. */
  | (HoldBase & { readonly what: 'consumed'; readonly octets: number })
  /** The client's FIN, which was read earlier. */
  | (HoldBase & { readonly what: 'fin' })
  /** Octets that have arrived but that no recv has returned, after those reported earlier. */
  | (HoldBase & { readonly what: 'waiting'; readonly bytes: Uint8Array })
  | (HoldBase & { readonly what: 'released'; readonly by: Releaser })
  /** The server's clock is stopped, with its remaining ms; null: none runs, and one armed later will also stop. */
  | (HoldBase & { readonly what: 'frozen'; readonly left: number | null })
  /** It continues with the remaining time. */
  | (HoldBase & { readonly what: 'thawed'; readonly left: number | null });

/** How much the memory bound dropped. Replaces the dropped entries. */
export interface DroppedEntry extends Base {
  readonly kind: 'dropped';
  /** The vantage of the connection. */
  readonly at: Vantage;
  readonly entries: number;
  /** Octets dropped per direction, as that vantage saw them, so offsets after the gap stay true. */
  readonly inbound: number;
  readonly outbound: number;
}

export type Entry =
  | OpenEntry
  | ConnectEntry
  | TlsEntry
  | WriteEntry
  | ReadEntry
  | FinEntry
  | ResetEntry
  | CloseEntry
  | TimerEntry
  | DecisionEntry
  | WitnessEntry
  | CrashEntry
  | CallEntry
  | HoldEntry
  | DroppedEntry;

/** An entry before the recorder gave it its number and its time. */
export type Draft = Entry extends infer E ? (E extends Entry ? Omit<E, 'seq' | 't'> : never) : never;
