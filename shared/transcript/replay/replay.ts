/**
 * Replay: a transcript as a walk. A pure function of the entries, computed as they arrive.
 *
 * The walk consists of steps, in the single order of the transcript: an octet the server read, an octet it wrote, or an
 * event at its socket (accept, FIN, a time-out, a decision, a crash, the end). What only the client's
 * socket saw is not a step: the ladder draws it. If the vantage is the client's (entries.ts), nothing else is known:
 * the steps of the requests are the octets it wrote, those of the responses the octets it read. A **position** is a
 * number of steps taken, 0 ≤ position ≤ total; the lit step is the one just taken, number position − 1.
 *
 * Where the memory bound has dropped entries, the walk starts anew after the gap: octets before it are counted, not
 * kept, and the parser does not guess.
 */
import { countWhile } from '../../base/search.ts';
import type { RequestHead } from '../../http1/events.ts';
import { originalOf } from '../../servers/facts.ts';
import type {
  ConnectionOptions,
  DecisionKind,
  DroppedEntry,
  Entry,
  HoldEntry,
  OpenEntry,
  Vantage,
  WitnessEntry,
} from '../record/entries.ts';
import { consumesOctets, holdSteps, Unconsumed } from '../record/held.ts';
import { type ConnectionStatus, INITIAL_STATUS, nextStatus } from '../record/status.ts';
import { type Direction, Stream } from './stream.ts';

/** The place of one entry in the walk. */
export interface Place {
  readonly entry: Entry;
  /** Steps taken before this entry, and the number it takes. */
  readonly position: number;
  readonly steps: number;
  /** Octets consumed per direction before this entry. */
  readonly inbound: number;
  readonly outbound: number;
  /** After this entry. */
  readonly status: ConnectionStatus;
}

/** A witness that does not match the replay. */
export interface Mismatch {
  readonly request: number;
  readonly expected: number;
  readonly found: number | null;
}

export class Replay {
  /** Steps in all. */
  total = 0;
  /** Changes whenever something is appended. */
  version = 0;
  options: ConnectionOptions | null = null;
  /** Whose socket the walk is seen from. */
  vantage: Vantage = 'server';
  request: Stream = Stream.requests(null);
  response: Stream = this.#responses();
  /** The entries after the last gap. */
  places: Place[] = [];
  /** The last gap, if there is one. */
  dropped: DroppedEntry | null = null;
  readonly mismatches: Mismatch[] = [];
  /** Octets that a hold keeps from being consumed, at the end of the transcript. */
  unconsumed = new Unconsumed();
  /** The place of the last hold's gate: what waits there is still to be consumed after the hold ends. */
  #behindRead = false;

  /** Whether the server has accepted, or has been heard of at all. */
  get accepted(): boolean {
    return this.places.at(-1)?.status.accepted ?? false;
  }

  /** Octets the client has written, as far as reported. */
  get sent(): number {
    return this.places.reduce(
      (sum, { entry }) => sum + (entry.kind === 'write' && entry.at === 'client' ? entry.bytes.length : 0),
      0,
    );
  }

  /** Whether reads and writes are datagrams. */
  get datagrams(): boolean {
    return this.places.at(-1)?.status.datagrams ?? false;
  }

  append(entries: readonly Entry[]): void {
    for (const entry of entries) this.#append(entry);
    this.version++;
  }

  stream(direction: Direction): Stream {
    return direction === 'in' ? this.request : this.response;
  }

  /** The place of the entry that takes step number `step` (0-based), 0 ≤ step < total. */
  placeOf(step: number): Place {
    const index = this.placeIndex(step);
    const place = this.places[index];
    if (place === undefined) throw new RangeError(`no step ${step} of ${this.total}`);
    return place;
  }

  /** Index in `places` of the entry that takes step number `step`; −1 before the first. */
  placeIndex(step: number): number {
    // Entries without steps share their position with the next one that has some.
    let index = countWhile(this.places.length, (at) => (this.places[at] as Place).position <= step) - 1;
    while (index >= 0 && (this.places[index] as Place).steps === 0) index--;
    return index;
  }

  /** The position at which octet `offset` of a direction has just been consumed; `total` until it has arrived. */
  positionOf(direction: Direction, offset: number): number {
    const before = (place: Place) => (direction === 'in' ? place.inbound : place.outbound);
    const begun = countWhile(this.places.length, (at) => before(this.places[at] as Place) <= offset);
    for (let index = begun - 1; index >= 0; index--) {
      const place = this.places[index] as Place;
      if (place.steps > 0 && octetsOf(place) === direction) {
        const position = place.position + offset - before(place) + 1;
        return position <= place.position + place.steps ? position : this.total;
      }
    }
    return this.total;
  }

