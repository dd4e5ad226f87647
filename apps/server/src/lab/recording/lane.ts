/**
 * One connection as the recorder keeps it: its entries, numbered, within a bound.
 *
 * When the bound is exceeded, entries are dropped from the front, but after the first entry when that is the accept,
 * whose options readers need. One `dropped` entry takes their place: its `seq` is that of the first dropped entry, its
 * `entries` the count of numbers it covers. A reader that is still inside the gap gets the gap from its beginning; a
 * page that already has some of those entries replaces them with the `dropped` entry, and so sees what a late viewer
 * sees.
 */

import { countWhile } from '#shared/base/search.ts';
import { span } from '#shared/transcript/record/codec.ts';
import type { Draft, DroppedEntry, Entry, OpenEntry, Origin, Vantage } from '#shared/transcript/record/entries.ts';
import { costOf } from './cost.ts';

/** The most a lane may weigh. */
export const LANE_BOUND = 64 * 1024 * 1024;

/** When it drops entries, it drops until this share of the bound is left: seldom, but many at once. */
const KEEP = 15 / 16;

export interface LaneFacts {
  /** Its number, from 1, across all servers. */
  readonly number: number;
  readonly server: string;
  readonly origin: Origin;
  /** The page's session that made it; null for outside clients. */
  readonly session: string | null;
  /** The page's own number for its connect request. */
  readonly ref: number | null;
  /** The lane whose client's octets arrive here through a front (chain/chain.ts); absent for all others. */
  readonly behind?: number;
}

/** The position of a lane's reader. */
export interface LaneCursor {
  /** The number of the next entry it wants. */
  next: number;
  /** The weight of everything before that, dropped or not. */
  weight: number;
}

interface StoredEntry {
  readonly entry: Entry;
  /** The weight of the lane through this entry. */
  readonly through: number;
}

export class Lane {
  readonly facts: LaneFacts;
  /** How many octets the server has read so far. */
  inbound = 0;
  /** The thread on the server's side has nothing more to report. */
  serverClosed = false;
  /** The server has accepted it, or received something from it. */
  accepted = false;
  /** The server's FIN, RST or end was reported: any end that the client sees has its cause. */
  serverEnded = false;
  /** The page's client is gone too, or never existed. */
  clientClosed: boolean;
  readonly #bound: number;
  #open: OpenEntry | null = null;
  #gap: DroppedEntry | null = null;
  #gapThrough = 0;
  #kept: StoredEntry[] = [];
  #first = 0;
  #next = 0;
  #through = 0;
  #dropped = 0;
  #latest = 0;
  #datagrams = false;

  constructor(facts: LaneFacts, bound = LANE_BOUND) {
    this.facts = facts;
    this.#bound = bound;
    this.clientClosed = facts.origin === 'outside';
  }

  get closed(): boolean {
    return this.serverClosed && this.clientClosed;
  }

  /** Its current weight. */
  get weight(): number {
    return this.#through - this.#dropped;
  }

  /** The weight of everything it ever held; a cursor's distance to it is what its reader is still owed. */
  get through(): number {
    return this.#through;
  }

