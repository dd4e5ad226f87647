/** What a client is told once: how long it waits, whom it trusts, who follows it. */
import type { Listener } from '#shared/client/notes.ts';
import type { Origin } from '#shared/client/url.ts';
import type { Clock } from '../base/clock.ts';

/** Milliseconds; 0 waits forever. */
export interface ClientTimeouts {
  /** From the first address asked for to a connection; TLS included. */
  readonly connect: number;
  /** Without the kernel taking what was written. */
  readonly write: number;
  /** Without an octet, while one is waited for. */
  readonly read: number;
  /** From the first request to the last octet of the last answer. */
  readonly total: number;
}

/** The total is what ends an answer that drips for ever: no single wait for its next octet is long. */
export const CLIENT_TIMEOUTS: ClientTimeouts = { connect: 10_000, write: 30_000, read: 30_000, total: 300_000 };

export interface TlsSetup {
  /** False takes any certificate; the trace says so. */
  readonly verify: boolean;
  /** Certificates to trust besides the system's, PEM. */
  readonly ca: string | null;
}

/** The addresses to connect to for an origin. `lookUp` asks the system's resolver, within the time there is. */
export type Resolving = (origin: Origin, lookUp: () => Promise<readonly string[]>) => Promise<readonly string[]>;

export interface ClientSetup {
  readonly timeouts: ClientTimeouts;
  readonly tls: TlsSetup;
  readonly clock: Clock;
  readonly listener: Listener;
  /**
   * Where the addresses of an origin come from, if not from the system's resolver alone: to let nothing connect to what was
   * not checked. Rejects with a ClientError.
   */
  readonly resolve?: Resolving;
}
