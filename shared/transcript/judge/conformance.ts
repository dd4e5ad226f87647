/**
 * What RFC 9110 and 9112 require of a server for these octets, compared with what a lane did. The same parser finds the
 * requirements, in mode `rfc`: the complete requests, and the first thing a server has to refuse.
 *
 * `allowed`: the RFC permits it. `tolerated`: the octets are wrong, and the server let them pass where a recipient may.
 * `wrong`: it violates a requirement of the cited section.
 */

import { ENGINE_LIMITS, type Mode } from '../../base/options.ts';
import type { RequestHead, Verdict } from '../../http1/events.ts';
import { LENIENCY_FACTS } from '../../http1/leniencies.ts';
import { RequestParser } from '../../http1/parser.ts';
import { type RuleId, ruleOf } from '../../http1/rules.ts';
import { MessageLog } from '../replay/message-log.ts';
import type { EffectKind, Outcome } from './outcome.ts';

/** The reason for a verdict; t.compare.why has a sentence for each. */
export type Why =
  | 'answered'
  | 'refused'
  | 'refused-policy'
  | 'let-pass'
  | 'must-refuse'
  | 'must-close'
  | 'unanswered'
  | 'unfinished'
  | 'too-early'
  | 'too-many'
  | 'too-few'
  | 'failed'
  | 'waits'
  | 'closed-early'
  | 'silent'
  | 'crashed'
  | 'no-http';

export interface Judgement {
  readonly level: 'allowed' | 'tolerated' | 'wrong';
  readonly rule: RuleId;
  readonly why: Why;
}

/** How the RFC classifies the octets. */
export interface Expectation {
  /** Complete requests that a server has to answer, and the end of each. */
  readonly requests: readonly { readonly head: RequestHead; readonly end: number }[];
  /** What it has to refuse after them. */
  readonly refusal: Verdict | null;
  /** What the hardened mode also refuses, by policy. */
  readonly policy: Verdict | null;
  /** A request has begun and is incomplete. */
  readonly unfinished: boolean;
}

/** @param fin whether a FIN follows: then an incomplete request stays so, and a server may say so (RFC 9112 §8) */
export function expectationOf(octets: Uint8Array, fin = false): Expectation {
  const rfc = readAs('rfc', octets, fin);
  const refusal = rfc.log.verdicts.find(({ level }) => level === 'reject') ?? null;
  const hardened = readAs('hardened', octets, fin).log.verdicts.find(({ level }) => level === 'reject') ?? null;
  const requests = rfc.log.messages.flatMap(({ end, head }) =>
    end !== null && head !== null && 'method' in head ? [{ head, end }] : [],
  );
  return { requests, refusal, policy: hardened, unfinished: rfc.inMessage };
}

function readAs(mode: Mode, octets: Uint8Array, fin: boolean): { log: MessageLog; inMessage: boolean } {
  const log = new MessageLog();
  const parser = new RequestParser(log, { limits: ENGINE_LIMITS, mode });
  parser.feed(octets);
  if (fin) parser.fin();
  return { log, inMessage: parser.inMessage };
}

/** The verdict on a lane; null for one that was never accepted: there is nothing to judge. */
export function judge(expected: Expectation, lane: Outcome): Judgement | null {
  if (lane.fate === 'backlog') return null;
  const due = expected.requests.length;
  const early = judgeComplete(expected, lane);
  if (early !== null) return early;
  if (expected.refusal !== null) return judgeRefusal(expected.refusal, due, lane);
  const rest = kindAt(lane, due);
  if (expected.unfinished) return judgeUnfinished(expected, rest, lane);
  const rule = expected.requests.at(-1)?.head.framing.rule ?? 'message-end';
  const more = lane.effects.slice(due).find(({ kind }) => kind !== 'crashed');
  if (more !== undefined && due > 0) return { level: 'wrong', rule, why: 'too-many' };
  if (rest === 'crashed') return { level: 'wrong', rule: 'handler-failed', why: 'crashed' };
  return { level: 'allowed', rule, why: 'answered' };
}

const NOT_IMPLEMENTED = 501;

/**
 * The kind of an effect as the verdict counts it: a 404 refuses the resource, not the octets of the request. So does a
 * 501, which is about a method (RFC 9110 §15.6.2), unless the rule `broken` itself asks for it.
 */
function kindAt({ effects, statuses }: Outcome, at: number, broken?: RuleId): EffectKind | undefined {
  const kind = effects[at]?.kind;
  if (kind === 'declined') return 'answered';
  if (kind !== 'refused' || statuses[at] !== NOT_IMPLEMENTED) return kind;
  return broken !== undefined && TAKES_501.has(broken) ? 'refused' : 'answered';
}

/** Transfer codings: RFC 9112 §6.1 has a server answer 501 to an unknown one. */
const TAKES_501: ReadonlySet<RuleId> = new Set([
  'transfer-encoding-unknown',
  'transfer-encoding-invalid',
  'transfer-encoding-not-chunked',
]);

