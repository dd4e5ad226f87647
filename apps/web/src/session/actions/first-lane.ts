/**
 * What the page shows by itself: after a reload the lane it had, else a new connection, to the engine or to the server
 * the address names (`#server=users-api`), so that the first line typed can be sent at once.
 */

import { type State, useStore } from '../state/store.ts';
import { connect, report, showLane } from './actions.ts';

/** The lanes of a resumed session follow the welcome directly; if none has come by then, there are none. */
const LANES_MS = 400;

/** Watches the link, and acts when it first opens. */
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
