/**
 * Turns of the event loop for work that comes in pieces: one piece per turn, whoever's it is. However many callers there
 * are, everybody else waits for one piece at most.
 */

let last: Promise<void> = Promise.resolve();

/** Resolves in a turn that no other caller gets, after those who asked before. */
export function nextTurn(): Promise<void> {
  last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
  return last;
}
