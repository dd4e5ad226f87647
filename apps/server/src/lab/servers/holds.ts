/**
 * Which connections are held, or may come to be, for which page, and the bounds on that: a held client waits, and holds a
 * descriptor of ours. At most {@link MOST_HOLDS} at a time; none longer than {@link LONGEST_HOLD_MS}; and a page that
 * went away and has not come back in a moment holds nobody.
 *
 * Kept in the control thread, because that of a serial server blocks. What the gates did comes back as entries.
 */
import { LONGEST_HOLD_MS, MOST_HOLDS, type Releaser, type Stop } from '#shared/hold/stops.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import type { GateMessage, ToGate } from '../gate/gates.ts';
import type { Lane } from '../recording/lane.ts';

/** A page that is loaded anew, or whose link breaks, is back by then. */
const AWAY_MS = 15_000;

/** The server whose thread has the gates. */
export interface GateKeeper {
  /** The number its thread knows the lane by; null when it has not accepted it, or no longer has it. */
  connectionOf(lane: Lane): number | null;
  tellGate(message: GateMessage): void;
  /** Whether the next connection is to be held has changed. */
  changed(): void;
}

/** How a request about a hold ended. */
export type HoldResult = 'done' | 'no-gate' | 'not-accepted' | 'not-held' | 'too-many-holds';

/** What is asked of the gate of a lane. */
export type GateRequest = ToGate extends infer M ? (M extends ToGate ? Omit<M, 'connection'> : never) : never;

interface Hold {
  readonly keeper: GateKeeper;
  readonly lane: Lane;
  /** The page it is held for. */
  readonly session: string | null;
  timer: NodeJS.Timeout | null;
}

export interface HoldTimes {
  readonly longestMs: number;
  readonly awayMs: number;
}

export class Holds {
  readonly #times: HoldTimes;
  readonly #holds = new Map<Lane, Hold>();
  /** Servers whose next connection is to be held, and the page that wants it. */
  readonly #next = new Map<GateKeeper, string>();
  readonly #away = new Map<string, NodeJS.Timeout>();

  constructor(times: Partial<HoldTimes> = {}) {
    this.#times = { longestMs: LONGEST_HOLD_MS, awayMs: AWAY_MS, ...times };
  }

  /** Whether the next connection of a server is to be held. */
  awaits(keeper: GateKeeper): boolean {
    return this.#next.has(keeper);
  }

  /** Holds a lane, or changes where it is held. */
  arm(keeper: GateKeeper, lane: Lane, session: string, stops: readonly Stop[], now: boolean): HoldResult {
    const connection = keeper.connectionOf(lane);
    // Accepted, but not by this server: the back of a chain, which nobody else may reach.
    if (connection === null) return lane.accepted ? 'no-gate' : 'not-accepted';
    if (!this.#holds.has(lane) && this.#full) return 'too-many-holds';
    this.#begin(keeper, lane, session);
    keeper.tellGate({ type: 'arm', connection, stops, now });
    return 'done';
  }

  /** Holds whoever comes next to a server; `stops` null: nobody any more. */
  armNext(keeper: GateKeeper, session: string, stops: readonly Stop[] | null, now: boolean): HoldResult {
    if (stops !== null && !this.#next.has(keeper) && this.#full) return 'too-many-holds';
    if (stops === null) this.#next.delete(keeper);
    else this.#next.set(keeper, session);
    keeper.tellGate({ type: 'next', stops, now });
    keeper.changed();
    return 'done';
  }

  /** Something else of the gate of a lane that is held. */
  ask(lane: Lane, request: GateRequest): HoldResult {
    const hold = this.#holds.get(lane);
    const connection = hold?.keeper.connectionOf(lane) ?? null;
    if (hold === undefined || connection === null) return 'not-held';
    hold.keeper.tellGate({ ...request, connection });
    return 'done';
  }

  /** What the thread told of a lane: its gate's doings, and its end. */
  told(keeper: GateKeeper, lane: Lane, draft: Draft): void {
    if (draft.kind === 'close' || draft.kind === 'crash') this.#end(lane);
    if (draft.kind !== 'hold') return;
    if (draft.what === 'armed') this.#armed(keeper, lane);
    if (draft.what === 'released') this.#end(lane);
    const hold = this.#holds.get(lane);
    if (hold === undefined) return;
    if (draft.what === 'held') hold.timer ??= setTimeout(() => this.#release(lane, 'time'), this.#times.longestMs);
    if (draft.what === 'ran') stopTimer(hold);
  }

  /** The thread of a server is gone. */
  gone(keeper: GateKeeper): void {
    this.#next.delete(keeper);
    for (const [lane, hold] of this.#holds) if (hold.keeper === keeper) this.#end(lane);
  }

  /** No page of this session is there any more. */
  away(session: string): void {
    clearTimeout(this.#away.get(session));
    const timer = setTimeout(() => this.#leave(session), this.#times.awayMs);
    this.#away.set(session, timer.unref());
  }

  /** One is there again. */
  back(session: string): void {
    clearTimeout(this.#away.get(session));
    this.#away.delete(session);
  }

  close(): void {
    for (const timer of this.#away.values()) clearTimeout(timer);
    for (const lane of this.#holds.keys()) this.#end(lane);
    this.#next.clear();
  }

  get #full(): boolean {
    return this.#holds.size + this.#next.size >= MOST_HOLDS;
  }

  #begin(keeper: GateKeeper, lane: Lane, session: string | null): void {
    if (!this.#holds.has(lane)) this.#holds.set(lane, { keeper, lane, session, timer: null });
  }

  /** Armed without our asking for this very lane: it is the one that came next. */
  #armed(keeper: GateKeeper, lane: Lane): void {
    if (this.#holds.has(lane)) return;
    const session = this.#next.get(keeper) ?? null;
    this.#next.delete(keeper);
    this.#begin(keeper, lane, session);
    keeper.changed();
  }

  #leave(session: string): void {
    this.#away.delete(session);
    for (const hold of this.#holds.values()) if (hold.session === session) this.#release(hold.lane, 'left');
    for (const [keeper, owner] of this.#next) if (owner === session) this.armNext(keeper, session, null, false);
  }

  #release(lane: Lane, by: Releaser): void {
    this.ask(lane, { type: 'release', by });
  }

  #end(lane: Lane): void {
    const hold = this.#holds.get(lane);
    if (hold !== undefined) stopTimer(hold);
    this.#holds.delete(lane);
  }
}

function stopTimer(hold: Hold): void {
  clearTimeout(hold.timer ?? undefined);
  hold.timer = null;
}
