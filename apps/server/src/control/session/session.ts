/**
 * A session: one page, through reloads and lost connections. Its lanes' clients are kept here, so they outlive the
 * WebSocket; a page that does not come back within ten minutes has its clients closed.
 */

import { Consents } from '../../lab/clients/consents.ts';
import type { LaneClient } from '../../lab/clients/lane-client.ts';
import type { PageClientRunner } from '../page-client/runner.ts';

/** As long as the patient clocks. */
const AWAY_MS = 600_000;

/** More sessions than this: the one away longest goes. */
const MOST_SESSIONS = 64;

/** Connections of one session that are open at the same time. */
export const MOST_LANES = 64;

/** The page's end of a session, for as long as its WebSocket lasts. */
export interface Attached {
  /** Some of what the page has sent has been written. */
  progressed(): void;
}

export class Session {
  readonly id: string;
  /** Targets its page has consented to. */
  readonly consents = new Consents();
  /** Connections asked for, not there yet. */
  connecting = 0;
  readonly #clients = new Map<number, LaneClient>();
  #attached: Attached | null = null;
  #slow = false;
  #over = false;
  #pageClient: PageClientRunner | null = null;

  constructor(id: string) {
    this.id = id;
  }

  /** What the page's client keeps: made when it is first asked for. */
  pageClient(make: () => PageClientRunner): PageClientRunner {
    this.#pageClient ??= make();
    return this.#pageClient;
  }

  client(lane: number): LaneClient | undefined {
    return this.#clients.get(lane);
  }

  /** No more connections, for now. */
  get full(): boolean {
    return this.#clients.size + this.connecting >= MOST_LANES;
  }

  /** Octets the page has sent and its clients have not written yet. */
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

  /** The newest attached counts: an older one may be a connection that nobody has found dead yet. */
  attach(page: Attached): void {
    this.#attached = page;
    this.#setSlow(false);
  }

  detach(page: Attached): void {
    if (this.#attached !== page) return;
    this.#attached = null;
    this.#setSlow(false);
  }

  /** While its page is behind, its clients neither read nor write further. */
  setSlow(page: Attached, slow: boolean): void {
    if (this.#attached === page) this.#setSlow(slow);
  }

  /** Its clients have written some of what was queued. */
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

/** Who is told of pages that come and go. */
export interface SessionWatcher {
  /** No page of this session is there any more. */
  away(session: string): void;
  /** There is one. */
  back(session: string): void;
}

export class Sessions {
  readonly #watcher: SessionWatcher;
  /** The one that was left longest ago comes first. */
  readonly #kept = new Map<string, StoredSession>();

  constructor(watcher: SessionWatcher) {
    this.#watcher = watcher;
  }

  /** A viewer joins session `id`. `known`: the session was there before. */
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

  /** A viewer is gone. */
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
