/** What the diagram shows at a position: which machine, cluster and state, and the transition just taken. */
import { type Cluster, clusterOf, wayOf } from '#shared/http1/state-graph.ts';
import { type Row, STATES, type StateName } from '#shared/http1/table.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { type Step, stepAt, takenAt } from '#shared/transcript/replay/step.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import { visitedBy } from '#shared/transcript/replay/visited.ts';

/** The last transition of a machine. */
export interface Now {
  readonly direction: Direction;
  readonly before: StateName;
  readonly after: StateName;
  /** The row taken by the step at the cursor; null when that step belongs to another machine or takes no row. */
  readonly row: Row | null;
}

/** The machine the step at the cursor belongs to. */
export function directionOf(step: Step | null): Direction {
  return step?.kind === 'octet' ? step.direction : 'in';
}

/** A machine's state at `position`. */
export function nowIn(replay: Replay, position: number, direction: Direction): Now {
  const step = stepAt(replay, position);
  if (step !== null && directionOf(step) === direction) {
    return { direction, before: step.before, after: step.after, row: step.row ?? null };
  }
  const taken = takenAt(replay, position);
  const state = replay.stream(direction).stateAfter(direction === 'in' ? taken.inbound : taken.outbound);
  return { direction, before: state, after: state, row: null };
}

/**
 * The cluster to look at: where the machine is now. The end of a message, and a refusal, are shown in the cluster they
 * happened in.
 */
export function clusterNow({ before, after }: Now): Cluster {
  return after === 'start' || STATES[after] === 'end' ? clusterOf(before) : clusterOf(after);
}

/** The marks in a cluster. */
export interface Marks {
  readonly current: string;
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
  readonly visited: ReadonlySet<StateName>;
  /** The state that has just refused. */
  readonly refusing: StateName | null;
}

export function marksIn(replay: Replay, position: number, now: Now, cluster: Cluster): Marks {
  const { direction, row, before, after } = now;
  const way = row === null ? { nodes: [], edges: [] } : wayOf(row, after, cluster);
  const taken = takenAt(replay, position);
  const offset = (direction === 'in' ? taken.inbound : taken.outbound) - 1;
  const refusing = row !== null && after === 'refused' && before !== 'refused' ? before : null;
  return {
    current: replay.stream(direction).blind ? '' : (refusing ?? (clusterOf(after) === cluster ? after : `>${after}`)),
    nodes: new Set(way.nodes),
    edges: new Set(way.edges),
    visited: visitedBy(replay.stream(direction), offset),
    refusing,
  };
}
