/**
 * What passed through a chain of two servers: what the front read from its client, what reached the back, how each
 * divided it into requests, and where they diverge. A pure function from the entries of both lanes to the picture.
 *
 * **What is known.** The back is Octet's own, so every octet it read is recorded, and for the engine also where each
 * request ended. For the front, this is known only of the naive proxy, from the rule it runs (naive.ts). Any other
 * front is known only by the answers it relayed: it saw at least that many requests and, since each front waits for one
 * answer before it sends the next request on the same connection, at most one more.
 */
import type { RuleId } from '../http1/rules.ts';
import { NAIVE_PROXY } from '../servers/peers.ts';
import { type Outcome, outcomeOf } from '../transcript/judge/outcome.ts';
import type { Entry } from '../transcript/record/entries.ts';
import { isRequestHead, type Message } from '../transcript/replay/message-log.ts';
import { Replay } from '../transcript/replay/replay.ts';
import { type NaiveRequest, naiveRequests } from './naive.ts';

/** A request as one of the two delimited it: octets `[start, end)` of what reached the back on one connection. */
export interface Cutout {
  readonly start: number;
  /** null: not complete. */
  readonly end: number | null;
  /** Method and target as read by the back; null where it did not get that far, and for the front's requests. */
  readonly line: string | null;
}

/** One connection between front and back. */
export interface BackSide {
  /** Index of the connection, from 0. */
  readonly connection: number;
  readonly octets: Uint8Array;
  readonly outcome: Outcome;
  /** Where the back ended each request; null where its parser is not Octet's. */
  readonly back: readonly Cutout[] | null;
  /** Where the front ended each request; null where that is unknown. */
  readonly front: readonly Cutout[] | null;
  /** From here on the back ignored the octets: it had refused, or announced that it would close. */
  readonly ignoredFrom: number;
  /** What the back refused, and at which octet. */
  readonly refusal: { readonly at: number; readonly rule: RuleId } | null;
}

/** The outcome; t.peers.verdict has a sentence for each. */
export type ChainVerdict =
  /** Nothing reached the back. */
  | { readonly is: 'front-refused'; readonly status: number }
  | { readonly is: 'front-waits' }
  /** `exact`: every request boundary is known; otherwise only their numbers agree. */
  | { readonly is: 'agree'; readonly requests: number; readonly exact: boolean }
  /** The back saw requests that the front did not; `exact` as above. */
  | { readonly is: 'smuggled'; readonly requests: number; readonly at: Octet | null; readonly exact: boolean }
  /** The start of such a request. */
  | { readonly is: 'begun'; readonly octets: number; readonly at: Octet }
  /** The front's request continued where the back's had ended, and the back closed the connection because of it. */
  | { readonly is: 'left-aside'; readonly octets: number; readonly at: Octet }
  | { readonly is: 'back-refused'; readonly at: Octet; readonly rule: RuleId }
  /** The back's request continues where the front's has ended: it waits, or takes what comes next as its content. */
  | { readonly is: 'back-waits'; readonly at: Octet }
  | { readonly is: 'fewer'; readonly front: number; readonly back: number };

/** Octet `octet` of what reached the back in `sides[side]`. */
export interface Octet {
  readonly side: number;
  readonly octet: number;
}

export interface ChainPicture {
  /** What the front read, or was sent. */
  readonly received: Uint8Array;
  /** Where the front ended each request in it; null where that is unknown. */
  readonly cuts: readonly Cutout[] | null;
  readonly front: Outcome;
  readonly sides: readonly BackSide[];
  /** Number of requests: those the front found in its input, as far as known, and those the back saw. */
  readonly requests: { readonly front: number; readonly back: number };
  readonly verdict: ChainVerdict;
}

/** The picture of a chain, as far as its entries go. `front`: id of the front server. */
export function chainOf(front: string, entries: readonly Entry[], backs: readonly (readonly Entry[])[]): ChainPicture {
  const received = replayOf(entries).request.bytes().slice();
  const outcome = outcomeOf(entries);
  const read = backs.map(sideOf).filter(({ octets }) => octets.length > 0);
  const sides = front === NAIVE_PROXY ? withFront(read, received) : read;
  const known = sides.every((side) => side.front !== null);
  const cut = sides.reduce((sum, side) => sum + (side.front?.length ?? 0), 0);
  const requests = {
    front: known && sides.length > 0 ? cut : outcome.requests,
    back: sides.reduce((sum, side) => sum + side.outcome.requests, 0),
  };
  const cuts = front === NAIVE_PROXY ? cutsOf(received) : null;
  return { received, cuts, front: outcome, sides, requests, verdict: verdictOf(outcome, sides, requests) };
}

/** Where the naive proxy ends each request in its input; the last one may be incomplete. */
function cutsOf(received: Uint8Array): readonly Cutout[] {
  return naiveRequests(received).map(({ start, end }) => ({
    start,
    end: end <= received.length ? end : null,
    line: null,
  }));
}

