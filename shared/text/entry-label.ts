/** Short labels for the arrows and marks of the ladder, in the catalogue's words. */
import { latin1 } from '../base/octets.ts';
import type { Entry, HoldEntry } from '../transcript/record/entries.ts';
import { octetsOf, type Place, type Replay } from '../transcript/replay/replay.ts';
import { carriedBy, type Direction } from '../transcript/replay/stream.ts';
import type { Messages } from './index.ts';

/** How many octets of a line a label shows. */
const LABEL_OCTETS = 40;

/** What a column of the ladder says: a start-line where one begins, the line itself, or how many octets. */
export function columnLabel(t: Messages, replay: Replay, place: Place, direction: Direction | null): string {
  if (direction === null || octetsOf(place) === null) return eventLabel(t, place.entry);
  const stream = replay.stream(direction);
  const start = direction === 'in' ? place.inbound : place.outbound;
  const line = firstLine(stream.bytes(start, start + Math.min(place.steps, LABEL_OCTETS * 2)));
  if (!place.status.datagrams) return t.ladder.carried(line, place.steps);
  return t.ladder.datagram(line, carriedBy(stream, start), place.steps);
}

/** The printable octets at the start, as text: nothing that could break a label. */
function firstLine(bytes: Uint8Array): string {
  let end = 0;
  while (end < bytes.length && isPrintable(bytes[end] as number)) end++;
  const text = latin1(bytes, 0, Math.min(end, LABEL_OCTETS));
  return end > LABEL_OCTETS ? `${text}…` : text;
}

function isPrintable(octet: number): boolean {
  return octet >= 0x20 && octet < 0x7f;
}

/** What happened at the socket the connection is seen from, in one or two words. */
export function eventLabel(t: Messages, entry: Entry): string {
  const { ladder } = t;
  switch (entry.kind) {
    case 'open':
      if (entry.at === 'client') return ladder.connected;
      return entry.options.transport === 'udp' ? ladder.heard : ladder.accepted;
    case 'tls':
      return t.tls.label(entry);
    case 'fin':
      return ladder.fin;
    case 'reset':
      return ladder.reset;
    case 'close':
      return ladder.closed;
    case 'crash':
      return ladder.crashed;
    case 'timer':
      return ladder.timer;
    case 'decision':
      return entry.status === undefined
        ? ladder.decisions[entry.what]
        : `${ladder.decisions[entry.what]} ${entry.status}`;
    case 'hold':
      return holdLabel(t, entry);
    case 'dropped':
      return ladder.dropped(entry.entries);
    default:
      return '';
  }
}

function holdLabel({ hold }: Messages, entry: HoldEntry): string {
  switch (entry.what) {
    case 'held':
    case 'released':
    case 'fin':
      return hold.ladder[entry.what];
    default:
      return '';
  }
}
