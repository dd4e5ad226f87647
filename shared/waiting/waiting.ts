/**
 * The status sentence: what the server is waiting for at a position, and the clock that runs. Pure: the page adds
 * the current time.
 */
import type { StateName } from '../http1/table.ts';
import { STATES } from '../http1/table.ts';
import type { Trace } from '../profiles/replay-trace.ts';
import { speaksTls } from '../servers/names.ts';
import { type ConnectionStatus, INITIAL_STATUS, type RunningTimer } from '../transcript/record/status.ts';
import type { Replay } from '../transcript/replay/replay.ts';
import { takenAt } from '../transcript/replay/step.ts';
import { deathAt, type ProfileWaiting, profileWaitingAt } from './profile-waiting.ts';

/** What the server waits for; text/en/waiting.ts has a sentence for each. */
export type WaitingFor =
  /** Nothing yet: the connection has not been accepted. */
  | { readonly what: 'accept' }
  /** Octets, inside a message or before one; the state tells which. */
  | { readonly what: 'octets'; readonly state: StateName; readonly remaining: number | null; readonly requests: number }
  /** Its own handler: the request is complete, the response is not. */
  | { readonly what: 'handler'; readonly request: number }
  /** The client's FIN, after the server's own: anything else is discarded. */
  | { readonly what: 'client-fin'; readonly refused: boolean }
  /** Nothing: the client half-closed and the server is about to. */
  | { readonly what: 'own-close'; readonly refused: boolean }
  | { readonly what: 'closed'; readonly reset: 'client' | 'server' | null }
  | { readonly what: 'crashed'; readonly message: string }
  /** The end of the TLS handshake, below HTTP. */
  | { readonly what: 'handshake' }
  /** What its own rules require: another server, where the engine would read no further. */
  | { readonly what: 'own-rules' }
  /** Anything: this server does not speak HTTP. */
  | { readonly what: 'message'; readonly datagrams: boolean }
  /** Unknown: seen from the client, only what it wrote and what came back is known. */
  | { readonly what: 'outside'; readonly seen: Seen }
  /** A profile, in its own code. */
  | { readonly what: 'profile'; readonly profile: ProfileWaiting }
  /** The hold on it. */
  | { readonly what: 'held' }
  /** After a gap the state is unknown. */
  | { readonly what: 'unknown' };

/**
 * An exchange as seen from the client: nothing written yet; an incomplete request; an unanswered request;
 * an incomplete answer; everything answered; octets the engine would not have read; FIN of the server, of
 * the client; not HTTP.
 */
export type Seen =
  | { readonly is: 'unwritten' | 'unanswered' | 'answering' | 'answered' | 'own-rules' | 'server-fin' | 'client-fin' }
  | { readonly is: 'unfinished'; readonly state: StateName; readonly remaining: number | null };

export interface Waiting {
  readonly for: WaitingFor;
  /** The clock running at this position, or null. */
  readonly timer: RunningTimer | null;
  /** The status at this position, for badges. */
  readonly status: ConnectionStatus;
}

/** What the server waits for at `position` of a replay. `trace`: for a profile, which does not use that parser. */
export function waitingAt(replay: Replay, position: number, trace: Trace | null = null): Waiting {
  const status = statusAt(replay, position);
  const found = trace === null ? waitingFor(replay, position, status) : inProfile(replay, position, status, trace);
  return { for: found, timer: status.timer, status };
}

function inProfile(replay: Replay, position: number, status: ConnectionStatus, trace: Trace): WaitingFor {
  const death = deathAt(trace, position);
  if (death !== null) return { what: 'profile', profile: { what: 'died', own: true, error: death } };
  if (status.crash !== null)
    return { what: 'profile', profile: { what: 'died', own: false, error: status.crash.message } };
  if (status.closed || status.reset !== null) return { what: 'closed', reset: status.reset };
  if (!status.accepted) return { what: 'accept' };
  if (status.hold?.held && !status.serverFin) return { what: 'held' };
  const profile = profileWaitingAt(trace, position, replay.options?.server ?? '', status.serverFin);
  return profile === null ? { what: 'unknown' } : { what: 'profile', profile };
}

