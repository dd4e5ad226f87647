/**
 * The walk laid out as rows of the tape: blocks of octets per direction in the order of the transcript, a label where
 * the direction changes, a row for each event. In text a row ends only after LF or at the last column; in a hex dump
 * only at the last column.
 *
 * Computed incrementally, without an object per octet or row: a row is its start in the walk, its start in its
 * direction, its kind and its flags. Its contents are derived when it is on the screen (cells.ts).
 */
import { CR, LF } from '../../base/octets.ts';
import type { Place, Replay } from '../replay/replay.ts';
import { octetsOf } from '../replay/replay.ts';
import type { Direction, Stream } from '../replay/stream.ts';
import { endsLines } from './bare.ts';
import { readingAt } from './content.ts';
import { isEmptyToken, newSide, type Run, type Side, tokenStart } from './row-side.ts';
import { LABELLED, type RowKind, RowStore, WIDE } from './row-store.ts';

export interface RowShape {
  /** Octets in a row, ≥ 1; a CR and an LF that end a line may overhang. */
  readonly columns: number;
  /** Whether a row ends after LF. */
  readonly lines: boolean;
}

/** The height of a row, from everything it depends on. */
export type RowHeight = (kind: RowKind, labelled: boolean, wide: boolean) => number;

/** One row, made on demand. */
export interface TapeRow {
  readonly index: number;
  readonly kind: RowKind;
  /** Steps taken before its first one. */
  readonly position: number;
  /** The steps in it: octets, one event, or none for a label. */
  readonly count: number;
  /** First octet in its direction; for an event or a label, the index of its place in the replay. */
  readonly offset: number;
  readonly labelled: boolean;
  readonly wide: boolean;
}

export class RowLayout {
  /** Changes whenever rows are added or changed. */
  version = 0;
  #shape: RowShape;
  #replay: Replay | null = null;
  #places: readonly Place[] = [];
  #seen = 0;
  #total = 0;
  /** Octets in the last row while it can still grow, else 0; a full row may still get its CR and LF. */
  #filled = 0;
  #direction: Direction | null = null;
  #sides: Record<Direction, Side> = { in: newSide(), out: newSide() };
  readonly #rows = new RowStore();
  #height: RowHeight | null = null;
  #tops = new Float64Array(0);

  constructor(shape: RowShape) {
    this.#shape = shape;
  }

  get shape(): RowShape {
    return this.#shape;
  }

  get length(): number {
    return this.#rows.length;
  }

