/**
 * The client of a run, as the page's session and the server's connections use it: TCP (tcp-client.ts) or UDP
 * (datagram-client.ts).
 */
import type { Cut } from '#shared/composer/pieces.ts';
import type { RefusalCode } from '#shared/wire/messages.ts';
import type { Lane } from '../recording/lane.ts';

export interface ClientEvents {
  /** The lane exists: the server has accepted, or lets the client wait for it. */
  opened(lane: Lane, client: LaneClient): void;
  /** There will be no lane. `detail` gives the system's code or the runtime's words. */
  failed(code: RefusalCode, detail: string): void;
  /** Some of the queue has been sent. */
  progressed(): void;
  closed(): void;
}

/** The result of a request to a client: done, or why not. */
export type SendResult = 'done' | 'over' | 'no-reset' | 'datagram-too-large';

export interface LaneClient {
  /** Its socket is closed. */
  readonly gone: boolean;
  /** Octets still to be sent. */
  readonly queued: number;
  /** From now on there is a lane to record in. */
  open(lane: Lane): void;
  /** The recorder keeps `most` lanes, and all are open: there will be none for this one. */
  refuse(most: number): void;
  /** The server's thread has reported something about this connection. */
  serverTold(): void;
  /**
   * Sends one write per piece that the cuts make, each after its pause and after the server has read the previous one
   * (if its reads are reported).
   */
  send(bytes: Uint8Array, cuts?: readonly Cut[]): SendResult;
  /** Drops what is not written yet. Anything else that is pending, such as a FIN, is still sent. */
  cancel(): SendResult;
  /** Sends FIN; a UDP socket, which has none, is closed. */
  end(): SendResult;
  reset(): SendResult;
  /** Neither reads nor writes, since nothing more should be recorded for now. */
  pause(): void;
  resume(): void;
  /** The page is gone for good. */
  destroy(): void;
}
