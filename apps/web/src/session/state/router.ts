/** Navigation: the address's fragment names the place, `#/compare`, so Back and a reload keep it. */

import { useSyncExternalStore } from 'react';

/** Goes to a place by its path, which starts with `/`. */
export function goToPlace(path: string): void {
  location.hash = path;
}

/** The path of the workspace for one connection. */
export const PLAY_PATH = '/';

export const COMPARE_PATH = '/compare';

export const CLIENT_PATH = '/client';

export const EXPERIMENTS_PATH = '/experiments';

export const LABS_PATH = '/labs';

/** The segments of the address below its place: `errors` and `reset` of `#/labs/errors/reset`. */
export function useSubRoutes(): readonly string[] {
  return useSyncExternalStore(onAddress, () => location.hash)
    .slice(1)
    .split('/')
    .slice(2)
    .filter((piece) => piece !== '');
}

function onAddress(tell: () => void): () => void {
  window.addEventListener('hashchange', tell);
  return () => window.removeEventListener('hashchange', tell);
}
