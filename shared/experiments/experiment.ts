/**
 * An experiment: octets with their cuts, the servers they go to, a question with answers to choose from, and, for each
 * server, claims about what it does with the octets, checked against every run. All sentences are in text/en/experiments/
 * under the same ids.
 */
import { latin1 } from '../base/octets.ts';
import type { ChainVerdict } from '../chain/chain.ts';
import type { Fate, Outcome } from '../transcript/judge/outcome.ts';

/**
 * The id of a server in Compare: `hardened`, `rfc`, `lenient`, a profile's id, `node-http`, a chain as
 * `naive-proxy>lenient`, or any other id a server has there. The page knows which exist on this machine: it omits a
 * missing one from the run and reports that.
 */
export type ChoiceId = string;

export const THEMES = ['tutorials', 'framing', 'hosts', 'time', 'lines'] as const;

export type Theme = (typeof THEMES)[number];

/** The claim about a server. A missing field claims nothing. */
export interface Claim {
  readonly server: ChoiceId;
  /** The statuses of its final responses, in order; empty: no response at all. */
  readonly statuses: readonly number[];
  /** The final state of the connection; `ended`: closed or reset, either of which can happen. */
  readonly fate: Fate | 'ended';
  /** How many requests it saw. */
  readonly requests?: number;
  /** How many of the octets it consumed. */
  readonly consumed?: number;
  /** A text that its answers contain, in latin-1. */
  readonly says?: string;
  /** A text that they do not contain. */
  readonly lacks?: string;
  /** For a chain: the outcome of front and back. Statuses and fate are then those that the front's client sees. */
  readonly chain?: ChainVerdict['is'];
}

export interface Experiment<Id extends string = string> {
  readonly id: Id;
  /** In the octet notation of Compare: shared/transcript/view/sending.ts. */
  readonly text: string;
  /** The relevant section of the RFC: `RFC 9112 §6.3`. */
  readonly section: `RFC ${string}`;
  /** The answers to choose from, in display order; t.experiments has their text. */
  readonly answers: readonly string[];
  /** The correct answer. */
  readonly right: string;
  /** One per server, in the order of Compare. */
  readonly claims: readonly Claim[];
}

/** How a run can deviate from a claim. */
export type Difference = 'statuses' | 'fate' | 'requests' | 'consumed' | 'says' | 'lacks' | 'chain';

/** How an outcome deviates from the claim; empty: the claim holds. `chain`: for a chain, its outcome. */
export function differencesIn(
  claim: Claim,
  outcome: Outcome,
  chain: ChainVerdict | null = null,
): readonly Difference[] {
  const said = latin1(outcome.response, 0, Math.min(outcome.response.length, MOST_SEARCHED));
  const holds: Readonly<Record<Difference, boolean>> = {
    statuses: claim.statuses.join() === outcome.statuses.join(),
    fate: (ENDS[claim.fate] ?? [claim.fate]).includes(outcome.fate),
    requests: claim.requests === undefined || claim.requests === outcome.requests,
    consumed: claim.consumed === undefined || claim.consumed === outcome.consumed,
    says: claim.says === undefined || said.includes(claim.says),
    lacks: claim.lacks === undefined || !said.includes(claim.lacks),
    chain: claim.chain === undefined || claim.chain === chain?.is,
  };
  return DIFFERENCES.filter((name) => !holds[name]);
}

const DIFFERENCES: readonly Difference[] = ['statuses', 'fate', 'requests', 'consumed', 'says', 'lacks', 'chain'];

/** Which of the two depends on whether octets still arrived for a socket that the server had closed. */
const ENDS: Readonly<Partial<Record<Claim['fate'], readonly Fate[]>>> = { ended: ['closed', 'reset'] };

/** Octets of the answers that are searched. */
const MOST_SEARCHED = 16 * 1024;

/** A claim in one line. */
export function does(
  server: ChoiceId,
  statuses: readonly number[],
  fate: Claim['fate'],
  more: Omit<Claim, 'server' | 'statuses' | 'fate'> = {},
): Claim {
  return { server, statuses, fate, ...more };
}

/** Lines in octet notation, each with CR LF. */
export const lines = (...all: readonly string[]): string => all.map((line) => `${line}\\r\\n\n`).join('');

/** A request of exactly this many octets, padded with a field of `x`; at least 37. */
export function padded(octets: number): string {
  const head = ['GET / HTTP/1.1', 'Host: a', 'X-Pad: '];
  const others = head.join('\r\n').length + '\r\n\r\n'.length;
  return lines('GET / HTTP/1.1', 'Host: a', `X-Pad: ${'x'.repeat(octets - others)}`, '');
}
