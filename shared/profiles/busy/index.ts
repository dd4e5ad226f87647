/**
 * The upper-casing servers with a handler that works: each is the original and one line more, which sleeps for a second
 * when it is asked for `work`. For the concurrency lab: a handler that blocks holds up whoever shares its thread.
 */

import type { ProfileId } from '../../servers/names.ts';
import type { Runnable } from '../index.ts';
import { PROFILES } from '../index.ts';
import type { Serve } from '../os.ts';
import { main as tcpUpper } from './tcp-upper.ts';
import { main as tcpUpperSelect } from './tcp-upper-select.ts';
import { main as tcpUpperTasks } from './tcp-upper-tasks.ts';

const SERVES: ReadonlyMap<ProfileId, Serve> = new Map<ProfileId, Serve>([
  ['tcp-upper', tcpUpper],
  ['tcp-upper-select', tcpUpperSelect],
  ['tcp-upper-tasks', tcpUpperTasks],
]);

const FIRST_PORT = 8180;

export interface BusyProfile extends Runnable {
  /** The profile it is but for that line. */
  readonly original: ProfileId;
}

/** In the order of their originals. */
export const BUSY: readonly BusyProfile[] = PROFILES.flatMap((original) => {
  const serve = SERVES.get(original.id);
  return serve === undefined ? [] : [{ original, serve }];
}).map(({ original, serve }, i) => ({
  ...original,
  id: `${original.id}+busy`,
  serve,
  file: `busy/${original.file}`,
  port: FIRST_PORT + i,
  original: original.id,
}));
