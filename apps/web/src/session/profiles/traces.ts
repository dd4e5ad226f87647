/**
 * One growing Trace for each lane of a profile somebody looks at. The profiles are run with their probes, so that the
 * lines are known too; that they do the same without is tested.
 */
import { Trace } from '#shared/profiles/replay-trace.ts';
import type { Place, Replay } from '#shared/transcript/replay/replay.ts';
import { sourceOf, useSource } from './sources.ts';

interface Fed {
  readonly trace: Trace;
  readonly places: readonly Place[];
  count: number;
}

const traced = new WeakMap<Replay, Fed>();

/**
 * The trace of a replay's connection, as far as the replay has got; null when its server is no profile, or not known
 * yet. The same object for the same replay, grown: what is derived from it is memoised by `replay.version`.
 */
export function traceOf(replay: Replay): Trace | null {
  const known = traced.get(replay) ?? begin(replay);
  if (known === null) return null;
  // Behind a gap the replay begins anew; no profile does.
  if (known.places !== replay.places) return lost(replay, known);
  known.trace.append(replay.places.slice(known.count).map(({ entry }) => entry));
  known.count = replay.places.length;
  return known.trace;
}

/** The same in a component, again when the file of its profile has come. */
export function useTrace(replay: Replay | null): Trace | null {
  useSource(replay?.options?.server ?? '');
  return replay === null ? null : traceOf(replay);
}

function begin(replay: Replay): Fed | null {
  const source = replay.options === null ? null : sourceOf(replay.options.server);
  if (source === null) return null;
  const fed: Fed = { trace: new Trace(source), places: replay.places, count: 0 };
  traced.set(replay, fed);
  return fed;
}

function lost(replay: Replay, { trace }: Fed): Trace {
  if (replay.dropped !== null) trace.append([replay.dropped]);
  return trace;
}
