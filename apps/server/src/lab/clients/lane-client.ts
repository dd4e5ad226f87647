/** The client of a run, as the page's session and the server's connections use it: TCP (tcp-client.ts) or UDP (datagram-client.ts). */
import type { Cut } from '#shared/composer/pieces.ts';
import type { RefusalCode } from '#shared/wire/messages.ts';
import type { Lane } from '../recording/lane.ts';

export interface ClientEvents {
  /** There is a lane: the server has accepted, or keeps the client waiting for it. */
  opened(lane: Lane, client: LaneClient): void;
  /** There will be none. `detail` is for the curious: the system's code or the runtime's words. */
  failed(code: RefusalCode, detail: string): void;
  /** Some of what was to be sent has been sent. */
  progressed(): void;
  closed(): void;
}

/** How a request to a client ended: done, or why not. */
export type SendResult = 'done' | 'over' | 'no-reset' | 'datagram-too-large';

export interface LaneClient {
  /** Its socket is closed. */
  readonly gone: boolean;
  /** Octets still to be sent. */
  readonly queued: number;
  /** From now on there is a lane to record in. */
  open(lane: Lane): void;
  /** The recorder has no room: there will be no lane. */
  refuse(): void;
  /** The server's thread has told something about this connection. */
  serverTold(): void;
  /** A write per piece that the cuts make, each after the server has read the one before (where that is told), and after its pause. */
  send(bytes: Uint8Array, cuts?: readonly Cut[]): SendResult;
  /** Gives up what is not written yet. What is promised besides, such as a FIN, still comes. */
  cancel(): SendResult;
  /** FIN; a UDP socket, which has none, is closed. */
  end(): SendResult;
  reset(): SendResult;
  /** Neither reads nor writes on, as nothing more should be recorded now. */
  pause(): void;
  resume(): void;
  /** The page is gone for good. */
  destroy(): void;
}
