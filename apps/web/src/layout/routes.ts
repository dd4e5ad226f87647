/**
 * The places of the page, in the order of the rail. A new place is one line here, its name in t.shell.places and its
 * folder in features/; its code loads on the first visit.
 */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';
import { CLIENT_PATH, COMPARE_PATH, EXPERIMENTS_PATH, LABS_PATH, PLAY_PATH } from '../session/state/router.ts';
import type { t } from '../session/state/text.ts';
import type { IconName } from '../ui/icon.tsx';

export type PlaceId = keyof typeof t.shell.places;

export interface Place {
  readonly id: PlaceId;
  /** The part after the `#` of the address. */
  readonly path: string;
  readonly icon: IconName;
  /** null: Play, which loads with the page and keeps its state. */
  readonly content: LazyExoticComponent<ComponentType> | null;
}

const PLAY: Place = { id: 'play', path: PLAY_PATH, icon: 'play', content: null };

const COMPARE: Place = {
  id: 'compare',
  path: COMPARE_PATH,
  icon: 'compare',
  content: lazy(() => import('../features/compare/index.tsx')),
};

const CLIENT: Place = {
  id: 'client',
  path: CLIENT_PATH,
  icon: 'send',
  content: lazy(() => import('../features/client/index.tsx')),
};

const EXPERIMENTS: Place = {
  id: 'experiments',
  path: EXPERIMENTS_PATH,
  icon: 'question',
  content: lazy(() => import('../features/experiments/index.tsx')),
};

const LABS: Place = {
  id: 'labs',
  path: LABS_PATH,
  icon: 'flask',
  content: lazy(async () => ({ default: (await import('../features/labs/index.tsx')).Labs })),
};

export const PLACES: readonly Place[] = [PLAY, CLIENT, COMPARE, EXPERIMENTS, LABS];

/** The place the address names; anything unknown, such as `#server=ID`, is Play. */
export function usePlace(): Place {
  const [path] = useHashLocation();
  return PLACES.find((place) => isAt(place, path)) ?? PLAY;
}

/** A place has sub-routes: `/labs/errors` is in `/labs`. */
function isAt({ path }: Place, address: string): boolean {
  return address === path || (path !== PLAY_PATH && address.startsWith(`${path}/`));
}
