/**
 * What the RFC says to an outcome. `wrong` breaks a MUST, the grammar, or a promise of the server's own; `tolerated`
 * breaks a SHOULD or does otherwise than Octet's engine where the RFC leaves a choice; the rest is right.
 */
import { type RuleId, ruleOf } from '#shared/http1/rules.ts';
import type { WireCase } from '../cases/load.ts';
import type { Outcome } from './outcome.ts';
import type { Reference } from './reference.ts';

export type Verdict = 'right' | 'tolerated' | 'wrong';

/** Why, in words. */
export const REASONS = {
  dies: ['wrong', 'The octets of one client end the server for all.'],
  waits: ['right', 'The request has not ended; it waits for the rest.'],
  'no-clock': ['tolerated', 'The request has not ended and never will; it has no clock (RFC 9112 §9.5 SHOULD).'],
  'reads-on': ['right', 'There is a fault already, but no server has to judge before the line or the section ends.'],
  nothing: ['right', 'Nothing was asked, so nothing is answered.'],
  'gave-up': ['right', 'The request was cut off by its client; closing is enough (RFC 9112 §8).'],
  silent: ['tolerated', 'Closes without a word where a 400 is due (RFC 9112 §3 SHOULD).'],
  'silent-must': ['wrong', 'Closes without a word where the RFC demands a 400.'],
  'silent-empty-line': ['tolerated', 'An empty line before the request line is to be ignored (RFC 9112 §2.2 SHOULD).'],
  unanswered: ['wrong', 'Closes without an answer to a request that is whole and right.'],
  half: ['wrong', 'Answers before the request’s head has ended, as if it were whole.'],
  'half-refused': ['tolerated', 'Judges a request before its head has ended.'],
  refused: ['right', 'Refuses the fault with the status that fits.'],
  'other-error': ['tolerated', 'An error, but not the one that fits (RFC 9112 §3: 400 SHOULD).'],
  'other-error-must': ['wrong', 'The RFC demands 400; this is another error.'],
  accepted: ['wrong', 'Answers as if nothing were wrong; a MUST or the grammar says otherwise.'],
  lenient: ['tolerated', 'Lets pass what a server may let pass.'],
  words: ['tolerated', 'Splits the request line at any white space, as a server may (RFC 9112 §3).'],
  'before-content': ['tolerated', 'The fault is in the content, which it takes no notice of.'],
  tunnel: ['wrong', 'A 2xx to CONNECT opens a tunnel (RFC 9110 §9.3.6); it opens none.'],
  'head-content': ['wrong', 'Content in the answer to HEAD (RFC 9110 §9.3.2).'],
  'any-method': ['tolerated', 'Answers any method like GET (RFC 9110 §9.1: 405 or 501 SHOULD).'],
  'no-allow': ['wrong', '405 without Allow (RFC 9110 §15.5.6).'],
  'minor-version': ['wrong', '505 to a minor version, though it is for another major one (RFC 9110 §15.6.6).'],
  'absolute-form': ['wrong', 'Does not find in absolute-form what it has (RFC 9112 §3.2.2).'],
  'empty-line': ['tolerated', 'Refuses an empty line before the request line (RFC 9112 §2.2 SHOULD).'],
  'host-case': ['wrong', 'Host names know no case (RFC 9110 §4.2.3).'],
  'other-host': ['tolerated', 'Does not go by that name, or port; 421 would say so (RFC 9110 §7.4).'],
  'no-host': ['tolerated', 'HTTP/1.0 may do without Host; it wants one.'],
  'not-allowed': ['right', 'Does not offer this method.'],
  'not-found': ['right', 'There is no such resource.'],
  answered: ['right', 'Answers what was asked.'],
  refusal: ['wrong', 'Refuses a request that is right.'],
  'left-open': ['tolerated', 'The answer is out, nothing more will be read, and the connection stays open.'],
  'not-closed': ['wrong', 'The connection stays open though the request ends it (RFC 9112 §9.3, §9.6).'],
  dropped: ['tolerated', 'The second request is dropped (RFC 9112 §9.3 SHOULD).'],
} as const satisfies Record<string, readonly [Verdict, string]>;

export type Reason = keyof typeof REASONS;

export interface Finding {
  readonly reason: Reason;
  /** The rule that is broken. */
  readonly rule: RuleId | null;
}

const found = (reason: Reason, rule: RuleId | null = null): Finding => ({ reason, rule });

