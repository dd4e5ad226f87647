/**
 * A run of the client as a page shows it: hop by hop, each a request and its answer, read from what was told and from
 * the octets themselves.
 */
import type { RequestHead } from '../http1/events.ts';
import type { Entry } from '../transcript/record/entries.ts';
import { type Answer, Conversation } from './conversation.ts';
import type { RunNote } from './run-notes.ts';

/** What the server told, in the order it happened. */
export type RunEvent =
  | { readonly kind: 'note'; readonly t: number; readonly note: RunNote }
  | { readonly kind: 'entry'; readonly connection: number; readonly entry: Entry };

/** Milliseconds from the hop's beginning; null for what has not come, or did not happen. */
export interface HopTimes {
  readonly resolved: number | null;
  /** The connection was there; null on a kept one. */
  readonly connected: number | null;
  readonly sent: number | null;
  readonly first: number | null;
  readonly last: number | null;
}

export interface Hop {
  /** null: a raw run, whose octets are all that was asked for. */
  readonly request: Extract<RunNote, { what: 'request' }> | null;
  readonly events: readonly RunEvent[];
  /** In the client's own numbers; null before there is one. */
  readonly connection: number | null;
  /** It was kept from before. */
  readonly reused: boolean;
  /** Address and port of our end, and of theirs; null before they are known. */
  readonly local: string | null;
  readonly remote: string | null;
  readonly conversation: Conversation;
  readonly times: HopTimes;
}

/** Splits the events of a run where a request begins; what stands before the first belongs to an earlier run. */
export function hopsOf(events: readonly RunEvent[]): readonly Hop[] {
  const starts = events.flatMap((event, at) => (event.kind === 'note' && event.note.what === 'request' ? [at] : []));
  if (starts.length === 0 && events.length > 0) starts.push(0);
  return starts.map((start, hop) => hopOf(events.slice(start, starts[hop + 1])));
}

/** What there is between the writes and reads of one exchange: its own connection's entries only. */
function hopOf(events: readonly RunEvent[]): Hop {
  const connection = connectionOf(events);
  const entries = entriesOf(events, connection);
  const conversation = new Conversation();
  for (const entry of entries) conversation.append(entry);
  const opened = entries.find((entry) => entry.kind === 'connect');
  const first = events[0];
  return {
    request: first?.kind === 'note' && first.note.what === 'request' ? first.note : null,
    events,
    connection,
    reused: events.some((event) => event.kind === 'note' && event.note.what === 'reused') && opened === undefined,
    local: opened?.local ?? null,
    remote: opened?.remote ?? null,
    conversation,
    times: timesOf(events, entries),
  };
}

/** The one used last: a kept one that turned out to be closed comes before it. */
function connectionOf(events: readonly RunEvent[]): number | null {
  const last = lastOf(
    events,
    (event) =>
      (event.kind === 'entry' && (event.entry.kind === 'write' || event.entry.kind === 'connect')) ||
      (event.kind === 'note' && event.note.what === 'reused'),
  );
  if (last === undefined) return null;
  if (last.kind === 'entry') return last.connection;
  return last.note.what === 'reused' ? last.note.connection : null;
}

function entriesOf(events: readonly RunEvent[], connection: number | null): readonly Entry[] {
  return events.flatMap((event) => (event.kind === 'entry' && event.connection === connection ? [event.entry] : []));
}

function timesOf(events: readonly RunEvent[], entries: readonly Entry[]): HopTimes {
  const began = events[0] === undefined ? 0 : timeOf(events[0]);
  const since = (t: number | undefined): number | null => (t === undefined ? null : Math.max(0, t - began));
  const resolved = events.find((event) => event.kind === 'note' && event.note.what === 'resolved');
  return {
    resolved: since(resolved && timeOf(resolved)),
    connected: since(entries.find(({ kind }) => kind === 'connect')?.t),
    sent: since(lastOf(entries, ({ kind }) => kind === 'write')?.t),
    first: since(entries.find(({ kind }) => kind === 'read')?.t),
    last: since(lastOf(entries, ({ kind }) => kind === 'read')?.t),
  };
}

function lastOf<T>(items: readonly T[], fits: (item: T) => boolean): T | undefined {
  return items.filter(fits).at(-1);
}

export function timeOf(event: RunEvent): number {
  return event.kind === 'note' ? event.t : event.entry.t;
}

/** The final answer of a hop; null while its head has not come. */
export function answerOf({ conversation }: Hop): Answer | null {
  return conversation.answer(0);
}

export function requestHeadOf({ conversation }: Hop): RequestHead | null {
  return conversation.requestHead(0);
}

/** The reads of a hop, one after another: when, from which octet of the answer on, and what. */
export interface Piece {
  readonly t: number;
  readonly start: number;
  readonly bytes: Uint8Array;
}

export function piecesOf({ events, connection }: Hop): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const entry of entriesOf(events, connection)) {
    if (entry.kind !== 'read' || entry.at !== 'client' || entry.bytes === undefined) continue;
    pieces.push({ t: entry.t, start, bytes: entry.bytes });
    start += entry.bytes.length;
  }
  return pieces;
}

/** What our end did and saw of its connection beside octets, in order. */
export function endingsOf({ events, connection }: Hop): readonly Entry[] {
  return entriesOf(events, connection).filter(({ kind }) => kind === 'fin' || kind === 'reset' || kind === 'close');
}
