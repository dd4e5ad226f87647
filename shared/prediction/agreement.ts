/** A prediction beside its outcome. A part that was left to a handler does not count against it. */
import type { Outcome } from '../transcript/judge/outcome.ts';
import type { Doubt, PredictedOutcome } from './predicted.ts';

/** What differs from the prediction. */
export type Difference = 'answer' | 'connection' | 'taken' | 'requests' | 'octets';

/** The differences, in the order of the matrix; empty: the prediction was right. */
export function differences(predicted: PredictedOutcome, outcome: Outcome): readonly Difference[] {
  const { answers, fate, consumed, requests, response } = predicted;
  const statuses = answers.map(({ status }) => status);
  const same = statuses.length === outcome.statuses.length;
  const differs: Readonly<Record<Difference, boolean>> = {
    answer: !same || statuses.some((status, at) => status !== null && status !== outcome.statuses[at]),
    connection: fate !== outcome.fate,
    taken: consumed !== outcome.consumed,
    requests: requests !== outcome.requests,
    octets: response !== null && !sameOctets(response, outcome.response),
  };
  return (Object.keys(differs) as Difference[]).filter((one) => differs[one]);
}

function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, at) => octet === b[at]);
}

/** What a doubt leaves open. A server that acts read by read may behave differently if its reads do. */
const LEFT_OPEN: Readonly<Record<Doubt, readonly Difference[]>> = {
  // Users stored earlier, visits counted earlier.
  state: ['octets'],
  divided: ['answer', 'connection', 'taken', 'requests', 'octets'],
};

/** `open`: it came out differently, and the prediction had said that it might. */
export interface Verified {
  readonly verdict: 'true' | 'open' | 'otherwise';
  readonly differs: readonly Difference[];
}

/** Checks a prediction against the outcome. */
export function verify(predicted: PredictedOutcome, outcome: Outcome): Verified {
  const differs = differences(predicted, outcome);
  const open = predicted.doubts.flatMap((doubt) => LEFT_OPEN[doubt]);
  if (differs.length === 0) return { verdict: 'true', differs };
  return { verdict: differs.every((one) => open.includes(one)) ? 'open' : 'otherwise', differs };
}