/**
 * A server MUST close the connection after its answer to a violation of these, whatever the answer (RFC 9112 §6.1 for
 * Transfer-Encoding beside Content-Length and in HTTP/1.0; §6.3, items 4 and 5, where the length cannot be known).
 */
const MUST_CLOSE: ReadonlySet<RuleId> = new Set([
  'transfer-encoding-and-length',
  'transfer-encoding-1.0',
  'transfer-encoding-not-chunked',
  'content-length-invalid',
  'content-length-duplicate',
]);

/** Whether it kept the connection after its answer number `at`: it is open, or another answer followed. */
const wentOn = ({ effects, fate }: Outcome, at: number): boolean =>
  fate === 'kept' || fate === 'waiting' || effects.slice(at + 1).some(({ kind }) => kind !== 'crashed');

/** What is wrong, or notable, about its answers to the complete requests; null when each has a plain answer. */
function judgeComplete({ requests, policy }: Expectation, lane: Outcome): Judgement | null {
  for (const [at, { head, end }] of requests.entries()) {
    const kind = kindAt(lane, at);
    if ((lane.effects[at]?.to ?? end) < end && (kind === 'answered' || kind === 'failed'))
      return { level: 'wrong', rule: 'message-end', why: 'too-early' };
    if (kind === 'octets') return { level: 'wrong', rule: 'status-line', why: 'no-http' };
    if (kind === 'crashed') return { level: 'wrong', rule: 'handler-failed', why: 'crashed' };
    if (kind === 'failed') return { level: 'allowed', rule: 'handler-failed', why: 'failed' };
    if (kind === 'refused' && policy !== null && at === requests.length - 1)
      return { level: 'allowed', rule: policy.rule, why: 'refused-policy' };
    if (kind === 'answered' || kind === 'refused') continue;
    if (at > 0 && lane.fate === 'closed') return { level: 'allowed', rule: 'keep-alive-1.1', why: 'closed-early' };
    if (at > 0) return { level: 'wrong', rule: 'keep-alive-1.1', why: 'too-few' };
    return { level: 'wrong', rule: head.framing.rule, why: 'unanswered' };
  }
  return null;
}

/** The octets after `due` requests break a rule that a server has to act on. */
function judgeRefusal({ rule }: Verdict, due: number, lane: Outcome): Judgement {
  const kind = kindAt(lane, due, rule);
  const strict = isStrict(rule);
  const mayBe = !strict || kind === 'refused';
  if (ANSWERS.has(kind) && mayBe && MUST_CLOSE.has(rule) && wentOn(lane, due))
    return { level: 'wrong', rule, why: 'must-close' };
  if (kind === 'refused') return { level: 'allowed', rule, why: 'refused' };
  if (kind === 'crashed') return { level: 'wrong', rule, why: 'crashed' };
  if (kind === 'octets') return { level: 'wrong', rule: 'status-line', why: 'no-http' };
  if (kind === 'answered' || kind === 'failed') {
    // A request that was cut off is not a request: RFC 9112 §6.3 requires a recipient to treat it as incomplete.
    if (rule === 'incomplete-message') return { level: 'wrong', rule, why: 'too-early' };
    return strict ? { level: 'wrong', rule, why: 'must-refuse' } : { level: 'tolerated', rule, why: 'let-pass' };
  }
  const open = lane.fate === 'waiting' || lane.fate === 'kept';
  if (open) return { level: strict ? 'wrong' : 'tolerated', rule, why: 'waits' };
  return { level: strict ? 'wrong' : 'allowed', rule, why: 'silent' };
}

const ANSWERS: ReadonlySet<EffectKind | undefined> = new Set(['answered', 'failed', 'refused']);

/** Whether a server MUST refuse a violation of this rule: it has no leniency. */
function isStrict(rule: RuleId): boolean {
  const left = Object.values(LENIENCY_FACTS).some((fact) => fact.rule === rule && fact.stance !== 'breaks');
  return ruleOf(rule).ground === 'MUST' && !left;
}

/** The request continues: there is nothing to answer yet. */
function judgeUnfinished({ policy }: Expectation, kind: string | undefined, { fate }: Outcome): Judgement {
  if (kind === 'refused' && policy !== null) return { level: 'allowed', rule: policy.rule, why: 'refused-policy' };
  if (kind === 'crashed') return { level: 'wrong', rule: 'message-end', why: 'crashed' };
  if (kind === 'octets') return { level: 'wrong', rule: 'status-line', why: 'no-http' };
  if (kind !== undefined && kind !== 'ended' && kind !== 'reset')
    return { level: 'wrong', rule: 'message-end', why: 'too-early' };
  if (kind === undefined && fate !== 'closed') return { level: 'allowed', rule: 'message-end', why: 'unfinished' };
  return { level: 'allowed', rule: 'incomplete-message', why: 'silent' };
}
