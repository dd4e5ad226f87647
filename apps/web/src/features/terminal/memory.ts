/** What the terminal keeps of each connection while the page lives: what it said itself, and what is on its way. */
import { concat } from '#shared/base/octets.ts';
import type { Row } from '#shared/screen/row.ts';
import type { Remark } from '#shared/screen/screen.ts';
import { type InputState, NO_INPUT } from '#shared/terminal/discipline.ts';
import type { Lane } from '../../session/state/store.ts';

interface Kept {
  readonly remarks: Remark[];
  /** Given to the socket: the octets from offset `from` on that the transcript does not know yet. */
  flying: Uint8Array;
  from: number;
}

const lanes = new Map<number, Kept>();

/** The number kept for having no connection. */
const NO_LANE = 0;

function keptOf(lane: Lane | null): Kept {
  const number = lane?.info.lane ?? NO_LANE;
  const kept = lanes.get(number) ?? { remarks: [], flying: new Uint8Array(0), from: 0 };
  lanes.set(number, kept);
  return kept;
}

/** Grows in place. */
export function remarksOf(lane: Lane | null): readonly Remark[] {
  return keptOf(lane).remarks;
}

/** Says something behind all that is known of the connection by now. */
export function remark(lane: Lane | null, ...rows: readonly Row[]): void {
  const after = lane?.entries[lane.count - 1]?.seq ?? -1;
  keptOf(lane).remarks.push({ after, rows });
}

/** Octets were given to the socket; `sent`: what the transcript knows of. */
export function fly(lane: Lane, bytes: Uint8Array, sent: number): void {
  const kept = keptOf(lane);
  const flying = flyingOf(lane, sent);
  kept.flying = concat([flying, bytes]);
  kept.from = sent;
}

/** What of it is still on its way once the transcript knows of `sent` octets. */
export function flyingOf(lane: Lane | null, sent: number): Uint8Array {
  const kept = keptOf(lane);
  if (kept.flying.length > 0 && sent > kept.from) {
    kept.flying = kept.flying.slice(sent - kept.from);
    kept.from = sent;
  }
  return kept.flying;
}

/** Nothing tells any more what became of it. How many octets it was. */
export function land(lane: Lane): number {
  const kept = keptOf(lane);
  const { length } = kept.flying;
  kept.flying = new Uint8Array(0);
  return length;
}

/** The line being typed and its history are one for all connections. */
export const typing: { state: InputState } = { state: NO_INPUT };
