/**
 * What the build puts before each statement of a profile that is to be watched (apps/web/probes.ts): it says which line
 * runs now, and what its variables are. Nobody watches: it does nothing. Profiles run without a break from one call of
 * the system to the next, so there is one watcher at a time.
 */
export interface Place {
  /** First line of the statement, from 1, and its last; of a compound one, its head's. */
  readonly line: number;
  readonly end: number;
  /** The function it stands in. */
  readonly within: string;
}

/** The variables of the function, by name, as they are now. */
export type Variables = Readonly<Record<string, unknown>>;

export interface Watcher {
  /** The statement at `place` runs next. */
  at(place: Place, variables: Variables): void;
  /** An exception goes through a `catch` or a `finally`. Told again and again on its way up. */
  thrown(error: unknown): void;
}

let watcher: Watcher | null = null;

/** Watches whatever probed profile runs inside `act`. */
export function watch<T>(by: Watcher, act: () => T): T {
  const before = watcher;
  watcher = by;
  try {
    return act();
  } finally {
    watcher = before;
  }
}

/** The probe before a statement. */
export function at(line: number, end: number, within: string, variables: () => Variables): void {
  watcher?.at({ line, end, within }, variables());
}

/** The probe where an exception passes. */
export function thrown(error: unknown): void {
  watcher?.thrown(error);
}
