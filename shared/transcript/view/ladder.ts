/**
 * The ladder: the connection as a sequence diagram, client above, server below, one column per entry that takes steps.
 *
 * Its horizontal axis is the walk itself, so the ladder is also the scrubber: each position has an x, and each x a
 * position. A column is as wide as its label, and grows with the logarithm of its octets, so a 1 MiB body and an empty
 * line both stay visible; time is written between the columns, never drawn to scale (a thinking person and a loopback
 * differ by six orders of magnitude).
 */
import { countWhile } from '../../base/search.ts';
import type { Place, Replay } from '../replay/replay.ts';
import { octetsOf } from '../replay/replay.ts';
import type { Direction } from '../replay/stream.ts';

/** One column of the ladder. */
export interface Column {
  readonly place: Place;
  /** Left edge and width, px. */
  readonly x: number;
  readonly width: number;
  /** The direction of octets or a FIN; null for events at the server alone. */
  readonly direction: Direction | null;
  /** Milliseconds since the previous column. */
  readonly gap: number;
}

/** Octets that one end has written and the other has not yet read. */
export interface InFlight {
  readonly inbound: number;
  readonly outbound: number;
}

const OCTETS_WIDTH = 48;
const PER_DOUBLING = 8;
/** A gap of at least this length is labelled, in ms, and gets room for it. */
export const SHOWN_GAP = 100;
const GAP_WIDTH = 48;

/** The room for the label of a column, in px. */
export type LabelWidth = (replay: Replay, place: Place, direction: Direction | null) => number;

/** Lays out columns as entries arrive; a pure function of the replay's places, computed incrementally. */
export class Ladder {
  columns: Column[] = [];
  /** Width of all columns, px. */
  width = 0;
  #seen = 0;
  #places: readonly Place[] = [];
  #written = { client: 0, server: 0 };
  #read = { client: 0, server: 0 };
  #client = false;
  #server = false;
  #datagrams = false;
  readonly #labelWidth: LabelWidth;

  constructor(labelWidth: LabelWidth) {
    this.#labelWidth = labelWidth;
  }

  update(replay: Replay): void {
    if (replay.places !== this.#places) this.#restart(replay.places);
    for (; this.#seen < replay.places.length; this.#seen++) this.#add(replay, replay.places[this.#seen] as Place);
  }

  /** Octets written and not yet read: in the kernel's buffers, or never read. */
  get inFlight(): InFlight {
    // Only where both ends report what they wrote and read; of a datagram the server may take less than was sent.
    if (!this.#client || !this.#server || this.#datagrams) return { inbound: 0, outbound: 0 };
    return {
      inbound: Math.max(0, this.#written.client - this.#read.server),
      outbound: Math.max(0, this.#written.server - this.#read.client),
    };
  }

  /** The x of a position: inside the column of the step just taken. */
  xOf(position: number): number {
    const column = this.columns[this.#columnAt((c) => c.place.position < position)];
    if (column === undefined) return 0;
    const part = Math.min(1, (position - column.place.position) / column.place.steps);
    return column.x + part * column.width;
  }

  /** The position nearest to an x. */
  positionAt(x: number): number {
    const column = this.columns[this.#columnAt((c) => c.x <= x)];
    if (column === undefined) return 0;
    const part = Math.max(0, Math.min(1, (x - column.x) / column.width));
    return column.place.position + Math.round(part * column.place.steps);
  }

  /** The columns that overlap `[left, right)`. */
  visible(left: number, right: number): readonly Column[] {
    const first = Math.max(
      0,
      this.#columnAt((c) => c.x <= left),
    );
    const last = this.#columnAt((c) => c.x < right);
    return this.columns.slice(first, last + 1);
  }

  /** Index of the last column that satisfies a test which holds for a prefix; −1 when there is none. */
  #columnAt(test: (column: Column) => boolean): number {
    return countWhile(this.columns.length, (index) => test(this.columns[index] as Column)) - 1;
  }

  #restart(places: readonly Place[]): void {
    this.#places = places;
    this.#seen = 0;
    this.columns = [];
    this.width = 0;
    this.#written = { client: 0, server: 0 };
    this.#read = { client: 0, server: 0 };
    this.#client = false;
    this.#server = false;
    this.#datagrams = false;
  }

  #add(replay: Replay, place: Place): void {
    const { entry } = place;
    if (entry.at === 'client') this.#client = true;
    this.#server = place.status.vantage === 'server';
    this.#datagrams = place.status.datagrams;
    if (entry.kind === 'write') this.#written[entry.at] += entry.bytes.length;
    if (entry.kind === 'read') this.#read[entry.at] += entry.length;
    if (place.steps === 0) return;
    const before = this.columns.at(-1);
    const gap = before === undefined ? 0 : entry.t - before.place.entry.t;
    const x = this.width + (gap >= SHOWN_GAP ? GAP_WIDTH : 0);
    const direction = directionOf(place);
    const octets = octetsOf(place) === null ? 0 : OCTETS_WIDTH + PER_DOUBLING * Math.log2(place.steps);
    const width = Math.max(octets, this.#labelWidth(replay, place, direction));
    this.columns.push({ place, x, width, direction, gap });
    this.width = x + width;
  }
}

/** The direction in which an entry travels: that of octets, FIN and reset; the rest happens at the server. */
function directionOf(place: Place): Direction | null {
  const { entry } = place;
  if (entry.kind === 'fin' || entry.kind === 'reset') return entry.by === 'client' ? 'in' : 'out';
  return octetsOf(place);
}
