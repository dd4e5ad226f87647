/**
 * Holding keeps a server from consuming: where it stops, and how it resumes. Replay's breakpoints (navigate.ts) stop
 * the walk through the past; these stop the present, while the client waits.
 */
import { type Decoder, integer, list, oneOf, record, tagged, text } from '../base/decode.ts';
import { isToken } from '../http1/grammar.ts';
import { STATES, type StateName } from '../http1/table.ts';

/** Where the server is held, in the direction of the requests. */
export type Stop =
  /** Once it has consumed this many octets since octet 0 of the connection. */
  | { readonly kind: 'octet'; readonly after: number }
  /** On entering a state of the table from another one. */
  | { readonly kind: 'state'; readonly state: StateName }
  /** Once it has consumed the name of this field, in lower case, and its colon, but not yet the value. */
  | { readonly kind: 'field'; readonly name: string }
  /** Between two messages: one is consumed completely and answered as usual; nothing of the next is consumed. */
  | { readonly kind: 'message' };

/** How far a held server runs at once. `token`, `line`: through the octet that ends them; `state`: to the next one. */
export const STEP_UNITS = ['octet', 'token', 'line', 'state'] as const;
export type StepUnit = (typeof STEP_UNITS)[number];

/** Why it is held here: a stop, the end of a step, or a direct request. */
export type HeldBy = Stop | { readonly kind: 'step'; readonly unit: StepUnit } | { readonly kind: 'now' };

/** Why it resumed: the page released it; the page went away; the hold timed out; the server itself ended. */
export const RELEASERS = ['page', 'left', 'time', 'end'] as const;
export type Releaser = (typeof RELEASERS)[number];

/** Stops of one connection. */
export const MOST_STOPS = 16;

/** Connections that are held, or may become so, at the same time, over all servers. */
export const MOST_HOLDS = 16;

/** The longest time a connection is held, in ms. */
export const LONGEST_HOLD_MS = 600_000;

const NAME_LENGTH = 256;

const stateName: Decoder<StateName> = (value) =>
  typeof value === 'string' && Object.hasOwn(STATES, value) ? (value as StateName) : undefined;

const fieldName: Decoder<string> = (value) => {
  const name = text(NAME_LENGTH)(value);
  return name !== undefined && isToken(name) && name === name.toLowerCase() ? name : undefined;
};

export const stepUnit: Decoder<StepUnit> = oneOf(...STEP_UNITS);

const stopCases = {
  octet: record({ kind: oneOf('octet'), after: integer(0) }),
  state: record({ kind: oneOf('state'), state: stateName }),
  field: record({ kind: oneOf('field'), name: fieldName }),
  message: record({ kind: oneOf('message') }),
};

export const stops: Decoder<readonly Stop[]> = list(tagged<Stop>('kind', stopCases), MOST_STOPS);

export const heldBy: Decoder<HeldBy> = tagged<HeldBy>('kind', {
  ...stopCases,
  step: record({ kind: oneOf('step'), unit: stepUnit }),
  now: record({ kind: oneOf('now') }),
});

export function sameStop(a: Stop, b: Stop): boolean {
  if (a.kind === 'octet') return b.kind === 'octet' && a.after === b.after;
  if (a.kind === 'state') return b.kind === 'state' && a.state === b.state;
  if (a.kind === 'field') return b.kind === 'field' && a.name === b.name;
  return b.kind === 'message';
}
