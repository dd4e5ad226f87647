/** Where a profile was in its file when it had taken an octet: the lines that ran then, up to its next call. */
import type { Replay } from '../transcript/replay/replay.ts';
import type { SourceStep, Trace } from './replay-trace.ts';
import { runOf, stepBy } from './walk.ts';

export interface Divergence {
  /** Number of the step it had reached: the line that calls, waits or fails. */
  readonly index: number;
  /** Steps of the walk taken by then. */
  readonly position: number;
  /** The steps on the way there, after the read that returned the octet. */
  readonly ran: readonly SourceStep[];
}

/**
 * What it did with octet `at` of the request, or with the end of its input when it never read that far. Null when
 * nothing of its file ran for this connection.
 */
export function divergenceIn(replay: Replay, trace: Trace, at: number): Divergence | null {
  const position = at < replay.request.length ? endOfRead(replay, at) : replay.total;
  const index = stepBy(trace, position);
  if (index < 0) return null;
  const { first } = runOf(trace, index);
  return { index, position, ran: trace.steps.slice(first, index) };
}

/** The position after the read that returned octet `at`. */
function endOfRead(replay: Replay, at: number): number {
  const { position, steps } = replay.placeOf(replay.positionOf('in', at) - 1);
  return position + steps;
}