  /** Lays everything out anew. */
  reshape(shape: RowShape): void {
    this.#shape = shape;
    this.#restart();
    if (this.#replay !== null) this.update(this.#replay);
  }

  /** Lays out what is new. The result is a pure function of the replay and the shape. */
  update(replay: Replay): void {
    if (replay !== this.#replay || replay.places !== this.#places) {
      this.#replay = replay;
      this.#places = replay.places;
      this.#restart();
    }
    for (; this.#seen < replay.places.length; this.#seen++) this.#add(replay, replay.places[this.#seen] as Place);
    this.#total = replay.total;
    this.version++;
  }

  /** Row number `index`, 0 ≤ index < length. */
  row(index: number): TapeRow {
    const rows = this.#rows;
    if (index < 0 || index >= rows.length) throw new RangeError(`no row ${index} of ${rows.length}`);
    const position = rows.position(index);
    const next = index + 1 < rows.length ? rows.position(index + 1) : this.#total;
    const flags = { labelled: rows.has(index, LABELLED), wide: rows.has(index, WIDE) };
    return { index, kind: rows.kind(index), position, count: next - position, offset: rows.offset(index), ...flags };
  }

  /**
   * Where each row begins, and where the last one ends, with row heights from `height`: `tops[length]` is the
   * total height. Continues from the first change since the last call with the same `height`, and keeps the array.
   */
  tops(height: RowHeight): Float64Array {
    const rows = this.#rows;
    if (height !== this.#height || this.#tops.length <= rows.length) {
      this.#tops = new Float64Array(2 * rows.length + 64);
      this.#height = height;
      rows.changed = 0;
    }
    const tops = this.#tops;
    for (let index = rows.changed; index < rows.length; index++) {
      const size = height(rows.kind(index), rows.has(index, LABELLED), rows.has(index, WIDE));
      tops[index + 1] = (tops[index] as number) + size;
    }
    rows.changed = rows.length;
    return tops;
  }

  /** The row that contains step number `step` (from 0), 0 ≤ step < total. */
  rowAt(step: number): number {
    // A label shares its position with the row below it, which is the one to find.
    return this.#rows.at(step);
  }

  #restart(): void {
    this.#rows.clear();
    this.#seen = 0;
    this.#total = 0;
    this.#filled = 0;
    this.#direction = null;
    this.#sides = { in: newSide(), out: newSide() };
  }

  #add(replay: Replay, place: Place): void {
    if (place.steps === 0) return;
    const direction = octetsOf(place);
    // A datagram has its own block, under a label of its own.
    const { datagrams } = place.status;
    if (direction === null || direction !== this.#direction || datagrams) this.#filled = 0;
    if (direction === null) {
      this.#rows.push('event', place.position, this.#seen);
      return;
    }
    if (direction !== this.#direction || datagrams) {
      this.#rows.push(direction === 'in' ? 'label-in' : 'label-out', place.position, this.#seen);
      this.#direction = direction;
    }
    this.#addOctets(replay.stream(direction), place, direction === 'in' ? place.inbound : place.outbound);
  }

  #addOctets(stream: Stream, place: Place, offset: number): void {
    const side = this.#sides[stream.direction];
    const bytes = stream.bytes(offset, offset + place.steps);
    const run: Run = { stream, side, bytes, offset };
    const { columns, lines } = this.#shape;
    side.next = tokenStart(stream, side.token);
    for (let from = 0; from < bytes.length; ) {
      const hung = lines && this.#filled >= columns ? this.#hangs(bytes[from] as number) : 0;
      if (this.#filled === 0 || (this.#filled >= columns && hung === 0)) {
        side.rowBefore = side.row;
        side.row = this.#rows.push(stream.direction, place.position + from, offset + from);
        this.#filled = 0;
      }
      const to = this.#scan(run, from, Math.min(bytes.length, from + (hung || columns - this.#filled)));
      this.#filled = lines && side.last === LF ? 0 : this.#filled + to - from;
      if (side.next < offset + to) this.#markTokens(run, offset + from, offset + to);
      from = to;
    }
  }

  /** Whether a full row still takes `octet`: CR and LF overhang the last column, so LF is never alone in a row. */
  #hangs(octet: number): 0 | 1 {
    return octet === LF || (octet === CR && this.#filled === this.#shape.columns) ? 1 : 0;
  }

  /** Continues from index `from` to the end of the row, at most to `limit`; marks what it finds. Returns the end. */
  #scan(run: Run, from: number, limit: number): number {
    const { bytes, side, offset } = run;
    const stopsAt = this.#shape.lines ? LF : -1;
    let { last } = side;
    let all = 0;
    let at = from;
    while (at < limit) {
      const octet = bytes[at] as number;
      all |= octet;
      if ((octet === LF) !== (last === CR)) this.#markBare(run, offset + at - (octet === LF ? 0 : 1));
      last = octet;
      at++;
      if (octet === stopsAt) break;
    }
    side.last = last;
    if (all >= 0x80 && readingAt(run.stream, offset + at - 1) !== 'none') this.#rows.mark(side.row, WIDE);
    return at;
  }

  /** A bare CR or LF at `offset` gets a label; in content it has no meaning. */
  #markBare({ stream, side }: Run, offset: number): void {
    if (offset < side.plain) return;
    if (endsLines(stream, offset)) {
      const row = offset < this.#rows.offset(side.row) ? side.rowBefore : side.row;
      this.#rows.mark(row, LABELLED);
    } else {
      side.plain = stream.tokenAt(offset)?.end ?? offset;
    }
  }

  /** Marks the row when a token begins in `[from, to)`. */
  #markTokens({ stream, side }: Run, from: number, to: number): void {
    while (side.next < to) {
      if (side.next >= from && !isEmptyToken(stream, side.token)) this.#rows.mark(side.row, LABELLED);
      // The token still open is not in the log; it is processed once it is.
      if (side.token === stream.log.tokens.length) side.next = Number.POSITIVE_INFINITY;
      else side.next = tokenStart(stream, ++side.token);
    }
  }
}
