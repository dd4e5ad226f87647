/**
 * What the page shows by itself: after a reload the lane it had, else a new connection, to the engine or to the server
 * the address names (`#server=users-api`), so that the first line typed can be sent at once.
 */

import { useStore } from '../state/store.ts';
import { connect, report, showLane } from './actions.ts';

/** Watches the link, and acts when it first opens. */
export function chooseFirstLane(): void {
  const server = new URLSearchParams(location.hash.slice(1)).get('server') ?? undefined;
  const stop = useStore.subscribe(({ link }) => {
    if (link.state !== 'open') return;
    stop();
    if (link.newest === null) void connect(server).then(report);
    else showOnceThere(link.newest);
  });
}

/** The server names its lanes right behind the welcome; they reach the store with the next frame drawn. */
function showOnceThere(lane: number): void {
  const stop = useStore.subscribe(({ lanes, current }) => {
    if (current === null && !lanes.has(lane)) return;
    stop();
    if (current === null) showLane(lane);
  });
}
