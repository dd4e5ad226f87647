/** The state of a connection in one word: for chips and menus, without replaying its octets. */
import type { Entry } from '#shared/transcript/record/entries.ts';
import {
  type ConnectionStatus,
  type HoldStatus,
  INITIAL_STATUS,
  nextStatus,
} from '#shared/transcript/record/status.ts';
import type { Lane } from './store.ts';

export type LaneState =
  | 'connecting'
  /** Connected by the kernel, not accepted by the server. */
  | 'backlog'
  | 'open'
  /** Open, and its server is held. */
  | 'held'
  | 'half-closed'
  | 'server-closed'
  | 'closed'
  | 'reset'
  | 'crashed'
  | 'detached';

interface Folded {
  status: ConnectionStatus;
  endedAt: number | null;
  count: number;
}

export interface LaneSummary {
  readonly state: LaneState;
  /** Recorder's time of the first entry; null before it. */
  readonly since: number | null;
  /** Recorder's time of its end; null while it lasts. */
  readonly until: number | null;
}

const folded = new WeakMap<readonly Entry[], Folded>();

export function summaryOf(lane: Lane): LaneSummary {
  const { status, endedAt } = fold(lane);
  const state = stateOf(lane, status);
  return { state, since: lane.entries[0]?.t ?? null, until: endedAt };
}

/** The state of the server’s gate at the end of the recording; null unless it is held. */
export function holdOf(lane: Lane): HoldStatus | null {
  return fold(lane).status.hold;
}

/** Whether its server reports a handler at work: silence means nothing then. */
export function isHandling(lane: Lane): boolean {
  return fold(lane).status.timer?.name === 'handler';
}

/** Whether octets can still be sent on it. */
export function canSend(lane: Lane | null): boolean {
  if (lane === null || lane.info.origin !== 'page' || lane.info.ref === null) return false;
  const { state } = summaryOf(lane);
  return ['connecting', 'backlog', 'open', 'held', 'server-closed'].includes(state);
}

/** Whether more of it is still to come. */
export function isOver(state: LaneState): boolean {
  return state === 'closed' || state === 'reset' || state === 'crashed' || state === 'detached';
}

function stateOf(lane: Lane, status: ConnectionStatus): LaneState {
  if (status.crash !== null) return 'crashed';
  if (status.reset !== null) return 'reset';
  if (status.closed) return 'closed';
  if (lane.detached) return 'detached';
  if (status.serverFin) return 'server-closed';
  if (status.hold?.held && !status.clientFin) return 'held';
  if (status.clientFin) return 'half-closed';
  if (status.accepted || status.datagrams) return 'open';
  return lane.count > 0 ? 'backlog' : 'connecting';
}

function fold(lane: Lane): Folded {
  let known = folded.get(lane.entries);
  if (known === undefined) {
    known = { status: INITIAL_STATUS, endedAt: null, count: 0 };
    folded.set(lane.entries, known);
  }
  for (; known.count < lane.count; known.count++) {
    const entry = lane.entries[known.count] as Entry;
    known.status = nextStatus(known.status, entry);
    if (entry.kind === 'close' || entry.kind === 'reset' || entry.kind === 'crash') known.endedAt ??= entry.t;
  }
  return known;
}
