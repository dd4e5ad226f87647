/**
 * What one server did with the octets it received, as its recorded connection shows. Pure: from a lane's entries, cut
 * when the comparison was closed, to one row of the matrix.
 *
 * An **effect** is visible from outside: an answer, octets that are not HTTP, an end without an answer, a crash.
 * Each has a range of positions in the request (octets the server had consumed when it decided). The engine's parser
 * is known here, so its range is one position: after the refused octet, or after the last octet of the message. Of
 * another server only the read is known after which it acted: the range is that read. For one seen only from the client
 * not even that is known: it may have decided at any octet written by then.
 */
import type { ResponseHead } from '../../http1/events.ts';
import { isEngine } from '../../servers/names.ts';
import type { Entry } from '../record/entries.ts';
import { INITIAL_STATUS } from '../record/status.ts';
import { octetsOf, type Place, Replay } from '../replay/replay.ts';

/**
 * `declined`: it accepted the request as valid, but has no such page, method or form of it (404, 405 …). `failed` is
 * 500 alone: every other status from 400 on refuses the octets. `octets`: the reply is not a response.
 */
export type EffectKind = 'answered' | 'declined' | 'refused' | 'failed' | 'octets' | 'ended' | 'reset' | 'crashed';

/** Statuses of a server that has understood the request (RFC 9110 §15.5). */
const UNDERSTOOD: ReadonlySet<number> = new Set([401, 403, 404, 405, 406, 407, 409, 410, 412, 415, 416]);

export interface ObservedEffect {
  readonly kind: EffectKind;
  /** First and last position, inclusive, at which it may have been decided; in octets consumed. */
  readonly from: number;
  readonly to: number;
}

/**
 * The connection when the comparison was closed. `kept`: open, and everything sent was answered as far as visible;
 * `waiting`: open, with something or everything unanswered; `backlog`: the server never accepted it.
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
  /** Octets it consumed: those read, except those the engine's parser discards. null: unknown, seen from the client. */
  readonly consumed: number | null;
  /** Requests it saw: those it answered or refused, and any others that the engine's parser completed. */
  readonly requests: number;
  readonly fate: Fate;
  /**
   * From the last read before its first write to that write, in ms; null when it wrote nothing. Seen from the client:
   * from its last write before the first octet arrived, including the round trip. */
  readonly ms: number | null;
  readonly effects: readonly ObservedEffect[];
  /** The octets of its answers. */
  readonly response: Uint8Array;
  /** Its parser is Octet's: positions are exact. */
  readonly exact: boolean;
}

/** The outcome of a connection, as far as `entries` go. */
export function outcomeOf(entries: readonly Entry[]): Outcome {
  const replay = new Replay();
  replay.append(entries);
  return outcomeIn(replay);
}

/** The outcome of a connection already replayed, as far as the replay has got. */
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
 * Octets that the engine's parser consumed. The parser itself cannot know that another kind of decision closed the
 * connection, after a request in the middle of a read.
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

/** More answers than complete requests in Octet's parse: the server saw others. */
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

/** Where the engine's parser was when answer number `at` was decided: a message's end, or after the refused octet. */
function exactPosition({ request }: Replay, at: number): number | null {
  const message = request.log.messages[at];
  if (message?.end !== null && message !== undefined) return message.end;
  const refusal = request.log.verdicts.find(({ level }) => level === 'reject');
  return refusal === undefined ? null : Math.min(refusal.at + 1, request.length);
}

const readBefore = (replay: Replay, place: Place) => lastRead(replay, place.inbound);

/** The read that ends at position `taken`; everything written by then, where reads are not known. */
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
