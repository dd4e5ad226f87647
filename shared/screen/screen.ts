/**
 * A transcript as the rows of a terminal: what was sent and what came back, in the order the client saw it, with the
 * events on the connection in between. A pure function of the replay and of the terminal's own messages,
 * computed as entries arrive: a screen redrawn after a reload equals the one that grew.
 *
 * A connection of a page is shown as its client saw it. Of an outside client only the server's side is known; the same
 * applies after a gap, where the offsets of the two no longer match.
 */
import type { Verdict } from '../http1/events.ts';
import type { Messages } from '../text/index.ts';
import type { Entry, Vantage } from '../transcript/record/entries.ts';
import { octetsOf, type Place, type Replay } from '../transcript/replay/replay.ts';
import type { Direction } from '../transcript/replay/stream.ts';
import { isBare } from '../transcript/view/bare.ts';
import { eventNote } from './events.ts';
import { Refusals, refusalRow } from './refusals.ts';
import type { NoteRow, Row } from './row.ts';
import { Rows } from './rows.ts';
import { partsIn, Run, SHOWN, TYPED } from './run.ts';

/** Only the end of a longer transcript is drawn. */
const DRAWN_OCTETS = 4 * 1024 * 1024;
const DRAWN_ENTRIES = 20_000;

/** A message of the terminal itself, and when. */
export interface Note {
  /** `seq` of the last entry known at that time; −1 before the first. */
  readonly after: number;
  /** No rows: the screen was cleared here. */
  readonly rows: readonly Row[];
}

export class Screen {
  readonly rows = new Rows((direction, offset) => this.#isBare(direction, offset));
  /** Octets the client has written, as far as the transcript knows. */
  sent = 0;
  readonly #t: Messages;
  readonly #replay: Replay;
  readonly #places: readonly Place[];
  readonly #notes: readonly Note[];
  readonly #refusals: Refusals;
  readonly #run = new Run();
  #vantage: Vantage = 'server';
  #next = 0;
  #nextNote = 0;
  /** Octets of the responses the client has read, and how many of them have been processed. */
  #read = 0;
  #taken = 0;
  /** Datagrams so far, each way. */
  readonly #datagrams = { in: 0, out: 0 };

  /** `notes` may grow; call `update` then. */
  constructor(t: Messages, replay: Replay, notes: readonly Note[]) {
    this.#t = t;
    this.#replay = replay;
    this.#places = replay.places;
    this.#notes = notes;
    this.#refusals = new Refusals(replay);
    this.#skip(firstDrawn(this.#places));
  }

  /** The replay has started anew after a gap: this screen is outdated. */
  get stale(): boolean {
    return this.#places !== this.#replay.places;
  }

  /** Hidden octets of the current run: reported by the page for now, and by a row once the run is over. */
  get hidden(): number {
    return this.#run.hidden;
  }

  /** Processes what is new. */
  update(): void {
    for (; this.#next < this.#places.length; this.#next++) {
      const place = this.#places[this.#next] as Place;
      this.#noteUpTo(place.entry.seq);
      this.#take(place);
    }
    this.#noteUpTo(Number.POSITIVE_INFINITY);
  }

  /** Counts the places before `first` without showing them. */
  #skip(first: number): void {
    for (; this.#next < first; this.#next++) {
      const place = this.#places[this.#next] as Place;
      this.#chooseVantage(place.entry);
      this.#count(place.entry);
      this.#refusals.at(place);
    }
    const last = this.#places[first - 1];
    this.#taken = last === undefined ? 0 : Math.min(this.#read, writtenBy(last));
    this.#refusals.before(this.#taken);
    if (first > 0) this.#say(note(this.#t.terminal.earlier(this.sent + this.#taken)));
  }

