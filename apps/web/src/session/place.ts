/** Going from place to place: the address's fragment names the place, `#/compare`, so Back and a reload keep it. */

/** Goes to a place by its path, which starts with `/`. */
export function goToPlace(path: string): void {
  location.hash = path;
}

/** Where the workspace of one connection is. */
export const PLAY_PATH = '/';

export const COMPARE_PATH = '/compare';
