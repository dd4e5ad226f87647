/** Verdicts that reject, placed at the moment in the transcript when they were reached. */
import type { Verdict } from '../http1/events.ts';
import { octetsOf, type Place, type Replay } from '../transcript/replay/replay.ts';
import type { Direction, Stream } from '../transcript/replay/stream.ts';
import type { OctetRow, RefusalRow, Row } from './row.ts';

export class Refusals {
  readonly #replay: Replay;
  #requests = 0;
  #responses = 0;

  constructor(replay: Replay) {
    this.#replay = replay;
  }

  /** Requests refused because of this place: octets read, a FIN, a time-out. */
  at(place: Place): Verdict[] {
    const { entry, inbound, steps, status } = place;
    if (entry.at !== status.vantage) return [];
    const found: Verdict[] = [];
    const { verdicts } = this.#replay.request.log;
    const end = octetsOf(place) === 'in' ? inbound + steps : inbound;
    const isEnd = entry.kind === 'fin' || entry.kind === 'timer';
    for (; this.#requests < verdicts.length; this.#requests++) {
      const verdict = verdicts[this.#requests] as Verdict;
      // A refusal decided by an end, not by an octet, blames none.
      const byEnd = isEnd && verdict.blame.end === verdict.blame.start;
      if (verdict.at > end || (verdict.at === end && !byEnd)) break;
      if (verdict.level === 'reject') found.push(verdict);
    }
    return found;
  }

  /** Invalid responses among the first `end` octets. */
  before(end: number): Verdict[] {
    const found: Verdict[] = [];
    const { verdicts } = this.#replay.response.log;
    for (; this.#responses < verdicts.length; this.#responses++) {
      const verdict = verdicts[this.#responses] as Verdict;
      if (verdict.at >= end) break;
      if (verdict.level === 'reject') found.push(verdict);
    }
    return found;
  }
}

/** The refusal as a row below `rows`. */
export function refusalRow({ direction, reader }: Stream, { rule, blame }: Verdict, rows: readonly Row[]): RefusalRow {
  const row = rowHolding(rows, direction, blame.start);
  return { kind: 'refusal', reader, direction, rule, blame, row, below: row !== null && row === rows.at(-1) };
}

/** The newest row that shows the octet, if any. */
function rowHolding(rows: readonly Row[], direction: Direction, offset: number): OctetRow | null {
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index];
    if (row?.kind !== 'octets' || row.direction !== direction || row.start > offset) continue;
    return offset < row.start + row.bytes.length ? row : null;
  }
  return null;
}
