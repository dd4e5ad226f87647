/**
 * What one server did with the octets it was sent, as its recorded connection shows. Pure: a lane's entries, cut where
 * the comparison was closed, in; one row of the matrix out.
 *
 * An **effect** is visible from outside: an answer, octets that are not HTTP, an end without an answer, a crash.
 * Each stands at a range of positions in the request (octets the server had taken when it decided). The engine's parser
 * is known here, so its range is one position: behind the refused octet, or behind the message's last one. Of another
 * server only the read is known after which it acted: the range is that read. Of one that is seen from the client alone
 * not even that: it may have decided at any octet that was written by then.
 */
import type { ResponseHead } from '../../http1/events.ts';
import { isEngine } from '../../servers/names.ts';
import type { Entry } from '../record/entries.ts';
import { INITIAL_STATUS } from '../record/status.ts';
import { octetsOf, type Place, Replay } from '../replay/replay.ts';

/**
 * `declined`: it took the request for a request and has no such page, method or form of it (404, 405 …). `failed` is 500
 * alone: every other status from 400 on refuses the octets. `octets`: what came is no response.
 */
export type EffectKind = 'answered' | 'declined' | 'refused' | 'failed' | 'octets' | 'ended' | 'reset' | 'crashed';

/** Statuses of a server that has understood what it was asked (RFC 9110 §15.5). */
const UNDERSTOOD: ReadonlySet<number> = new Set([401, 403, 404, 405, 406, 407, 409, 410, 412, 415, 416]);

export interface ObservedEffect {
  readonly kind: EffectKind;
  /** First and last position, inclusive, at which it may have been decided; in octets taken. */
  readonly from: number;
  readonly to: number;
}

/**
 * How the connection stood when the comparison was closed. `kept`: open, and everything sent was answered as far as can
 * be seen; `waiting`: open, and nothing or not everything was; `backlog`: the server never accepted it.
 */
export type Fate = 'kept' | 'closed' | 'reset' | 'waiting' | 'crashed' | 'backlog';

export interface Outcome {
  /** The statuses of its final responses (from 200 on), in order. */
  readonly statuses: readonly number[];
  /** Those of its interim responses (1xx, RFC 9110 §15.2). */
  readonly interim: readonly number[];
  readonly reason: string;
  /** Octets it sent. */
  readonly sent: number;
  /** Octets it took: read, and by the engine's parser not left aside. null: unknown, as seen from the client. */
  readonly consumed: number | null;
  /** Requests it saw: those it answered or refused, and those the engine's parser completed besides. */
  readonly requests: number;
  readonly fate: Fate;
  /**
   * From the last read before its first write to that write, ms; null when it wrote nothing. Seen from the client: from
   * its last write before the first octet came, the way there and back included. */
  readonly ms: number | null;
  readonly effects: readonly ObservedEffect[];
  /** The octets of its answers. */
  readonly response: Uint8Array;
  /** Its parser is ours: positions are exact. */
  readonly exact: boolean;
}

/** The outcome of a connection, as far as `entries` go. */
export function outcomeOf(entries: readonly Entry[]): Outcome {
  const replay = new Replay();
  replay.append(entries);
  return outcomeIn(replay);
}

/** The outcome of a connection that is replayed already, as far as that has got. */
export function outcomeIn(replay: Replay): Outcome {
  const all = headsOf(replay);
  const heads = all.filter(({ status }) => status >= 200);
  const effects = effectsIn(replay, heads);
  const exact = isExact(replay);
  const consumed = consumedIn(replay);
  return {
    statuses: heads.map(({ status }) => status),
    interim: all.filter(({ status }) => status < 200).map(({ status }) => status),
    reason: heads[0]?.reason ?? '',
    sent: replay.response.length,
    consumed,
    requests: exact ? Math.max(completeBy(replay, consumed ?? 0), heads.length) : heads.length,
    fate: fateOf(replay, effects),
    ms: timeOf(replay.places),
    effects,
    response: replay.response.bytes().slice(),
    exact,
  };
}

function consumedIn(replay: Replay): number | null {
  if (replay.vantage === 'client') return null;
  return isExact(replay) ? takenByEngine(replay) : replay.request.length;
}

const isExact = ({ options, dropped }: Replay): boolean =>
  options !== null && isEngine(options.server) && dropped === null;

const completeBy = ({ request }: Replay, taken: number): number =>
  request.log.messages.filter(({ end }) => end !== null && end <= taken).length;

/**
 * Octets the engine's parser took. What its own parser cannot know is that a connection was closed by a decision of
 * another kind, behind a request in the middle of a read.
 */
