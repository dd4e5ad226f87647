/** What the terminal remembers of each connection while the page lives: its own notes, and the octets in flight. */
import { concat } from '#shared/base/octets.ts';
import type { Row } from '#shared/screen/row.ts';
import type { Note } from '#shared/screen/screen.ts';
import { type InputState, NO_INPUT } from '#shared/terminal/discipline.ts';
import type { Lane } from '../../session/state/store.ts';

interface Memory {
  readonly notes: Note[];
  /** Handed to the socket: the octets from offset `from` on that are not in the transcript yet. */
  inFlight: Uint8Array;
  from: number;
}

const lanes = new Map<number, Memory>();

/** Stands for "no connection". */
const NO_LANE = 0;

function memoryOf(lane: Lane | null): Memory {
  const number = lane?.info.lane ?? NO_LANE;
  const memory = lanes.get(number) ?? { notes: [], inFlight: new Uint8Array(0), from: 0 };
  lanes.set(number, memory);
  return memory;
}

/** Grows in place. */
export function notesOf(lane: Lane | null): readonly Note[] {
  return memoryOf(lane).notes;
}

/** Adds a note after everything recorded of the connection so far. */
export function addNote(lane: Lane | null, ...rows: readonly Row[]): void {
  const after = lane?.entries[lane.count - 1]?.seq ?? -1;
  memoryOf(lane).notes.push({ after, rows });
}

/** Octets were handed to the socket; `sent`: how many the transcript has. */
export function markInFlight(lane: Lane, bytes: Uint8Array, sent: number): void {
  const memory = memoryOf(lane);
  memory.inFlight = concat([inFlightOn(lane, sent), bytes]);
  memory.from = sent;
}

/** What is still in flight once the transcript has `sent` octets. */
export function inFlightOn(lane: Lane | null, sent: number): Uint8Array {
  const memory = memoryOf(lane);
  if (memory.inFlight.length > 0 && sent > memory.from) {
    memory.inFlight = memory.inFlight.slice(sent - memory.from);
    memory.from = sent;
  }
  return memory.inFlight;
}

/** Forgets the octets in flight when nothing will report their fate. Returns their number. */
export function settle(lane: Lane): number {
  const memory = memoryOf(lane);
  const { length } = memory.inFlight;
  memory.inFlight = new Uint8Array(0);
  return length;
}

/** All connections share the line being typed and its history. */
export const typing: { state: InputState } = { state: NO_INPUT };
