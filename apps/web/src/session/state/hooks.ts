/** What panels read. Each hook re-renders its component only when its own answer changes. */
import { useSyncExternalStore } from 'react';
import type { Breakpoint } from '#shared/transcript/replay/navigate.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { ServerInfo } from '#shared/wire/messages.ts';
import { canSend } from './lane-state.ts';
import { replayOf } from './replays.ts';
import { onTheme, resolvedTheme, useSettings } from './settings.ts';
import { type Cursor, currentLane, type Lane, type Link, type Selection, type State, useStore } from './store.ts';

export const useLink = (): Link => useStore((state) => state.link);

export const useServers = (): readonly ServerInfo[] => useStore((state) => state.servers);

/** One server, or null while it is not known. */
export const useServer = (id: string): ServerInfo | null =>
  useStore((state) => state.servers.find((server) => server.id === id) ?? null);

export const useLanes = (): State['lanes'] => useStore((state) => state.lanes);

/** The lane shown; a new value whenever entries came. */
export const useCurrentLane = (): Lane | null => useStore(currentLane);

/**
 * The replay of the lane shown, re-rendering as it grows. The object stays the same: memoise what is derived from it by
 * `replay` and `replay.version`.
 */
export function useReplay(): Replay | null {
  const lane = useCurrentLane();
  return lane === null ? null : replayOf(lane);
}

/** The cursor of the lane shown, as stored: a position, or `live`. */
export const useCursor = (): Cursor =>
  useStore(({ current, cursors }) => (current === null ? 'live' : (cursors.get(current) ?? 'live')));

/** The position of the cursor, 0 ≤ position ≤ total; following the end while live. */
export function usePosition(): number {
  const cursor = useCursor();
  const total = useReplay()?.total ?? 0;
  return cursor === 'live' ? total : Math.min(cursor, total);
}

/** Whether the cursor follows what comes. */
export const useIsLive = (): boolean => useCursor() === 'live';

/** Whether octets can be sent on the lane shown now. */
export function useCanSend(): boolean {
  const lane = useCurrentLane();
  const link = useLink();
  return link.state === 'open' && canSend(lane);
}

export const useBreakpoints = (): readonly Breakpoint[] => useStore((state) => state.breakpoints);

/** The octets selected on the lane shown. */
export const useSelection = (): Selection | null =>
  useStore(({ selection, current }) => (selection?.lane === current ? selection : null));

/** The theme shown, once the tokens have its values. */
export function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore(onTheme, () => resolvedTheme(useSettings.getState().theme));
}

/** The same readings outside React: for handlers that run later. */
export function readNow(): { lane: Lane | null; replay: Replay | null; position: number; live: boolean } {
  const state = useStore.getState();
  const lane = currentLane(state);
  const replay = lane === null ? null : replayOf(lane);
  const cursor = lane === null ? 'live' : (state.cursors.get(lane.info.lane) ?? 'live');
  const total = replay?.total ?? 0;
  return { lane, replay, position: cursor === 'live' ? total : Math.min(cursor, total), live: cursor === 'live' };
}
