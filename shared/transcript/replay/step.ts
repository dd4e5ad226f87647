/**
 * One step of the walk, explained: what the stepper, WHY, SOURCE and the diagram show. Derived on demand.
 */
import type { Verdict } from '../../http1/events.ts';
import { rowFor, type Table } from '../../http1/machine.ts';
import { holds, isSignal, type Row, refuses, type StateName } from '../../http1/table.ts';
import type { Entry } from '../record/entries.ts';
import type { Message } from './message-log.ts';
import type { Place, Replay } from './replay.ts';
import { octetsOf } from './replay.ts';
import type { Direction, Stream } from './stream.ts';
import type { Token } from './token-log.ts';

/** A step that consumed an octet. */
export interface OctetStep {
  readonly kind: 'octet';
  readonly direction: Direction;
  /** Offset in its direction. */
  readonly offset: number;
  readonly octet: number;
  /** The table's row for it; undefined after a gap, where nothing is parsed. */
  readonly row: Row | undefined;
  readonly before: StateName;
  readonly after: StateName;
  /** The token it belongs to; null for SP, `:`, CR, LF and discarded octets. */
  readonly token: Token | null;
  readonly message: Message | null;
  /** Octets of this content or chunk still to come after this one; null outside content of known length. */
  readonly remaining: number | null;
  /** Verdicts decided at exactly this octet. */
  readonly verdicts: readonly Verdict[];
  /** The entry that carried it, and its index in that read or write, from 0. */
  readonly entry: Entry;
  readonly within: number;
}

/** A step that is not an octet: an event at the server's socket. */
export interface EventStep {
  readonly kind: 'event';
  readonly entry: Entry;
  /** The row for a FIN or a time-out, when it moved the request machine. */
  readonly row: Row | undefined;
  readonly before: StateName;
  readonly after: StateName;
}

export type Step = OctetStep | EventStep;

/** How much of both directions has been consumed at a position. */
export interface Taken {
  readonly inbound: number;
  readonly outbound: number;
}

/** Octets consumed per direction at `position`, 0 ≤ position ≤ total. */
export function takenAt(replay: Replay, position: number): Taken {
  if (position >= replay.total) return { inbound: replay.request.length, outbound: replay.response.length };
  if (position <= 0) return { inbound: 0, outbound: 0 };
  const place = replay.placeOf(position - 1);
  const direction = octetsOf(place);
  const within = position - place.position;
  return {
    inbound: place.inbound + (direction === 'in' ? within : 0),
    outbound: place.outbound + (direction === 'out' ? within : 0),
  };
}

/** The step just taken at `position`; null at position 0. */
export function stepAt(replay: Replay, position: number): Step | null {
  if (position <= 0 || replay.total === 0) return null;
  const place = replay.placeOf(Math.min(position, replay.total) - 1);
  const direction = octetsOf(place);
  if (direction === null) return eventStep(replay, place);
  const within = Math.min(position, replay.total) - place.position - 1;
  const offset = within + (direction === 'in' ? place.inbound : place.outbound);
  return octetStep(replay.stream(direction), offset, place.entry, within);
}

function octetStep(stream: Stream, offset: number, entry: Entry, within: number): OctetStep {
  const token = stream.tokenAt(offset);
  const row = stream.row(offset);
  return {
    kind: 'octet',
    direction: stream.direction,
    offset,
    octet: stream.octet(offset),
    row,
    before: row?.from ?? 'start',
    after: stream.stateAfter(offset + 1),
    token,
    message: stream.log.messageAt(offset),
    remaining: remainingAfter(stream, offset, token),
    verdicts: stream.log.verdicts.filter((verdict) => verdict.at === offset),
    entry,
    within,
  };
}

function eventStep(replay: Replay, { entry, inbound, status }: Place): EventStep {
  const { request } = replay;
  const before = request.stateAfter(inbound);
  const symbol = signalOf(entry, status.hold?.stands === 'behind-read');
  const row = symbol === null || inbound < request.length ? undefined : rowFor(request.table, before, symbol);
  return { kind: 'event', entry, row, before, after: row === undefined ? before : request.state };
}

/** What an event means to the request machine. `heldBack`: a FIN that was only read reaches it once the gate opens. */
function signalOf(entry: Entry, heldBack: boolean): 'FIN' | 'TIMEOUT' | null {
  if (entry.kind === 'timer') return 'TIMEOUT';
  if (entry.kind === 'hold') return entry.what === 'fin' ? 'FIN' : null;
  return entry.kind === 'fin' && entry.by === 'client' && !heldBack ? 'FIN' : null;
}

/** Octets of the current content or chunk still to come after octet `offset`. */
export function remainingAfter(stream: Stream, offset: number, token: Token | null): number | null {
  if (token === null) return null;
  if (token.index < stream.log.tokens.length) {
    return token.kind === 'content' || token.kind === 'chunk-data' ? token.end - offset - 1 : null;
  }
  if (token.kind === 'chunk-data') return stream.parser.remaining + stream.length - offset - 1;
  const framing = stream.log.messageAt(offset)?.head?.framing;
  return token.kind === 'content' && framing?.by === 'length'
    ? stream.parser.remaining + stream.length - offset - 1
    : null;
}

/** What the machine would accept next in a state, and what it would refuse. */
export interface Next {
  readonly allowed: readonly Row[];
  readonly refused: readonly Row[];
}

/** The octets allowed next in `state`, from the table: its rows that lead on, and those that refuse. */
export function nextIn(table: Table, state: StateName): Next {
  const octets = table.rows.filter((row) => row.from === state && !isSignal(row.on) && holds(row, table.leniencies));
  return {
    allowed: octets.filter((row) => !refuses(row)),
    refused: octets.filter(refuses),
  };
}
