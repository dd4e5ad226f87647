/**
 * The lab thread's way to the recorder: observations are sent in order, in batches.
 *
 * Batches, because a message costs more than its contents. But two things must not wait:
 * - on a connection of the page, an observation is posted before the action it announces. Its client lives in another
 *   thread and drains this port before it records a read of its own, so a read never precedes the write that caused it;
 * - when little happens, an observation is sent at once: a handler that blocks the thread would hide what came before.
 *
 * What was posted and not yet taken is bounded (flow.ts): beyond that, what passes on outside connections is counted
 * instead of sent. Their ends are always reported.
 */
import type { Draft, DroppedEntry } from '#shared/transcript/record/entries.ts';
import type { Clock } from '../../base/clock.ts';
import type { Flow } from '../memory/flow.ts';
import type { FromThread, Observation } from '../memory/messages.ts';
import { costOf } from '../recording/cost.ts';

/** An observation this long after the last batch does not open a new batch: it is sent at once. */
const QUIET_MS = 2;

const BATCH_OBSERVATIONS = 512;
const BATCH_COST = 1024 * 1024;

/** Kinds that may be counted instead of sent. */
const EXPENDABLE = new Set<Draft['kind']>(['read', 'write', 'timer', 'decision', 'witness', 'call']);

type Gap = { -readonly [K in 'entries' | 'inbound' | 'outbound']: DroppedEntry[K] };

export class Outbox {
  readonly #post: (message: FromThread) => void;
  readonly #clock: Clock;
  readonly #flow: Flow;
  readonly #gaps = new Map<number, Gap>();
  #batch: Observation[] = [];
  #cost = 0;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #scheduled = false;

  constructor(post: (message: FromThread) => void, clock: Clock, flow: Flow) {
    this.#post = post;
    this.#clock = clock;
    this.#flow = flow;
  }

  /** `urgent`: the connection is the page's. */
  record(connection: number, draft: Draft, urgent: boolean): void {
    if (!urgent && EXPENDABLE.has(draft.kind) && this.#flow.full(this.#cost)) {
      this.#count(connection, draft);
      return;
    }
    this.#closeGap(connection);
    const t = this.#clock();
    this.#add(connection, draft, t);
    const now = urgent || t - this.#flushedAt > QUIET_MS;
    if (now || this.#batch.length >= BATCH_OBSERVATIONS || this.#cost >= BATCH_COST) this.flush();
    else this.#schedule();
  }

  /** Posts what is waiting. */
  flush(): void {
    if (this.#batch.length === 0) return;
    this.#flow.posted(this.#cost);
    this.#post({ type: 'observations', observations: this.#batch, cost: this.#cost });
    this.#batch = [];
    this.#cost = 0;
    this.#flushedAt = this.#clock();
  }

  #add(connection: number, draft: Draft, t: number): void {
    this.#batch.push({ connection, t, draft });
    this.#cost += costOf(draft);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  #count(connection: number, draft: Draft): void {
    const gap = this.#gaps.get(connection) ?? { entries: 0, inbound: 0, outbound: 0 };
    gap.entries += 1;
    if (draft.kind === 'read') gap.inbound += draft.length;
    if (draft.kind === 'write') gap.outbound += draft.bytes.length;
    this.#gaps.set(connection, gap);
  }

  #closeGap(connection: number): void {
    const gap = this.#gaps.get(connection);
    if (gap === undefined) return;
    this.#gaps.delete(connection);
    this.#add(connection, { kind: 'dropped', at: 'server', ...gap }, this.#clock());
  }
}
