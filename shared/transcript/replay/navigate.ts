/**
 * Moving the cursor: by octet, token, line, read, message or problem, in both directions, and running to a breakpoint.
 * Every function takes and returns a position (steps taken); none goes beyond the ends.
 */

import { LF } from '../../base/octets.ts';
import type { StateName } from '../../http1/table.ts';
import type { Place, Replay } from './replay.ts';
import { octetsOf } from './replay.ts';
import { stepAt } from './step.ts';
import type { Direction, Stream } from './stream.ts';

export type Unit = 'octet' | 'token' | 'line' | 'read' | 'message' | 'problem';

/** Forward or back. */
export type Way = 1 | -1;

/** Where a run in replay stops. */
export type Breakpoint =
  | { readonly kind: 'octet'; readonly direction: Direction; readonly offset: number }
  /** On entering a state of the request machine or the response machine. */
  | { readonly kind: 'state'; readonly state: StateName }
  /** After the field line with a name, in lower case, in either direction. */
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'refusal' };

/** The position one `unit` further on or back. */
export function move(replay: Replay, position: number, unit: Unit, way: Way): number {
  const clamp = (to: number) => Math.max(0, Math.min(replay.total, to));
  if (unit === 'octet') return clamp(position + way);
  if (unit === 'problem') return nextProblem(replay, position, way);
  let at = clamp(position + way);
  while (at > 0 && at < replay.total && !isEndOf(replay, at, unit)) at = clamp(nextCandidate(replay, at, unit, way));
  return at;
}

/** Whether the step just taken at `position` ends a `unit`. A socket event ends every unit. */
function isEndOf(replay: Replay, position: number, unit: Exclude<Unit, 'octet' | 'problem'>): boolean {
  const place = replay.placeOf(position - 1);
  const direction = octetsOf(place);
  if (direction === null) return true;
  const within = position - place.position;
  const stream = replay.stream(direction);
  const offset = within - 1 + (direction === 'in' ? place.inbound : place.outbound);
  if (unit === 'read') return within === place.steps && endsRead(place, stream, offset + 1);
  if (unit === 'line') return stream.octet(offset) === LF;
  if (unit === 'message') return stream.log.messageAt(offset)?.end === offset + 1;
  return stream.tokenAt(offset)?.end === offset + 1;
}

/** A read or a write ends with its entry; a held server may consume it in parts. */
function endsRead({ entry }: Place, { boundaries, length }: Stream, end: number): boolean {
  return entry.kind !== 'hold' || boundaries.includes(end) || end === length;
}

/** Skips what cannot be an end: all content at once, and unparsed octets, so 1 MiB of it costs one look. */
function nextCandidate(replay: Replay, position: number, unit: Unit, way: Way): number {
  const place = replay.placeOf(position - 1);
  // At the end of a part of a read, the next octet belongs to the next part.
  if (unit === 'read') return way > 0 ? Math.max(position + 1, place.position + place.steps) : place.position;
  const direction = octetsOf(place);
  if (direction === null) return position + way;
  const stream = replay.stream(direction);
  const offset = position - place.position - 1 + (direction === 'in' ? place.inbound : place.outbound);
  if (unit === 'line') return position + nextLine(stream.bytes(), offset, place, way) - offset;
  const token = stream.tokenAt(offset);
  const last = place.position + place.steps;
  if (token === null && stream.isIgnored(offset)) {
    return way > 0
      ? Math.max(position + 1, last)
      : Math.max(place.position, position - 1 - offset + stream.ignoredFrom);
  }
  if (token === null) return position + way;
  const end = position + (token.end - 1 - offset);
  const start = position - (offset - token.start);
  if (way > 0) return Math.max(position + 1, Math.min(end, last));
  return Math.min(position - 1, Math.max(start - 1, place.position));
}

/** The offset of the next LF among a place's octets, from `offset` on; past its end or before its start without one. */
function nextLine(bytes: Uint8Array, offset: number, place: Place, way: Way): number {
  const start = octetsOf(place) === 'in' ? place.inbound : place.outbound;
  const read = bytes.subarray(start, start + place.steps);
  const from = offset - start + way;
  if (from < 0 || from >= read.length) return offset + way;
  const found = way > 0 ? read.indexOf(LF, from) : read.lastIndexOf(LF, from);
  if (found >= 0) return start + found;
  return way > 0 ? start + read.length : start - 1;
}

