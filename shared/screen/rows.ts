/** The rows of a screen as they grow: octets in lines, and the rows between them. Only the newest are kept. */
import { CR, concat, LF } from '../base/octets.ts';
import type { Direction } from '../transcript/replay/stream.ts';
import type { OctetRow, Row } from './row.ts';

/** A longer line is shown in several rows. */
const ROW_OCTETS = 512;

/** Rows kept, and how many are dropped at once when there are more. */
const MOST_ROWS = 6000;
const GOING = 1000;

export class Rows {
  /** The last of them may still grow while `open`. */
  kept: Row[] = [];
  /** Rows that came before those. */
  gone = 0;
  /** How often rows already shown were removed: then everything has to be redrawn. */
  cleared = 0;
  /** The last row is an unfinished line: a longer version may replace it. */
  open = false;
  readonly #isBare: (direction: Direction, offset: number) => boolean;

  constructor(isBare: (direction: Direction, offset: number) => boolean) {
    this.#isBare = isBare;
  }

  push(row: Row): void {
    this.open = false;
    this.#add(row);
  }

  clear(): void {
    this.open = false;
    this.gone += this.kept.length;
    this.kept = [];
    this.cleared++;
  }

  /** Octets from `offset` on: a row ends after LF, or when it is long. */
  octets(direction: Direction, offset: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const growing = this.#growing();
      const end = rowEnd(bytes, at, ROW_OCTETS - (growing?.bytes.length ?? 0));
      const piece = bytes.slice(at, end);
      if (growing !== null) this.kept.pop();
      this.#add(growing === null ? this.#begun(direction, offset + at, piece) : this.#grown(growing, piece));
      this.open = piece.at(-1) !== LF && (growing?.bytes.length ?? 0) + piece.length < ROW_OCTETS;
      at = end;
    }
  }

  #growing(): OctetRow | null {
    const last = this.open ? this.kept.at(-1) : undefined;
    return last?.kind === 'octets' ? last : null;
  }

  #begun(direction: Direction, start: number, bytes: Uint8Array): OctetRow {
    const begins = !this.#continues(direction, start);
    return { kind: 'octets', direction, start, bytes, begins, bare: this.#bare(direction, start, bytes) };
  }

  #grown(row: OctetRow, piece: Uint8Array): OctetRow {
    const bytes = concat([row.bytes, piece]);
    return { ...row, bytes, bare: this.#bare(row.direction, row.start, bytes) };
  }

  /** Whether a row at `start` continues the line of the row above. */
  #continues(direction: Direction, start: number): boolean {
    const above = this.kept.at(-1);
    if (above?.kind !== 'octets' || above.direction !== direction) return false;
    return above.start + above.bytes.length === start && above.bytes.at(-1) !== LF;
  }

  #bare(direction: Direction, start: number, bytes: Uint8Array): readonly number[] {
    const found: number[] = [];
    for (let i = 0; i < bytes.length; i++) {
      if ((bytes[i] === CR || bytes[i] === LF) && this.#isBare(direction, start + i)) found.push(start + i);
    }
    return found;
  }

  #add(row: Row): void {
    this.kept.push(row);
    if (this.kept.length <= MOST_ROWS) return;
    this.kept = this.kept.slice(GOING);
    this.gone += GOING;
  }
}

/** After the next LF, at most `room` octets on; not inside a UTF-8 character when that can be avoided. */
function rowEnd(bytes: Uint8Array, at: number, room: number): number {
  const most = Math.min(bytes.length, at + Math.max(1, room));
  const lf = bytes.subarray(at, most).indexOf(LF);
  if (lf >= 0) return at + lf + 1;
  if (most === bytes.length) return most;
  let end = most;
  while (end > most - 4 && end > at + 1 && isContinuation(bytes[end])) end--;
  return isContinuation(bytes[end]) ? most : end;
}

function isContinuation(octet: number | undefined): boolean {
  return octet !== undefined && (octet & 0xc0) === 0x80;
}
