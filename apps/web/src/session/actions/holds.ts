/** Holding the server: what the user wants of its gate, for which connection, and whether it is possible. */
import { create } from 'zustand';
import { MOST_STOPS, type StepUnit, type Stop, sameStop } from '#shared/hold/stops.ts';
import { targetOf } from '#shared/net/target.ts';
import type { HoldStatus } from '#shared/transcript/record/status.ts';
import type { ToServer } from '#shared/wire/messages.ts';
import { isDatagram } from '#shared/wire/server-state.ts';
import { socket } from '../link/session.ts';
import { useCurrentLane, useLanes, useLink, useServer, useServers } from '../state/hooks.ts';
import { holdOf, isOver, type LaneState, summaryOf } from '../state/lane-state.ts';
import { done, type Result, refused } from '../state/result.ts';
import { currentLane, type Lane, useStore } from '../state/store.ts';
import { goLive, report, serverOfNext } from './actions.ts';

interface Holds {
  /** Where the next hold stops, for any connection. */
  readonly stops: readonly Stop[];
  /** The dialog is open. */
  readonly choosing: boolean;
}

/** Separate from the breakpoints of Replay, which hold no server. */
export const useHolds = create<Holds>(() => ({ stops: [], choosing: false }));

export function chooseStops(choosing: boolean): void {
  useHolds.setState({ choosing });
}

/** Toggles a stop; if the connection shown is held already, its gate is updated. */
export function toggleStop(stop: Stop): void {
  const { stops } = useHolds.getState();
  const others = stops.filter((one) => !sameStop(one, stop));
  if (others.length === stops.length && stops.length === MOST_STOPS) return;
  useHolds.setState({ stops: others.length < stops.length ? others : [...stops, stop] });
  const lane = currentLane(useStore.getState());
  if (lane !== null && holdOf(lane) !== null) report(arm(false));
}

/** Holds the server of the connection shown: at the chosen stops, and at once if `now`. */
export function arm(now: boolean): Result {
  const { stops } = useHolds.getState();
  goLive();
  return onLane((lane) => ({ type: 'hold', lane, stops, now }));
}

/** Holds the next connection to the server shown, at the chosen stops, and from its first octet if `now`. */
export function armNext(now: boolean): Result {
  return tell({ type: 'hold-next', server: serverOfNext(), stops: useHolds.getState().stops, now });
}

export function disarmNext(server: string): Result {
  return tell({ type: 'hold-next', server, stops: null, now: false });
}

export function stepHeld(unit: StepUnit): Result {
  goLive();
  return onLane((lane) => ({ type: 'hold-step', lane, unit }));
}

/** Continues to the next stop. */
export function runHeld(): Result {
  goLive();
  return onLane((lane) => ({ type: 'hold-run', lane }));
}

export function release(): Result {
  goLive();
  return onLane((lane) => ({ type: 'release', lane }));
}

/** Whether the server's clock stops while it is held. */
export function freeze(frozen: boolean): Result {
  return onLane((lane) => ({ type: 'freeze', lane, frozen }));
}

function onLane(message: (lane: number) => ToServer): Result {
  const { current } = useStore.getState();
  return current === null ? refused('no-connection') : tell(message(current));
}

function tell(message: ToServer): Result {
  return socket.send(message) ? done : refused('offline');
}

/** Why a server cannot be held at all; null if it can, or if unknown. */
export type Unable = 'node' | 'udp' | 'other';

function unableOf(server: string, gated: boolean | null): Unable | null {
  if (targetOf(server) !== null) return 'other';
  if (gated !== false) return null;
  if (isDatagram(server)) return 'udp';
  return server === 'node-http' ? 'node' : 'other';
}

export interface Holding {
  readonly lane: Lane | null;
  readonly server: string;
  readonly state: LaneState | null;
  readonly status: HoldStatus | null;
  readonly unable: Unable | null;
  /** The connection shown can be held now. */
  readonly can: boolean;
}

/** How the connection shown is held, or could be. */
export function useHolding(): Holding {
  const lane = useCurrentLane();
  const linked = useLink().state === 'open';
  const server = lane?.info.server ?? serverOfNext();
  const info = useServer(server);
  const unable = unableOf(server, info === null && lane === null ? null : info?.hold !== undefined);
  const state = lane === null ? null : summaryOf(lane).state;
  const accepted = state !== null && !isOver(state) && state !== 'backlog' && state !== 'connecting';
  const foreign = lane !== null && lane.info.origin === 'page' && lane.info.ref === null;
  const can = linked && info?.hold !== undefined && accepted && !foreign;
  return { lane, server, state, status: lane === null ? null : holdOf(lane), unable, can };
}

/** The newest held lane that is not shown; null if there is none. */
export function useHeldElsewhere(): number | null {
  const shown = useCurrentLane()?.info.lane;
  const held = [...useLanes().values()].filter((lane) => holdOf(lane)?.held && lane.info.lane !== shown);
  return held.at(-1)?.info.lane ?? null;
}

/** A server whose next connection will be held; null if there is none. */
export function useNextHeld(): string | null {
  return useServers().find(({ hold }) => hold?.next === true)?.id ?? null;
}
