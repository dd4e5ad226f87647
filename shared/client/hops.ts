/**
 * A client run as a page shows it: hop by hop, each a request and its answer, read from the notes and from
 * the octets themselves.
 */
import type { RequestHead } from '../http1/events.ts';
import type { Entry } from '../transcript/record/entries.ts';
import { type Answer, Conversation } from './conversation.ts';
import type { RunNote } from './run-notes.ts';

/** The notes that the server sent, in order. */
export type RunEvent =
  | { readonly kind: 'note'; readonly t: number; readonly note: RunNote }
  | { readonly kind: 'entry'; readonly connection: number; readonly entry: Entry };

/** Milliseconds from the start of the hop; null for what has not happened, or has not happened yet. */
export interface HopTimes {
  readonly resolved: number | null;
  /** The connection was ready; null on a reused one. */
  readonly connected: number | null;
  readonly sent: number | null;
  readonly first: number | null;
  readonly last: number | null;
}

export interface Hop {
  /** null: a raw run, which consists of octets only. */
  readonly request: Extract<RunNote, { what: 'request' }> | null;
  readonly events: readonly RunEvent[];
  /** The client's own number for it; null until there is one. */
  readonly connection: number | null;
  /** It was kept from an earlier hop. */
  readonly reused: boolean;
  /** Address and port of the client's end and of the server's; null until they are known. */
  readonly local: string | null;
  readonly remote: string | null;
  readonly conversation: Conversation;
  readonly times: HopTimes;
}

/** Splits the events of a run where a request begins; events before the first belong to an earlier run. */
export function hopsOf(events: readonly RunEvent[]): readonly Hop[] {
  const starts = events.flatMap((event, at) => (event.kind === 'note' && event.note.what === 'request' ? [at] : []));
  if (starts.length === 0 && events.length > 0) starts.push(0);
  return starts.map((start, hop) => hopOf(events.slice(start, starts[hop + 1])));
}

/** The entries between the writes and reads of one exchange, of its own connection only. */
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

/** The one used last: a reused connection that turned out to be closed comes before it. */
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

/** The final answer of a hop; null until its head has arrived. */
export function answerOf({ conversation }: Hop): Answer | null {
  return conversation.answer(0);
}

export function requestHeadOf({ conversation }: Hop): RequestHead | null {
  return conversation.requestHead(0);
}

/** The reads of a hop in order: when, from which octet of the answer on, and what. */
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

/** What the client did and saw on its connection apart from octets, in order. */
export function endingsOf({ events, connection }: Hop): readonly Entry[] {
  return entriesOf(events, connection).filter(({ kind }) => kind === 'fin' || kind === 'reset' || kind === 'close');
}
