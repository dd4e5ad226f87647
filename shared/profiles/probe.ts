/**
 * What the build puts before each statement of a profile to be watched (apps/web/probes.ts): it reports which line
 * runs now, and the values of its variables. Without a watcher it does nothing. Profiles run without a break from one
 * system call to the next, so there is one watcher at a time.
 */
export interface Place {
  /** First line of the statement, from 1, and its last; for a compound one, those of its head. */
  readonly line: number;
  readonly end: number;
  /** The function that contains it. */
  readonly within: string;
}

/** The variables of the function, by name, with their current values. */
export type Variables = Readonly<Record<string, unknown>>;

export interface Watcher {
  /** The statement at `place` runs next. */
  at(place: Place, variables: Variables): void;
  /** An exception passes a `catch` or a `finally`. Reported again at each level on its way up. */
  thrown(error: unknown): void;
}

let watcher: Watcher | null = null;

/** Watches any probed profile that runs inside `act`. */
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