function nextProblem(replay: Replay, position: number, way: Way): number {
  const stops = problemsOf(replay);
  const found = way > 0 ? stops.find((stop) => stop > position) : stops.filter((stop) => stop < position).at(-1);
  return found ?? position;
}

/** The positions of all problems of a replay: octets with a verdict, resets, crashes. Ascending. */
export function problemsOf(replay: Replay): readonly number[] {
  const verdicts = (['in', 'out'] as const).flatMap((direction) =>
    replay.stream(direction).log.verdicts.map((verdict) => positionOfVerdict(replay, direction, verdict.at)),
  );
  const events = replay.places
    .filter((place) => place.steps === 1 && (place.entry.kind === 'reset' || place.entry.kind === 'crash'))
    .map((place) => place.position + 1);
  return [...new Set([...verdicts, ...events])].sort((a, b) => a - b);
}

/** A verdict at the offset after the last octet came from a FIN or a time-out: its place is that event's. */
function positionOfVerdict(replay: Replay, direction: Direction, at: number): number {
  const stream = replay.stream(direction);
  if (at < stream.length) return replay.positionOf(direction, at);
  const by = replay.places.find(
    ({ entry, steps, inbound, outbound }) =>
      steps === 1 &&
      (entry.kind === 'fin' || entry.kind === 'timer' || (entry.kind === 'hold' && entry.what === 'fin')) &&
      (direction === 'in' ? inbound : outbound) === at,
  );
  return by === undefined ? replay.total : by.position + 1;
}

/** The position of the first breakpoint after `position`; `total` when there is none. */
export function run(replay: Replay, position: number, breakpoints: readonly Breakpoint[]): number {
  const stops = breakpoints.flatMap((breakpoint) => stopsOf(replay, breakpoint, position));
  return stops.filter((stop) => stop > position).reduce((first, stop) => Math.min(first, stop), replay.total);
}

function stopsOf(replay: Replay, breakpoint: Breakpoint, after: number): readonly number[] {
  const directions = ['in', 'out'] as const;
  switch (breakpoint.kind) {
    case 'octet': {
      const { direction, offset } = breakpoint;
      return offset < replay.stream(direction).length ? [replay.positionOf(direction, offset)] : [];
    }
    case 'state':
      return directions
        .map((direction) => entering(replay, direction, breakpoint.state, after))
        .filter((at) => at > after);
    case 'field':
      return directions.flatMap((direction) => fieldStops(replay, direction, breakpoint.name));
    case 'refusal':
      return directions.flatMap((direction) =>
        replay
          .stream(direction)
          .log.verdicts.filter((v) => v.level === 'reject')
          .map((v) => positionOfVerdict(replay, direction, v.at)),
      );
  }
}

function fieldStops(replay: Replay, direction: Direction, name: string): readonly number[] {
  return replay
    .stream(direction)
    .log.messages.flatMap((message) =>
      [...(message.head?.fields ?? []), ...message.trailers]
        .filter((field) => field.name.toLowerCase() === name)
        .map((field) => replay.positionOf(direction, Math.max(field.nameRange.end, field.valueRange.end - 1))),
    );
}

/** The first position after `after` whose octet just entered `state` from another one; −1 when there is none. */
function entering(replay: Replay, direction: Direction, state: StateName, after: number): number {
  const stream = replay.stream(direction);
  const step = stepAt(replay, after);
  const from =
    step?.kind === 'octet' && step.direction === direction ? step.offset + 1 : takenBefore(replay, direction, after);
  for (let offset = from; offset < stream.length; offset++) {
    if (stream.row(offset)?.from !== state && stream.stateAfter(offset + 1) === state) {
      return replay.positionOf(direction, offset);
    }
  }
  return -1;
}

function takenBefore(replay: Replay, direction: Direction, position: number): number {
  if (position <= 0) return 0;
  const place = replay.placeOf(position - 1);
  const octets = octetsOf(place) === direction ? position - place.position : 0;
  return (direction === 'in' ? place.inbound : place.outbound) + octets;
}
