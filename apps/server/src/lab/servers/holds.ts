/**
 * Which connections are or may be held, for which page, and the bounds on that: a held client waits, and occupies one
 * of our descriptors. At most {@link MOST_HOLDS} at a time; none longer than {@link LONGEST_HOLD_MS}; and a page that
 * is away for more than a moment holds nothing.
 *
 * Kept in the control thread, because a serial server's thread blocks. What the gates did comes back as entries.
 */
import { LONGEST_HOLD_MS, MOST_HOLDS, type Releaser, type Stop } from '#shared/hold/stops.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import type { GateMessage, ToGate } from '../gate/gates.ts';
import type { Lane } from '../recording/lane.ts';

/** A page that is reloaded, or whose connection breaks, is back by then. */
const AWAY_MS = 15_000;

/** The server whose thread has the gates. */
export interface GateKeeper {
  /** The number by which its thread knows the lane; null when it has not accepted the lane, or no longer has it. */
  connectionOf(lane: Lane): number | null;
  tellGate(message: GateMessage): void;
  /** Whether the next connection is to be held has changed. */
  changed(): void;
}

/** The result of a request about a hold. */
export type HoldResult = 'done' | 'no-gate' | 'not-accepted' | 'not-held' | 'too-many-holds';

/** A command to the gate of a lane. */
export type GateRequest = ToGate extends infer M ? (M extends ToGate ? Omit<M, 'connection'> : never) : never;

interface Hold {
  readonly keeper: GateKeeper;
  readonly lane: Lane;
  /** The page for which it is held. */
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
  /** Servers whose next connection is to be held, and the page that requested it. */
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
    // Accepted, but not by this server: the back of a chain, to which only the front connects.
    if (connection === null) return lane.accepted ? 'no-gate' : 'not-accepted';
    if (!this.#holds.has(lane) && this.#full) return 'too-many-holds';
    this.#begin(keeper, lane, session);
    keeper.tellGate({ type: 'arm', connection, stops, now });
    return 'done';
  }

  /** Holds the next connection to a server; `stops` null: cancels that. */
  armNext(keeper: GateKeeper, session: string, stops: readonly Stop[] | null, now: boolean): HoldResult {
    if (stops !== null && !this.#next.has(keeper) && this.#full) return 'too-many-holds';
    if (stops === null) this.#next.delete(keeper);
    else this.#next.set(keeper, session);
    keeper.tellGate({ type: 'next', stops, now });
    keeper.changed();
    return 'done';
  }

  /** Sends another command to the gate of a held lane. */
  ask(lane: Lane, request: GateRequest): HoldResult {
    const hold = this.#holds.get(lane);
    const connection = hold?.keeper.connectionOf(lane) ?? null;
    if (hold === undefined || connection === null) return 'not-held';
    hold.keeper.tellGate({ ...request, connection });
    return 'done';
  }

  /** The thread's reports about a lane: what its gate did, and its end. */
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

  /** A server's thread is gone. */
  gone(keeper: GateKeeper): void {
    this.#next.delete(keeper);
    for (const [lane, hold] of this.#holds) if (hold.keeper === keeper) this.#end(lane);
  }

  /** This session has lost its last page. */
  away(session: string): void {
    clearTimeout(this.#away.get(session));
    const timer = setTimeout(() => this.#leave(session), this.#times.awayMs);
    this.#away.set(session, timer.unref());
  }

  /** It has a page again. */
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

  /** Armed without a request for this very lane: it is the one that came next. */
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
