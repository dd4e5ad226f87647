/** A prediction beside what came of it. What the prediction left open is not held against it. */
import type { Outcome } from '../transcript/outcome.ts';
import type { Foreseen } from './foreseen.ts';

/** What a prediction said otherwise. */
export type Difference = 'answer' | 'connection' | 'taken' | 'requests' | 'octets';

/** Where they differ, in the order of the matrix; empty: it came as predicted. */
export function differences(foreseen: Foreseen, outcome: Outcome): readonly Difference[] {
  const { answers, fate, consumed, requests, response } = foreseen;
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
