/**
 * What the page knows: lanes with their entries, the cursor of each, breakpoints, the selection, and the state of the
 * link. Nothing derived is kept here; panels derive what they show from (transcript, cursor). Written only by link/
 * (messages from the server) and actions/ (the user); replays.ts puts an unchanged lane back to trigger a render.
 */
import { create } from 'zustand';
import type { Range } from '#shared/base/octets.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import type { Breakpoint } from '#shared/transcript/replay/navigate.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import type { LaneInfo, ServerInfo } from '#shared/wire/messages.ts';
import type { RefusalReason } from './result.ts';

export type Link =
  | { readonly state: 'connecting' }
  /** `newest`: the newest lane of the page's own connections that the server still has; null: none. */
  | { readonly state: 'open'; readonly engineVersion: string; readonly newest: number | null }
  /** `retryAt` on the page's clock (performance.now). */
  | { readonly state: 'lost'; readonly retryAt: number }
  /** No more retries: the token or the protocol version does not match the server's. */
  | { readonly state: 'refused'; readonly why: 'token' | 'protocol' };

export interface Lane {
  readonly info: LaneInfo;
  /** Grows in place; the first `count` of them are what this value holds. Replaced only after a gap. */
  readonly entries: readonly Entry[];
  readonly count: number;
  /** Page's clock minus recorder's clock, ms. */
  readonly clockOffset: number;
  /** The server has forgotten the session it belonged to: nothing more will come. */
  readonly detached: boolean;
}

/** Steps taken, or `live`: always at the end, following what comes. */
export type Cursor = number | 'live';

/** Octets selected in any panel, shown in all. */
export interface Selection {
  readonly lane: number;
  readonly direction: Direction;
  readonly range: Range;
}

/** A refused request, for the user to read. */
export interface Notice {
  readonly id: number;
  readonly code: RefusalReason;
  readonly detail: string;
}

export interface State {
  readonly link: Link;
  readonly servers: readonly ServerInfo[];
  /** Outside servers this session has consented to: net/target.ts. */
  readonly targets: readonly string[];
  /** In order of their numbers. */
  readonly lanes: ReadonlyMap<number, Lane>;
  /** The lane shown. */
  readonly current: number | null;
  /** Connections requested and not made yet: the page's own numbers, and their servers. */
  readonly dialling: ReadonlyMap<number, string>;
  /** A lane without one is live. */
  readonly cursors: ReadonlyMap<number, Cursor>;
  readonly breakpoints: readonly Breakpoint[];
  readonly selection: Selection | null;
  readonly notices: readonly Notice[];
  /** Outside lanes up to this number have been noticed by the user. */
  readonly seen: number;
  /** Page's clock when the link first opened; null before. */
  readonly openedAt: number | null;
}

export const INITIAL: State = {
  link: { state: 'connecting' },
  servers: [],
  targets: [],
  lanes: new Map(),
  current: null,
  dialling: new Map(),
  cursors: new Map(),
  breakpoints: [],
  selection: null,
  notices: [],
  seen: 0,
  openedAt: null,
};

export const useStore = create<State>(() => INITIAL);

export function currentLane(state: State): Lane | null {
  return state.current === null ? null : (state.lanes.get(state.current) ?? null);
}