export function judge(outcome: Outcome, reference: Reference, wire: WireCase): Finding[] {
  if (outcome.died !== null) return [found('dies', reference.fault)];
  if (outcome.status === null) return [silence(outcome, reference, wire)];
  const { head, fault } = reference;
  const first = head === null ? beforeHead(outcome.status, reference) : answer(outcome, reference);
  const findings = head !== null && fault !== null ? [first, found('before-content', fault)] : [first];
  if (outcome.status === 405 && !/\r\nAllow:/i.test(outcome.head))
    findings.push(found('no-allow', 'method-not-allowed'));
  return [...findings, ...afterwards(outcome, reference)];
}

/** The worst of several. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const all = findings.map(({ reason }) => REASONS[reason][0]);
  return all.includes('wrong') ? 'wrong' : all.includes('tolerated') ? 'tolerated' : 'right';
}

function silence({ end }: Outcome, { fault, begun, whole }: Reference, wire: WireCase): Finding {
  if (end === 'open') {
    if (fault !== null) return found('reads-on', fault);
    return wire.end === 'TIMEOUT' ? found('no-clock', begun ? 'request-timeout' : 'idle-timeout') : found('waits');
  }
  if (whole) return startsEmpty(wire) ? found('silent-empty-line', 'empty-line-before') : found('unanswered');
  if (!begun && fault === null) {
    const more = wire.octets.length > 0 && wire.end !== 'FIN';
    return more ? found('silent-empty-line', 'empty-line-before') : found('nothing');
  }
  if (fault === 'incomplete-message') return found('gave-up', fault);
  if (fault === null) return found('half', 'message-end');
  return found(demands400(fault) ? 'silent-must' : 'silent', fault);
}

function startsEmpty({ octets }: WireCase): boolean {
  return octets[0] === 0x0d && octets[1] === 0x0a;
}

function demands400(rule: RuleId): boolean {
  const { ground, status } = ruleOf(rule);
  return ground === 'MUST' && status === 400;
}

/** An answer to what never became a head. */
function beforeHead(status: number, { fault, begun, threeWords }: Reference): Finding {
  const isError = status >= 400;
  if (status === 505 && threeWords) return found('minor-version', 'version-major');
  if (fault === null || fault === 'incomplete-message') {
    if (!isError) return found('half', begun ? 'message-end' : null);
    return found(status === 400 && fault !== null ? 'refused' : 'half-refused', fault ?? 'message-end');
  }
  const rule = ruleOf(fault);
  if (isError) {
    if (status === rule.status) return found('refused', fault);
    return found(demands400(fault) ? 'other-error-must' : 'other-error', fault);
  }
  if (fault === 'request-line-spaces' && threeWords) return found('words', fault);
  return found(rule.ground === 'MUST' || rule.ground === 'grammar' ? 'accepted' : 'lenient', fault);
}

/** An answer to a request whose head is right. */
function answer({ status, content }: Outcome, { head }: Reference): Finding {
  if (status === null || head === null) throw new Error('there is no answer, or nothing that it answers');
  const { method, target } = head;
  if (status < 400) {
    if (method === 'CONNECT') return found('tunnel', 'tunnel');
    if (method === 'HEAD' && content > 0) return found('head-content', 'no-content');
    if (method === 'GET' || method === 'HEAD') return found('answered');
    return found('any-method', 'method-not-allowed');
  }
  if (status === 405) return found('not-allowed');
  if (status === 505) return found('minor-version', 'version-major');
  if (status === 404) return notFound(head, /^[a-z]+:\/\/[^/?]*\/?$/i.test(target));
  if (status === 400 && head.start > 0) return found('empty-line', 'empty-line-before');
  if (status === 400 && head.minor === 0) return found('no-host', 'host-missing');
  return found('refusal');
}

/** `rootInAbsolute`: the target is `/`, in absolute-form. */
function notFound({ fields, target }: NonNullable<Reference['head']>, rootInAbsolute: boolean): Finding {
  const host = fields.find(({ name }) => name.toLowerCase() === 'host')?.value;
  if (rootInAbsolute) return found('absolute-form', 'target-form');
  if (target === '/' && host !== undefined && host !== 'a') {
    return host.toLowerCase() === 'a' ? found('host-case', 'host-invalid') : found('other-host', 'misdirected');
  }
  return found('not-found');
}

function afterwards({ end }: Outcome, { head, requests }: Reference): Finding[] {
  if (end === 'open') {
    const closes = head !== null && !head.persistence.keep;
    return [closes ? found('not-closed', head.persistence.rule) : found('left-open', head ? null : 'after-refusal')];
  }
  return requests > 1 ? [found('dropped', 'keep-alive-1.1')] : [];
}
