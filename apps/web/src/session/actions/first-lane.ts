/**
 * What the page shows by itself: after a reload the lane it had, else a new connection, so that the first line typed is
 * already sent: to the engine, or to the server that the address names (`#server=users-api`).
 */

import { type State, useStore } from '../state/store.ts';
import { connect, report, showLane } from './actions.ts';

/** After a resumed session its lanes come right behind the welcome; none by then means there are none. */
const LANES_MS = 400;

/** Watches the link, and acts when it opens for the first time. */
export function chooseFirstLane(): void {
  const server = new URLSearchParams(location.hash.slice(1)).get('server') ?? undefined;
  const stop = useStore.subscribe((state) => {
    const { link } = state;
    if (link.state !== 'open') return;
    stop();
    if (!adopt(state)) waitForLanes(link.resumed ? LANES_MS : 0, server);
  });
}

function waitForLanes(ms: number, server: string | undefined): void {
  const stop = useStore.subscribe((state) => {
    if (adopt(state)) finish();
  });
  const timer = setTimeout(() => {
    finish();
    void connect(server).then(report);
  }, ms);
  function finish(): void {
    stop();
    clearTimeout(timer);
  }
}

/** Shows the newest lane of this session. */
function adopt({ lanes, current }: State): boolean {
  if (current !== null) return true;
  const own = [...lanes.values()].filter(({ info }) => info.ref !== null).at(-1);
  if (own === undefined) return false;
  showLane(own.info.lane);
  return true;
}