  /**
   * Numbers a draft and keeps it. `t` never decreases within a lane: an entry that comes late from another thread takes
   * the time of the entry before it.
   */
  append(draft: Draft, t: number): void {
    this.#latest = Math.max(this.#latest, t);
    const entry = { ...draft, seq: this.#next, t: this.#latest } as Entry;
    this.#next += span(entry);
    this.#through += costOf(draft);
    if (entry.kind === 'open' && entry.seq === 0) this.#open = entry;
    else this.#kept.push({ entry, through: this.#through });
    this.#note(draft);
    // A gap left by the lab's thread (outbox.ts) absorbs what precedes it: a lane has one gap, after its start.
    if (entry.kind === 'dropped') this.drop(this.weight);
    else if (this.weight > this.#bound) this.drop(this.weight - this.#bound * KEEP);
  }

  #note(draft: Draft): void {
    if (draft.kind === 'read' && draft.at === 'server') this.inbound += draft.length;
    if (draft.kind === 'open' && draft.at === 'client') this.#seeClientOnly();
    if (draft.kind === 'connect' && draft.transport === 'udp') this.#datagrams = true;
    if (draft.at === 'client' && draft.kind === 'close') this.clientClosed = true;
    // Over UDP the server is not notified.
    if (this.#datagrams && this.clientClosed) this.serverClosed = true;
    if (draft.at !== 'server') return;
    if (draft.kind === 'open') this.accepted = true;
    if (draft.kind === 'close') this.serverClosed = true;
    const ends = draft.kind === 'fin' || draft.kind === 'reset' ? draft.by === 'server' : false;
    if (ends || draft.kind === 'close' || draft.kind === 'crash') this.serverEnded = true;
  }

  /** The server's end will not be reported: do not wait for it. */
  #seeClientOnly(): void {
    this.accepted = true;
    this.serverClosed = true;
    this.serverEnded = true;
  }

  /** Drops from the front until it is lighter by `weight`, or only the first entry is left. */
  drop(weight: number): void {
    const target = this.#dropped + weight;
    while (this.#dropped < target && this.#first < this.#kept.length) {
      const { entry, through } = this.#kept[this.#first++] as StoredEntry;
      this.#gap = grow(this.#gap, entry, this.#open?.at ?? 'server');
      this.#dropped += costOf(entry);
      this.#gapThrough = through;
    }
    this.#kept.splice(0, this.#first);
    this.#first = 0;
  }

  /** A cursor for a reader that has everything before number `next`. */
  cursor(next: number): LaneCursor {
    const place = Math.min(next, this.#next);
    return { next: place, weight: place === 0 ? 0 : this.#weightBefore(place) };
  }

  /** The entries from `cursor` on, up to the weight `most` (at least one, if there is one). Advances the cursor. */
  read(cursor: LaneCursor, most: number): Entry[] {
    const entries: Entry[] = [];
    const start = cursor.weight;
    if (cursor.next === 0 && this.#open !== null) this.#give(entries, cursor, this.#open, costOf(this.#open));
    if (this.#gap !== null && cursor.next < this.#gap.seq + this.#gap.entries) {
      this.#give(entries, cursor, this.#gap, this.#gapThrough);
      return entries;
    }
    for (let i = this.#indexOf(cursor.next); i < this.#kept.length; i++) {
      const { entry, through } = this.#kept[i] as StoredEntry;
      if (entries.length > 0 && through - start > most) break;
      this.#give(entries, cursor, entry, through);
    }
    return entries;
  }

  #give(entries: Entry[], cursor: LaneCursor, entry: Entry, through: number): void {
    entries.push(entry);
    cursor.next = entry.seq + span(entry);
    cursor.weight = through;
  }

  /** The weight of the lane before the entry with number `seq`. */
  #weightBefore(seq: number): number {
    const index = this.#indexOf(seq);
    if (index > 0) return (this.#kept[index - 1] as StoredEntry).through;
    if (this.#gap !== null && seq >= this.#gap.seq + this.#gap.entries) return this.#gapThrough;
    return this.#open === null ? 0 : costOf(this.#open);
  }

  /** Index in `#kept` of the first entry not wholly before number `seq`. */
  #indexOf(seq: number): number {
    return countWhile(this.#kept.length, (index) => {
      const { entry } = this.#kept[index] as StoredEntry;
      return entry.seq + span(entry) <= seq;
    });
  }
}

/** The gap with one more entry in it: its number, and the octets it carried as the lane's vantage saw them. */
function grow(gap: DroppedEntry | null, entry: Entry, at: Vantage): DroppedEntry {
  const from = gap ?? {
    kind: 'dropped',
    at,
    seq: entry.seq,
    t: entry.t,
    entries: 0,
    inbound: 0,
    outbound: 0,
  };
  const lost = entry.kind === 'dropped' ? entry : carriedBy(entry, at);
  return {
    ...from,
    entries: from.entries + span(entry),
    inbound: from.inbound + lost.inbound,
    outbound: from.outbound + lost.outbound,
  };
}

/** Octets to the server and from it, as `at` saw them. */
function carriedBy(entry: Entry, at: Vantage): { inbound: number; outbound: number } {
  const read = entry.kind === 'read' && entry.at === at ? entry.length : 0;
  const written = entry.kind === 'write' && entry.at === at ? entry.bytes.length : 0;
  return at === 'server' ? { inbound: read, outbound: written } : { inbound: written, outbound: read };
}
