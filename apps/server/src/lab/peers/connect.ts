/** A client of the page's on a server without a tap. */
import type { ConnectWish } from '../pairing.ts';
import type { Recorder } from '../recorder.ts';

export interface OutsideWish {
  readonly server: string;
  readonly host: string;
  readonly port: number;
  readonly recorder: Recorder;
  readonly wish: ConnectWish;
  /** The client's socket is closed. */
  gone(): void;
}

export async function connectOutside(_wish: OutsideWish): Promise<void> {
  throw new Error('not yet');
}