function takenByEngine({ request, places }: Replay): number {
  const close = places.find(({ entry }) => entry.kind === 'decision' && entry.what === 'close')?.entry;
  const last = close?.kind === 'decision' ? request.log.messages[close.request]?.end : null;
  return Math.min(request.ignoredFrom, last ?? request.length);
}

function headsOf(replay: Replay): readonly ResponseHead[] {
  return replay.response.log.messages.flatMap(({ head }) => (head !== null && 'status' in head ? [head] : []));
}

function effectsIn(replay: Replay, heads: readonly ResponseHead[]): readonly ObservedEffect[] {
  const effects = heads.map((head, at) => ({ kind: kindOf(head.status), ...positionOf(replay, head, at) }));
  const firstWrite = replay.places.find((place) => octetsOf(place) === 'out');
  // An interim response alone is HTTP: the final one is still to come.
  if (headsOf(replay).length === 0 && firstWrite !== undefined)
    return [{ kind: 'octets', ...readBefore(replay, firstWrite) }];
  const status = statusOf(replay);
  const now = { from: replay.request.length, to: replay.request.length };
  if (status.crash !== null) return [...effects, { kind: 'crashed', ...lastRead(replay, replay.request.length) }];
  if (effects.length > 0) return [...effects, ...unaskedIn(replay)];
  if (status.reset === 'server') return [{ kind: 'reset', ...now }];
  return status.serverFin || status.closed ? [{ kind: 'ended', ...lastRead(replay, now.to) }] : [];
}

/** What came behind the answers to all requests that are there by our reading: the server saw others. */
function unaskedIn(replay: Replay): readonly ObservedEffect[] {
  const unasked = replay.response.log.verdicts.find(({ rule }) => rule === 'unasked-response');
  return unasked === undefined ? [] : [{ kind: 'octets', ...writeAt(replay, unasked.at) }];
}

function kindOf(status: number): EffectKind {
  if (status === 500) return 'failed';
  if (UNDERSTOOD.has(status)) return 'declined';
  return status >= 400 ? 'refused' : 'answered';
}

function positionOf(replay: Replay, head: ResponseHead, at: number): { from: number; to: number } {
  const exact = isExact(replay) ? exactPosition(replay, at) : null;
  return exact === null ? writeAt(replay, head.start) : { from: exact, to: exact };
}

/** The position at which octet `start` of the responses was written. */
function writeAt(replay: Replay, start: number): { from: number; to: number } {
  const write = replay.places.filter((place) => octetsOf(place) === 'out' && place.outbound <= start).at(-1);
  return write === undefined ? lastRead(replay, replay.request.length) : readBefore(replay, write);
}

/** Where the engine's parser was when answer number `at` was decided: a message's end, or behind the refused octet. */
function exactPosition({ request }: Replay, at: number): number | null {
  const message = request.log.messages[at];
  if (message?.end !== null && message !== undefined) return message.end;
  const refusal = request.log.verdicts.find(({ level }) => level === 'reject');
  return refusal === undefined ? null : Math.min(refusal.at + 1, request.length);
}

const readBefore = (replay: Replay, place: Place) => lastRead(replay, place.inbound);

/** The read that ends at position `taken`; all that was written by then, where reads are not known. */
function lastRead({ request, vantage }: Replay, taken: number): { from: number; to: number } {
  if (vantage === 'client') return { from: Math.min(1, taken), to: taken };
  const before = request.boundaries.filter((boundary) => boundary < taken).at(-1) ?? 0;
  return { from: Math.min(before + 1, taken), to: taken };
}

const statusOf = ({ places }: Replay) => places.at(-1)?.status ?? INITIAL_STATUS;

function fateOf(replay: Replay, effects: readonly ObservedEffect[]): Fate {
  const status = statusOf(replay);
  if (status.crash !== null) return 'crashed';
  if (!status.accepted) return 'backlog';
  if (status.reset === 'server') return 'reset';
  if (status.serverFin || status.closed) return 'closed';
  const pending = isExact(replay) && replay.request.parser.inMessage;
  return effects.length === 0 || pending ? 'waiting' : 'kept';
}

function timeOf(places: readonly Place[]): number | null {
  const at = places.findIndex((place) => octetsOf(place) === 'out');
  const read = places.slice(0, Math.max(0, at)).filter((place) => octetsOf(place) === 'in');
  const [from, to] = [read.at(-1)?.entry.t, places[at]?.entry.t];
  return from === undefined || to === undefined ? null : Math.max(0, to - from);
}
