/** The client's fixed settings: how long it waits, which certificates it trusts, which listener it reports to. */
import type { Listener } from '#shared/client/notes.ts';
import type { ClientTimeouts } from '#shared/client/run-request.ts';
import type { Origin } from '#shared/client/url.ts';
import type { Clock } from '../base/clock.ts';

/** Only `total` stops a response that trickles in forever: no single wait for its next octet is long. */
export const CLIENT_TIMEOUTS: ClientTimeouts = { connect: 10_000, write: 30_000, read: 30_000, total: 300_000 };

export interface TlsSetup {
  /** False accepts any certificate; the trace says so. */
  readonly verify: boolean;
  /** Certificates to trust in addition to the system's, in PEM. */
  readonly ca: string | null;
}

/** The addresses to connect to for an origin. `lookUp` asks the system's resolver, within the time available. */
export type Resolving = (origin: Origin, lookUp: () => Promise<readonly string[]>) => Promise<readonly string[]>;

export interface ClientSetup {
  readonly timeouts: ClientTimeouts;
  readonly tls: TlsSetup;
  readonly clock: Clock;
  readonly listener: Listener;
  /**
   * Supplies an origin's addresses instead of the system's resolver alone, so that no unchecked address is connected
   * to. Rejects with a ClientError.
   */
  readonly resolve?: Resolving;
}
