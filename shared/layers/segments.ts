/**
 * What a step of the walk was to TCP: segments, inferred from the standard (RFC 9293). Sequence numbers are relative: they
 * count from the number that each end chose for its SYN, which Octet cannot see.
 */
import type { Entry, Side } from '../transcript/record/entries.ts';
import { octetsOf, type Place, type Replay } from '../transcript/replay/replay.ts';

export type Flag = 'SYN' | 'ACK' | 'PSH' | 'FIN' | 'RST';

export interface Segment {
  readonly from: Side;
  readonly flags: readonly Flag[];
  /** Relative number of its first octet; for SYN or FIN, that of the flag itself. */
  readonly sequence: number;
  /** Relative number of the next octet it expects, at most; null: it acknowledges nothing. */
  readonly acknowledgment: number | null;
  /** Octets of the application in it. */
  readonly octets: number;
}

/** Why nothing goes over the wire at a step: it happens inside the server, or UDP has no equivalent. */
export type Inside = 'decision' | 'timer' | 'close' | 'crash' | 'dropped' | 'udp-open' | 'other';

/**
 * What the step at the cursor was below the application:
 *
 * - `octets`: a read or a write, drawn as if all of it were in one segment or datagram;
 * - `handshake`, `closing`, `reset`: segments without octets of the application;
 * - `inside`: nothing.
 */
export interface Passage {
  readonly kind: 'octets' | 'handshake' | 'closing' | 'reset' | 'inside';
  readonly segments: readonly Segment[];
  readonly inside?: Inside;
}

const other = (side: Side): Side => (side === 'client' ? 'server' : 'client');

/** The passage for the entry at a place of `replay`, also for a place without steps. */
export function passageOf(replay: Replay, place: Place): Passage {
  const { entry, status } = place;
  const numbers = numbersAt(replay, place);
  const direction = octetsOf(place);
  if (direction !== null)
    return { kind: 'octets', segments: [dataSegment(place, numbers, direction === 'in' ? 'client' : 'server')] };
  if (status.datagrams) return inside(entry.kind === 'open' ? 'udp-open' : insideOf(entry));
  if (entry.kind === 'open') return { kind: 'handshake', segments: HANDSHAKE };
  if (entry.kind === 'fin') return { kind: 'closing', segments: finSegments(numbers, entry.by) };
  if (entry.kind === 'reset') return { kind: 'reset', segments: [resetSegment(numbers, entry.by)] };
  return inside(insideOf(entry));
}

const inside = (what: Inside): Passage => ({ kind: 'inside', segments: [], inside: what });

function insideOf({ kind }: Entry): Inside {
  return kind === 'decision' || kind === 'timer' || kind === 'close' || kind === 'crash' || kind === 'dropped'
    ? kind
    : 'other';
}

/** Three segments, each sent once the previous one has arrived (§3.5). SYN takes a sequence number of its own: 0. */
const HANDSHAKE: readonly Segment[] = [
  { from: 'client', flags: ['SYN'], sequence: 0, acknowledgment: null, octets: 0 },
  { from: 'server', flags: ['SYN', 'ACK'], sequence: 0, acknowledgment: 1, octets: 0 },
  { from: 'client', flags: ['ACK'], sequence: 1, acknowledgment: 1, octets: 0 },
];

/** PSH is set at the end of a write, so on a segment that carries all of it. */
function dataSegment(place: Place, numbers: Numbers, from: Side): Segment {
  return {
    from,
    flags: ['PSH', 'ACK'],
    sequence: numbers[from],
    acknowledgment: numbers[other(from)],
    octets: place.steps,
  };
}

/** FIN also takes a sequence number, which the other end acknowledges at once, whatever else it does (§3.6). */
function finSegments(numbers: Numbers, by: Side): readonly Segment[] {
  const sequence = numbers[by] - 1;
  const back = numbers[other(by)];
  return [
    { from: by, flags: ['FIN', 'ACK'], sequence, acknowledgment: back, octets: 0 },
    { from: other(by), flags: ['ACK'], sequence: back, acknowledgment: sequence + 1, octets: 0 },
  ];
}

/** A reset gets no reply (§3.5.3). */
function resetSegment(numbers: Numbers, by: Side): Segment {
  return { from: by, flags: ['RST'], sequence: numbers[by], acknowledgment: null, octets: 0 };
}

/** The number of each end's next octet: 1 after its SYN, plus 1 for its FIN, once that was sent. */
type Numbers = { readonly [side in Side]: number };

function numbersAt({ request, response }: Replay, { inbound, outbound, status }: Place): Numbers {
  return {
    client: 1 + request.base + inbound + (status.clientFin ? 1 : 0),
    server: 1 + response.base + outbound + (status.serverFin ? 1 : 0),
  };
}