  #noteUpTo(seq: number): void {
    for (; this.#nextNote < this.#notes.length; this.#nextNote++) {
      const next = this.#notes[this.#nextNote] as Note;
      if (next.after >= seq) return;
      if (next.rows.length > 0) this.#say(...next.rows);
      else this.#clear();
    }
  }

  #take(place: Place): void {
    const { entry } = place;
    this.#chooseVantage(entry);
    const before = this.sent;
    this.#count(entry);
    if (place.status.datagrams) this.#nameDatagram(entry);
    if (this.sent > before) this.#showSent(before, octetsIn(entry));
    this.#showReceived(Math.min(this.#read, writtenBy(place)));
    for (const verdict of this.#refusals.at(place)) this.#refuse('in', verdict);
    const event = eventNote(this.#t, place, this.#vantage, this.#places);
    if (event !== null) this.#say(event);
  }

  #refuse(direction: Direction, verdict: Verdict): void {
    this.#say(refusalRow(this.#replay.stream(direction), verdict, this.rows.kept));
  }

  #chooseVantage(entry: Entry): void {
    if (entry.kind === 'connect' && this.#replay.dropped === null) this.#vantage = 'client';
    if (entry.kind === 'dropped') this.#vantage = entry.at;
    if (entry.kind !== 'open') return;
    const isPages = entry.options.origin === 'page' && this.#replay.dropped === null;
    this.#vantage = isPages ? 'client' : entry.at;
  }

  /**
   * The client's writes are what was sent; where they are not known, the server's reads stand in. The same goes for
   * responses.
   */
  #count(entry: Entry): void {
    if (entry.at !== this.#vantage || (entry.kind !== 'read' && entry.kind !== 'write')) return;
    const isSent = (entry.kind === 'write') === (this.#vantage === 'client');
    const length = entry.kind === 'read' ? entry.length : entry.bytes.length;
    if (isSent) this.sent += length;
    else this.#read += length;
  }

  /** Where a datagram begins and its length: its octets alone do not tell. */
  #nameDatagram(entry: Entry): void {
    if (entry.at !== this.#vantage || (entry.kind !== 'read' && entry.kind !== 'write')) return;
    const direction = (entry.kind === 'write') === (this.#vantage === 'client') ? 'in' : 'out';
    const length = entry.kind === 'read' ? entry.length : entry.bytes.length;
    this.#say(note(this.#t.terminal.datagram(direction, ++this.#datagrams[direction], length)));
  }

  #showSent(start: number, bytes: Uint8Array): void {
    if (this.#run.direction !== 'in' || bytes.length <= TYPED) this.#beginRun('in');
    this.rows.octets('in', start, bytes.subarray(0, this.#run.take(bytes.length)));
  }

  #showReceived(end: number): void {
    const { response } = this.#replay;
    if (end <= this.#taken) return;
    if (this.#run.direction !== 'out') this.#beginRun('out');
    for (const stop of [...partsIn(response, this.#taken, end), end]) {
      const shown = this.#run.take(stop - this.#taken);
      this.rows.octets('out', this.#taken, response.bytes(this.#taken, this.#taken + shown));
      this.#taken = stop;
      if (stop < end) this.#beginRun('out');
    }
    for (const verdict of this.#refusals.before(end)) this.#refuse('out', verdict);
  }

  /** In the same direction an open line continues. */
  #beginRun(direction: Direction): void {
    if (this.#run.direction !== direction || this.#run.hidden > 0) this.#endRun();
    this.#run.begin(direction);
  }

  #endRun(): void {
    const { hidden } = this.#run;
    this.#run.end();
    this.rows.open = false;
    if (hidden > 0) this.rows.push(note(this.#t.terminal.hidden(hidden)));
  }

  #say(...rows: readonly Row[]): void {
    this.#endRun();
    for (const row of rows) this.rows.push(row);
  }

  #clear(): void {
    this.#run.end();
    this.rows.clear();
  }

  /** The server may not have read everything that was sent: only in a response are bare line ends certain. */
  #isBare(direction: Direction, offset: number): boolean {
    const { response } = this.#replay;
    return direction === 'out' && !response.blind && isBare(response, offset);
  }
}

const note = (text: string): NoteRow => ({ kind: 'note', tone: 'dim', text });

/** Octets the server has written up to and including a place. A read recorded before its write waits for it. */
function writtenBy(place: Place): number {
  return place.outbound + (octetsOf(place) === 'out' ? place.steps : 0);
}

function octetsIn(entry: Entry): Uint8Array {
  return 'bytes' in entry && entry.bytes !== undefined ? entry.bytes : new Uint8Array(0);
}

/** Index of the first place to draw: the end of a long transcript is enough to scroll through. */
function firstDrawn(places: readonly Place[]): number {
  let octets = 0;
  for (let index = places.length - 1; index > 0; index--) {
    octets += Math.min((places[index] as Place).steps, SHOWN);
    if (octets > DRAWN_OCTETS || places.length - index > DRAWN_ENTRIES) return index + 1;
  }
  return 0;
}