/** The status after the last entry at or before `position`, including entries without a step. */
export function statusAt(replay: Replay, position: number): ConnectionStatus {
  if (position >= replay.total) return replay.places.at(-1)?.status ?? INITIAL_STATUS;
  let index = replay.placeIndex(position - 1);
  if (index < 0) return INITIAL_STATUS;
  const here = replay.places[index];
  const inside = here !== undefined && position < here.position + here.steps;
  // Clocks armed and witnesses right after this entry belong to the same moment.
  while (!inside && (replay.places[index + 1]?.steps ?? 1) === 0) index++;
  return replay.places[index]?.status ?? INITIAL_STATUS;
}

function waitingFor(replay: Replay, position: number, status: ConnectionStatus): WaitingFor {
  if (status.crash !== null) return { what: 'crashed', message: status.crash.message };
  if (status.closed || status.reset !== null) return { what: 'closed', reset: status.reset };
  if (!status.accepted && !status.datagrams) return { what: 'accept' };
  if (status.hold?.held && !status.serverFin) return { what: 'held' };
  if (replay.dropped !== null) return { what: 'unknown' };
  if (speaksTls(replay.options?.server ?? '') && status.tls === null && !status.clientFin && !status.serverFin)
    return { what: 'handshake' };
  if (replay.request.blind || status.datagrams) return plainly(status);
  if (status.vantage === 'client') return { what: 'outside', seen: seenAt(replay, position, status) };
  const taken = takenAt(replay, position);
  const state = position >= replay.total ? replay.request.state : replay.request.stateAfter(taken.inbound);
  const isOwn = replay.request.reader === 'server';
  if (status.serverFin) return { what: 'client-fin', refused: isOwn && state === 'refused' };
  const requests = replay.request.log.completeBy(taken.inbound);
  const answered = finalResponsesBy(replay, taken.outbound);
  if (answered < requests) return { what: 'handler', request: answered };
  if (STATES[state] === 'end' && !isOwn && !status.clientFin) return { what: 'own-rules' };
  if (STATES[state] === 'end') return { what: 'own-close', refused: isOwn && state === 'refused' };
  return { what: 'octets', state, remaining: remainingAt(replay, taken.inbound), requests };
}

function seenAt(replay: Replay, position: number, status: ConnectionStatus): Seen {
  const { inbound, outbound } = takenAt(replay, position);
  const { request, response } = replay;
  const state = position >= replay.total ? request.state : request.stateAfter(inbound);
  const answer = position >= replay.total ? response.state : response.stateAfter(outbound);
  const unanswered = finalResponsesBy(replay, outbound) < request.log.completeBy(inbound);
  if (status.serverFin) return { is: 'server-fin' };
  if (inbound === 0 && outbound === 0) return { is: status.clientFin ? 'client-fin' : 'unwritten' };
  if (answer !== 'start' && STATES[answer] !== 'end') return { is: 'answering' };
  if (unanswered) return { is: 'unanswered' };
  if (status.clientFin) return { is: 'client-fin' };
  if (STATES[state] === 'end') return { is: 'own-rules' };
  if (state === 'start') return { is: 'answered' };
  return { is: 'unfinished', state, remaining: remainingAt(replay, inbound) };
}

/** Complete final (not 1xx) responses among the first `taken` octets sent. */
function finalResponsesBy(replay: Replay, taken: number): number {
  const { log } = replay.response;
  const complete = log.completeBy(taken);
  let count = 0;
  for (let i = 0; i < complete; i++) {
    const head = log.messages[i]?.head;
    if (head !== null && head !== undefined && 'status' in head && head.status >= 200) count++;
  }
  return count;
}

/** Octets of content still to come after `taken` octets; null outside content. */
function remainingAt(replay: Replay, taken: number): number | null {
  const { request } = replay;
  const message = request.log.messageAt(Math.max(0, taken - 1));
  const framing = message?.head?.framing;
  if (framing?.by === 'length' && message?.head && message.end !== taken)
    return message.head.end + framing.length - taken;
  const token = taken < request.length ? request.tokenAt(taken) : null;
  if (token?.kind === 'chunk-data' && token.index < request.log.tokens.length) return token.end - taken;
  return request.state === 'chunk-data' ? request.parser.remaining + request.length - taken : null;
}

/** A server that does not speak HTTP, as far as its socket shows. */
function plainly(status: ConnectionStatus): WaitingFor {
  if (status.serverFin) return { what: 'client-fin', refused: false };
  if (status.clientFin) return { what: 'own-close', refused: false };
  return { what: 'message', datagrams: status.datagrams };
}