  #append(entry: Entry): void {
    if (entry.kind === 'dropped') this.#restart(entry);
    if (entry.kind === 'open') this.#open(entry);
    const last = this.places.at(-1);
    const status = nextStatus(last?.status ?? INITIAL_STATUS, entry);
    const steps = this.#stepsOf(entry, status);
    const place = {
      entry,
      position: this.total,
      steps,
      inbound: this.request.length,
      outbound: this.response.length,
      status,
    };
    this.places.push(place);
    this.total += steps;
    this.#feed(place);
  }

  #open({ options, at }: OpenEntry): void {
    this.options = options;
    this.vantage = at;
    this.request = Stream.requests(options, at);
    this.response = this.#responses();
    this.#readAsTold();
  }

  /** Other protocols are not parsed as HTTP. */
  #readAsTold(): void {
    if (this.options === null || (originalOf(this.options.server)?.http ?? true)) return;
    for (const stream of [this.request, this.response]) {
      stream.blind = true;
      stream.foreign = true;
    }
  }

  /** An octet read behind a gate becomes a step when it is consumed. */
  #stepsOf(entry: Entry, status: ConnectionStatus): number {
    if (entry.kind === 'read' && entry.at === 'server' && this.#isHeldBack(status)) return 0;
    if (entry.kind !== 'hold' || entry.what !== 'consumed') return stepsOf(entry, status.vantage);
    return Math.min(entry.octets, this.unconsumed.length);
  }

  #isHeldBack({ hold }: ConnectionStatus): boolean {
    return hold?.stands === 'behind-read' || (hold === null && this.#behindRead && this.unconsumed.pending);
  }

  /** Feeds the parsers. The response parser looks up methods, so requests go first, as on the wire. */
  #feed(place: Place): void {
    const { entry, status } = place;
    if (entry.at !== this.vantage) return;
    const direction = octetsOf(place);
    if (entry.kind === 'hold') this.#feedHeld(entry);
    else if (direction === 'in' && entry.kind === 'read' && entry.bytes !== undefined)
      this.#feedRead(entry.bytes, status);
    else if (direction !== null && 'bytes' in entry && entry.bytes !== undefined)
      this.stream(direction).append(entry.bytes);
    else if (entry.kind === 'fin' && entry.by === 'client' && this.#isHeldBack(status)) this.unconsumed.fin = true;
    else if (entry.kind === 'fin') this.stream(entry.by === 'client' ? 'in' : 'out').parser.fin();
    else if (isRequestTimeout(entry)) this.request.parser.timeout();
    else if (entry.kind === 'witness') this.#compare(entry);
    else if (entry.kind === 'decision' && ENDS.has(entry.what)) this.request.parser.ignoreRest();
  }

  #feedRead(bytes: Uint8Array, status: ConnectionStatus): void {
    if (this.#isHeldBack(status)) {
      this.unconsumed.add(bytes);
      return;
    }
    this.unconsumed.take(bytes.length, () => undefined);
    this.request.append(bytes);
  }

  #feedHeld(entry: HoldEntry): void {
    if (entry.what === 'armed') this.#behindRead = entry.stands === 'behind-read';
    if (entry.what === 'waiting') this.unconsumed.add(entry.bytes);
    if (entry.what === 'consumed')
      this.unconsumed.take(entry.octets, (bytes, ends) => this.request.append(bytes, ends));
    if (entry.what !== 'fin') return;
    this.unconsumed.fin = false;
    this.request.parser.fin();
  }

  #compare(witness: WitnessEntry): void {
    if (this.dropped !== null) return;
    const found = this.request.log.digests.get(witness.request)?.digest ?? null;
    if (found !== witness.digest) this.mismatches.push({ request: witness.request, expected: witness.digest, found });
  }

  #restart(gap: DroppedEntry): void {
    this.dropped = gap;
    this.vantage = gap.at;
    this.places = [];
    this.total = 0;
    this.request = Stream.requests(this.options, this.vantage);
    this.response = this.#responses();
    for (const stream of [this.request, this.response]) stream.blind = true;
    this.request.base = gap.inbound;
    this.response.base = gap.outbound;
    this.unconsumed = new Unconsumed();
  }

  #responses(): Stream {
    return Stream.responses(
      {
        methods: (request) => (this.request.log.messages[request]?.head as RequestHead | null | undefined)?.method,
        asked: (request) => request < this.request.log.messages.length || !this.#knowsRequests,
      },
      this.vantage,
    );
  }

  /** After a gap or a refusal a server may see requests where this parser sees none. */
  get #knowsRequests(): boolean {
    return this.dropped === null && this.request.state !== 'refused';
  }
}

/** Decisions after which the server parses nothing more on the connection. */
const ENDS: ReadonlySet<DecisionKind> = new Set(['refuse', 'close', 'abort']);

/** How many steps an entry takes in a walk seen from `vantage`. */
export function stepsOf(entry: Entry, vantage: Vantage): number {
  if (entry.at !== vantage) return 0;
  switch (entry.kind) {
    case 'read':
      return entry.bytes?.length ?? 0;
    case 'write':
      return entry.bytes.length;
    case 'timer':
      return entry.what === 'fired' ? 1 : 0;
    case 'connect':
    case 'witness':
    case 'call':
      return 0;
    case 'hold':
      return holdSteps(entry);
    default:
      return 1;
  }
}

/** The clocks that run while a request is unfinished; the others say nothing about its octets. */
function isRequestTimeout(entry: Entry): boolean {
  return entry.kind === 'timer' && entry.what === 'fired' && (entry.name === 'header' || entry.name === 'body');
}

/** The direction whose octets an entry brings into the walk, or null. */
export function octetsOf({ entry, status }: Pick<Place, 'entry' | 'status'>): Direction | null {
  if (entry.at !== status.vantage) return null;
  if (consumesOctets(entry)) return 'in';
  if (entry.kind !== 'read' && entry.kind !== 'write') return null;
  return (entry.kind === 'read') === (entry.at === 'server') ? 'in' : 'out';
}
