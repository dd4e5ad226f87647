/** Whether a page's requests are read: not while anything speaks against it. */
import type { WebSocket } from 'ws';

/** What speaks against it: too much of what the page sent is unwritten, or too much of what it was sent is unread. */
export type Reason = 'unwritten' | 'unread';

export class Reading {
  readonly #ws: Pick<WebSocket, 'pause' | 'resume'>;
  readonly #reasons = new Set<Reason>();

  constructor(ws: Pick<WebSocket, 'pause' | 'resume'>) {
    this.#ws = ws;
  }

  hold(reason: Reason, held: boolean): void {
    const before = this.#reasons.size;
    if (held) this.#reasons.add(reason);
    else this.#reasons.delete(reason);
    const after = this.#reasons.size;
    if (before === 0 && after > 0) this.#ws.pause();
    if (before > 0 && after === 0) this.#ws.resume();
  }
}
