/**
 * An experiment: octets with their cuts, the lanes they go to, a question with answers to choose from, and what each lane
 * does with the octets, as claims that are checked against every run. All sentences stand in text/en/experiments/ under
 * the same ids.
 */
import { latin1 } from '../base/octets.ts';
import type { ChainVerdict } from '../chain/chain.ts';
import type { Fate, Outcome } from '../transcript/judge/outcome.ts';

/**
 * The id of a lane of Compare: `hardened`, `rfc`, `lenient`, a profile's id, `node-http`, a chain as
 * `naive-proxy>lenient`; or whatever id a lane is given there. Which exist on this machine is the page's to know: one that does not is left out of the run, and said to be.
 */
export type LaneRef = string;

export const THEMES = ['tutorials', 'framing', 'hosts', 'time', 'lines'] as const;

export type Theme = (typeof THEMES)[number];

/** What a lane is said to do. A field left out is not claimed. */
export interface Claim {
  readonly lane: LaneRef;
  /** The statuses of its final responses, in order; none: no response at all. */
  readonly statuses: readonly number[];
  /** What has become of the connection when nothing more comes; `ended`: closed or reset, as it happens. */
  readonly fate: Fate | 'ended';
  /** How many requests it saw. */
  readonly requests?: number;
  /** How many of the octets it took. */
  readonly consumed?: number;
  /** What stands in its answers, in latin-1. */
  readonly says?: string;
  /** What does not. */
  readonly lacks?: string;
  /** Of a chain: what came of front and back. Statuses and fate are then those the front's client got. */
  readonly chain?: ChainVerdict['is'];
}

export interface Experiment<Id extends string = string> {
  readonly id: Id;
  /** As Compare writes octets: shared/transcript/view/sending.ts. */
  readonly text: string;
  /** Where the RFC speaks of it: `RFC 9112 §6.3`. */
  readonly section: `RFC ${string}`;
  /** The answers to choose from, in the order they are offered; t.experiments has the words of each. */
  readonly answers: readonly string[];
  /** The one of them that is right. */
  readonly right: string;
  /** One for each lane, in the order of Compare. */
  readonly claims: readonly Claim[];
}

/** What a run can differ in from a claim. */
export type Difference = 'statuses' | 'fate' | 'requests' | 'consumed' | 'says' | 'lacks' | 'chain';

/** In what an outcome differs from what is claimed; empty: the claim holds. `chain`: of a chain, what came of it. */
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

/** Whether octets still came for a socket that the server had closed decides between the two. */
const ENDS: Readonly<Partial<Record<Claim['fate'], readonly Fate[]>>> = { ended: ['closed', 'reset'] };

/** Octets of the answers in which words are looked for. */
const MOST_SEARCHED = 16 * 1024;

/** A claim in one line. */
export function does(
  lane: LaneRef,
  statuses: readonly number[],
  fate: Claim['fate'],
  more: Omit<Claim, 'lane' | 'statuses' | 'fate'> = {},
): Claim {
  return { lane, statuses, fate, ...more };
}

/** Lines as the text of octets writes them, each with CR LF. */
export const lines = (...all: readonly string[]): string => all.map((line) => `${line}\\r\\n\n`).join('');

/** A request of exactly so many octets, by a field of `x`; at least 37. */
export function padded(octets: number): string {
  const head = ['GET / HTTP/1.1', 'Host: a', 'X-Pad: '];
  const others = head.join('\r\n').length + '\r\n\r\n'.length;
  return lines('GET / HTTP/1.1', 'Host: a', `X-Pad: ${'x'.repeat(octets - others)}`, '');
}