function replayOf(entries: readonly Entry[]): Replay {
  const replay = new Replay();
  replay.append(entries);
  return replay;
}

function sideOf(entries: readonly Entry[], connection: number): BackSide {
  const { request } = replayOf(entries);
  const outcome = outcomeOf(entries);
  const rejected = request.log.verdicts.find(({ level }) => level === 'reject');
  const refusal = outcome.exact && rejected !== undefined ? { at: rejected.at, rule: rejected.rule } : null;
  return {
    connection,
    octets: request.bytes().slice(),
    outcome,
    back: outcome.exact ? request.log.messages.map(cutoutOf) : null,
    front: null,
    ignoredFrom: outcome.exact ? request.ignoredFrom : request.length,
    refusal,
  };
}

function cutoutOf({ start, end, head }: Message): Cutout {
  const line = head !== null && isRequestHead(head) ? `${head.method} ${head.target}` : null;
  return { start, end, line };
}

/**
 * Where the naive proxy ended each request, per connection: it forwards requests whole and in order, and moves to
 * a new connection once the back has closed the current one. A back that closes may have left the last one unread.
 */
function withFront(sides: readonly BackSide[], received: Uint8Array): readonly BackSide[] {
  const cut = naiveRequests(received).filter(({ end }) => end <= received.length);
  let next = 0;
  return sides.map((side) => {
    const front: Cutout[] = [];
    for (let at = 0; at < side.octets.length; next++) {
      const request = cut[next];
      if (request === undefined || !beginsWith(side.octets, at, received, request)) return side;
      const end = at + request.end - request.start;
      front.push({ start: at, end, line: null });
      at = end;
    }
    return { ...side, front };
  });
}

/** Whether the octets that reached the back from `at` on are that request, as far as they go. */
function beginsWith(octets: Uint8Array, at: number, received: Uint8Array, { start, end }: NaiveRequest): boolean {
  const length = Math.min(end - start, octets.length - at);
  for (let i = 0; i < length; i++) if (octets[at + i] !== received[start + i]) return false;
  return true;
}

function verdictOf(front: Outcome, sides: readonly BackSide[], requests: ChainPicture['requests']): ChainVerdict {
  if (sides.length === 0) {
    const [status] = front.statuses;
    return status === undefined ? { is: 'front-waits' } : { is: 'front-refused', status };
  }
  for (const [side, one] of sides.entries()) {
    const parting = desyncOf(one, side);
    if (parting !== null) return parting;
  }
  return byCount(sides, requests);
}

/** Where front and back delimit one connection differently, when both are known. */
function desyncOf(side: BackSide, number: number): ChainVerdict | null {
  const { front, back, refusal, ignoredFrom, octets } = side;
  if (front === null || back === null) return null;
  for (const { start, end } of front) {
    const until = Math.min(end ?? octets.length, octets.length);
    const cut = back.find((one) => one.start === start);
    if (cut === undefined) return null;
    const ended = cut.end;
    if (ended === null || ended > until) {
      if (refusal !== null && refusal.at < until)
        return { is: 'back-refused', at: { side: number, octet: refusal.at }, rule: refusal.rule };
      return { is: 'back-waits', at: { side: number, octet: until } };
    }
    if (ended < until) return within(side, number, ended, until, ignoredFrom);
  }
  return null;
}

/** The back's request ended at `from`, the front's at `until`: what happened to the octets between. */
function within({ back }: BackSide, side: number, from: number, until: number, ignoredFrom: number): ChainVerdict {
  const at = { side, octet: from };
  const hidden = back?.filter(({ start }) => start >= from && start < until) ?? [];
  const whole = hidden.filter(({ end }) => end !== null).length;
  if (whole > 0) return { is: 'smuggled', requests: whole, at, exact: true };
  if (hidden.length > 0) return { is: 'begun', octets: until - (hidden[0]?.start ?? from), at };
  return { is: 'left-aside', octets: until - Math.min(from, ignoredFrom), at };
}

/** Where the front's boundaries are unknown, compare the numbers of requests. */
function byCount(sides: readonly BackSide[], { front, back }: ChainPicture['requests']): ChainVerdict {
  const refusing = sides.findIndex(({ refusal }) => refusal !== null);
  const refusal = sides[refusing]?.refusal;
  if (refusal) return { is: 'back-refused', at: { side: refusing, octet: refusal.at }, rule: refusal.rule };
  const exact = sides.every((side) => side.front !== null && side.back !== null);
  if (back > front) return { is: 'smuggled', requests: back - front, at: requestAt(sides, front), exact };
  if (back < front) return { is: 'fewer', front, back };
  return { is: 'agree', requests: back, exact };
}

/** Where the back's request number `ordinal` begins, counted over all its connections. */
function requestAt(sides: readonly BackSide[], ordinal: number): Octet | null {
  let before = 0;
  for (const [side, { back }] of sides.entries()) {
    if (back === null) return null;
    const cut = back[ordinal - before];
    if (cut !== undefined) return { side, octet: cut.start };
    before += back.length;
  }
  return null;
}
