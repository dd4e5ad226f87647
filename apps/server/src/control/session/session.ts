/**
 * A session: one page, through reloads and lost connections. Its lanes' clients are kept here, so they outlive the
 * WebSocket; if the page does not come back within ten minutes, its clients are closed.
 */

import { Consents } from '../../lab/clients/consents.ts';
import type { LaneClient } from '../../lab/clients/lane-client.ts';
import type { PageClientRunner } from '../page-client/runner.ts';

/** As long as the patient clocks. */
const AWAY_MS = 600_000;

/** Beyond this many sessions, the one away for longest is removed. */
const MOST_SESSIONS = 64;

/** The most connections of one session that are open at the same time. */
export const MOST_LANES = 64;

/** The page's end of a session, for as long as its WebSocket lasts. */
export interface Attached {
  /** Some of the octets the page sent have been written. */
  progressed(): void;
}

export class Session {
  readonly id: string;
  /** Targets to which its page has consented. */
  readonly consents = new Consents();
  /** Connections requested but not yet made. */
  connecting = 0;
  readonly #clients = new Map<number, LaneClient>();
  #attached: Attached | null = null;
  #slow = false;
  #over = false;
  #pageClient: PageClientRunner | null = null;

  constructor(id: string) {
    this.id = id;
  }

  /** The page's client and what it keeps; created on first use. */
  pageClient(make: () => PageClientRunner): PageClientRunner {
    this.#pageClient ??= make();
    return this.#pageClient;
  }

  client(lane: number): LaneClient | undefined {
    return this.#clients.get(lane);
  }

  /** No more connections for now. */
  get full(): boolean {
    return this.#clients.size + this.connecting >= MOST_LANES;
  }

  /** Octets the page has sent that its clients have not written yet. */
  get queued(): number {
    let total = 0;
    for (const client of this.#clients.values()) total += client.queued;
    return total;
  }

  adopt(lane: number, client: LaneClient): void {
    if (this.#over) {
      client.destroy();
      return;
    }
    this.#clients.set(lane, client);
    if (this.#slow) client.pause();
  }

  drop(lane: number): void {
    this.#clients.delete(lane);
  }

  /** The most recently attached page counts: an older one may be a connection not yet known to be dead. */
  attach(page: Attached): void {
    this.#attached = page;
    this.#setSlow(false);
  }

  detach(page: Attached): void {
    if (this.#attached !== page) return;
    this.#attached = null;
    this.#setSlow(false);
  }

  /** While its page is behind, its clients neither read nor write. */
  setSlow(page: Attached, slow: boolean): void {
    if (this.#attached === page) this.#setSlow(slow);
  }

  /** Its clients have written some of the queue. */
  progressed(): void {
    this.#attached?.progressed();
  }

  #setSlow(slow: boolean): void {
    if (this.#slow === slow) return;
    this.#slow = slow;
    for (const client of this.#clients.values()) {
      if (slow) client.pause();
      else client.resume();
    }
  }

  end(): void {
    this.#over = true;
    this.#pageClient?.close();
    for (const client of this.#clients.values()) client.destroy();
    this.#clients.clear();
  }
}

interface StoredSession {
  readonly session: Session;
  viewers: number;
  away: NodeJS.Timeout | null;
}

/** Watches pages come and go. */
export interface SessionWatcher {
  /** This session has lost its last page. */
  away(session: string): void;
  /** It has a page again. */
  back(session: string): void;
}

export class Sessions {
  readonly #watcher: SessionWatcher;
  /** The one left longest ago comes first. */
  readonly #kept = new Map<string, StoredSession>();

  constructor(watcher: SessionWatcher) {
    this.#watcher = watcher;
  }

  /** A viewer joins session `id`. `known`: the session already existed. */
  join(id: string): { session: Session; known: boolean } {
    const found = this.#kept.get(id);
    const kept = found ?? { session: new Session(id), viewers: 0, away: null };
    clearTimeout(kept.away ?? undefined);
    kept.away = null;
    kept.viewers += 1;
    this.#kept.set(id, kept);
    this.#watcher.back(id);
    this.#bound();
    return { session: kept.session, known: found !== undefined };
  }

  /** A viewer has left. */
  leave(session: Session): void {
    const kept = this.#kept.get(session.id);
    if (kept?.session !== session) return;
    kept.viewers -= 1;
    if (kept.viewers > 0) return;
    this.#watcher.away(session.id);
    this.#kept.delete(session.id);
    this.#kept.set(session.id, kept);
    kept.away = setTimeout(() => this.#end(kept), AWAY_MS);
    kept.away.unref();
  }

  endAll(): void {
    for (const kept of [...this.#kept.values()]) this.#end(kept);
  }

  #bound(): void {
    if (this.#kept.size <= MOST_SESSIONS) return;
    const longestAway = [...this.#kept.values()].find(({ viewers }) => viewers === 0);
    if (longestAway !== undefined) this.#end(longestAway);
  }

  #end(kept: StoredSession): void {
    clearTimeout(kept.away ?? undefined);
    this.#kept.delete(kept.session.id);
    kept.session.end();
  }
}
