/**
 * One growing Trace per lane of a profile that is being looked at. The profiles run with their probes, so that the
 * lines are known too; a test holds that they behave the same without.
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
 * The trace of a replay's connection, as far as the replay has got; null if its server is not a profile, or not known
 * yet. The same object for the same replay, grown: memoise what is derived from it by `replay.version`.
 */
export function traceOf(replay: Replay): Trace | null {
  const known = traced.get(replay) ?? begin(replay);
  if (known === null) return null;
  // After a gap the replay starts over; a profile cannot.
  if (known.places !== replay.places) return lost(replay, known);
  known.trace.append(replay.places.slice(known.count).map(({ entry }) => entry));
  known.count = replay.places.length;
  return known.trace;
}

/** The same as a hook; re-renders when the profile's file has loaded. */
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
