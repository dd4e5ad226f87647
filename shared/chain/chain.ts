/**
 * What went through a chain of two servers: what the front took from its client, what reached the back, how each cut it
 * into requests, and where they part. Pure: the entries of the front's lane and of the back's in, the picture out.
 *
 * **What is known.** The back is Octet's own, so every octet it read is recorded, and of the engine also where each request ended. How the
 * front cut is known of the naive proxy alone, by the rule it runs (naive.ts). Of another front only the answers it
 * relayed are known: it saw at least so many requests, and as all these wait for one answer before they send the next
 * request on the same connection, no more than one besides.
 */
import type { RuleId } from '../http1/rules.ts';
import { NAIVE_PROXY } from '../servers/peers.ts';
import { type Outcome, outcomeOf } from '../transcript/judge/outcome.ts';
import type { Entry } from '../transcript/record/entries.ts';
import { isRequestHead, type Message } from '../transcript/replay/message-log.ts';
import { Replay } from '../transcript/replay/replay.ts';
import { type NaiveRequest, naiveRequests } from './naive.ts';

/** A request as one of the two cut it: octets `[start, end)` of what reached the back on one connection. */
export interface Cutout {
  readonly start: number;
  /** null: not complete. */
  readonly end: number | null;
  /** Method and target, as the back read them; null where it got no so far, and of the front's. */
  readonly line: string | null;
}

/** One connection between front and back. */
export interface BackSide {
  /** Number of the connection among those given, from 0. */
  readonly connection: number;
  readonly octets: Uint8Array;
  readonly outcome: Outcome;
  /** Where the back cut; null where its parser is not ours. */
  readonly back: readonly Cutout[] | null;
  /** Where the front cut; null where that is not known. */
  readonly front: readonly Cutout[] | null;
  /** From here on the back took the octets for nothing: it had refused, or said that it closes. */
  readonly ignoredFrom: number;
  /** What the back refused, and at which octet. */
  readonly refusal: { readonly at: number; readonly rule: RuleId } | null;
}

/** What came of it; t.peers.verdict has a sentence for each. */
export type ChainVerdict =
  /** Nothing reached the back. */
  | { readonly is: 'front-refused'; readonly status: number }
  | { readonly is: 'front-waits' }
  /** `exact`: where each was cut is known; else their numbers agree. */
  | { readonly is: 'agree'; readonly requests: number; readonly exact: boolean }
  /** The back saw requests that the front never did; `exact` as above. */
  | { readonly is: 'smuggled'; readonly requests: number; readonly at: Octet | null; readonly exact: boolean }
  /** The beginning of one. */
  | { readonly is: 'begun'; readonly octets: number; readonly at: Octet }
  /** The front's request went on where the back's had ended, and the back closed over it. */
  | { readonly is: 'left-aside'; readonly octets: number; readonly at: Octet }
  | { readonly is: 'back-refused'; readonly at: Octet; readonly rule: RuleId }
  /** The back's request goes on where the front's has ended: it waits, or takes what comes next for its content. */
  | { readonly is: 'back-waits'; readonly at: Octet }
  | { readonly is: 'fewer'; readonly front: number; readonly back: number };

/** Octet `octet` of what reached the back in `sides[side]`. */
export interface Octet {
  readonly side: number;
  readonly octet: number;
}

export interface ChainPicture {
  /** What the front took, or was sent. */
  readonly received: Uint8Array;
  /** Where the front cut that; null where it is not known. */
  readonly cuts: readonly Cutout[] | null;
  readonly front: Outcome;
  readonly sides: readonly BackSide[];
  /** Requests: those the front took out of what it was sent, as far as known, and those the back saw. */
  readonly requests: { readonly front: number; readonly back: number };
  readonly verdict: ChainVerdict;
}

/** The picture of a chain, as far as the entries go. `front`: id of the server in front. */
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

/** Where the naive proxy cuts what it is sent; the last request may go on. */
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
 * Where the naive proxy cut, connection by connection: it forwards its requests whole and in order, and goes to the next
 * connection when the back has closed the one before. A back that closes need not have read all of the last one.
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

/** Whether what reached the back from `at` on is that request, as far as it goes. */
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

/** Where front and back cut one connection differently, when both are known. */
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

/** The back's request ended at `from`, the front's at `until`: what became of the octets between. */
function within({ back }: BackSide, side: number, from: number, until: number, ignoredFrom: number): ChainVerdict {
  const at = { side, octet: from };
  const hidden = back?.filter(({ start }) => start >= from && start < until) ?? [];
  const whole = hidden.filter(({ end }) => end !== null).length;
  if (whole > 0) return { is: 'smuggled', requests: whole, at, exact: true };
  if (hidden.length > 0) return { is: 'begun', octets: until - (hidden[0]?.start ?? from), at };
  return { is: 'left-aside', octets: until - Math.min(from, ignoredFrom), at };
}

/** Where it is not known how the front cut, the numbers of requests tell. */
function byCount(sides: readonly BackSide[], { front, back }: ChainPicture['requests']): ChainVerdict {
  const refusing = sides.findIndex(({ refusal }) => refusal !== null);
  const refusal = sides[refusing]?.refusal;
  if (refusal) return { is: 'back-refused', at: { side: refusing, octet: refusal.at }, rule: refusal.rule };
  const exact = sides.every((side) => side.front !== null && side.back !== null);
  if (back > front) return { is: 'smuggled', requests: back - front, at: requestAt(sides, front), exact };
  if (back < front) return { is: 'fewer', front, back };
  return { is: 'agree', requests: back, exact };
}

/** Where the back's request number `ordinal` begins, over all its connections. */
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
