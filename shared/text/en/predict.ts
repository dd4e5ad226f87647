/** Predictions: what a server would do with octets not sent yet, and whether it did. */
import type { Difference } from '../../prediction/agreement.ts';
import type { Awaited, Doubt, Ending, PredictedAnswer, PredictedOutcome } from '../../prediction/predicted.ts';
import type { Fate } from '../../transcript/judge/outcome.ts';
import { group, octets } from './count.ts';
import { stateTexts } from './states.ts';

const endings: Readonly<Record<Ending, string>> = {
  now: 'as it stands',
  'empty-line': 'after an empty line',
  fin: 'after a FIN',
};

/** What becomes of the connection after the responses. */
const fates: Readonly<Record<Fate, string>> = {
  kept: 'stays open',
  closed: 'closes',
  reset: 'resets the connection',
  waiting: 'keeps waiting',
  crashed: 'the server crashes',
  backlog: 'is not accepted',
};

const doubts: Readonly<Record<Doubt, string>> = {
  state: 'It keeps state between connections: the prediction assumes a server that has just started.',
  divided: 'Too many octets for one piece: the outcome depends on where the network splits them.',
};

const differences: Readonly<Record<Difference, string>> = {
  answer: 'the response',
  connection: 'the connection',
  taken: 'the octets taken',
  requests: 'the number of requests',
  octets: 'the octets of the response',
};

const awaits = ({ state, octets: count }: Awaited): string =>
  count > 0 ? `waits for ${octets(count)}` : `waits for ${stateTexts[state].waiting.replace(/\.$/, '')}`;

const one = ({ status, reason, asked }: PredictedAnswer): string => {
  if (status !== null) return `${status} ${reason}`.trim();
  return asked === null ? 'a response' : `hands \`${asked}\` to its handler`;
};

/** Responses beyond this many are counted, not listed. */
const MOST_NAMED = 3;

const answers = (all: readonly PredictedAnswer[]): string => {
  const named = all.slice(0, MOST_NAMED).map(one).join(', ');
  return all.length > MOST_NAMED ? `${named}, … ${group(all.length)} responses` : named;
};

/** The rule that refuses a request, and where: ` by host-missing at octet 17`. */
const refusal = (all: readonly PredictedAnswer[]): string => {
  const refused = all.find(({ rule }) => rule !== null);
  if (refused === undefined) return '';
  return ` by \`${refused.rule}\`${refused.at === null ? '' : ` at octet ${group(refused.at)}`}`;
};

/** `200, stays open`, `waits for a request line`. */
const predicted = ({ answers: all, fate, awaits: awaited, dies, continues, response }: PredictedOutcome): string => {
  const before = continues ? '100, then ' : '';
  if (all.length === 0 && response !== null && response.length > 0)
    return `${octets(response.length)} that are not HTTP, ${fates[fate]}`;
  if (dies !== null) return `${all.length > 0 ? `${answers(all)}, ` : ''}crashes: ${dies}`;
  if (all.length === 0) {
    if (fate === 'closed' || fate === 'reset') return `${before}${fates[fate]} without a response`;
    return `${before}${awaited === null ? 'waits for more octets' : awaits(awaited)}`;
  }
  const rest = fate === 'waiting' && awaited !== null ? awaits(awaited) : fates[fate];
  return `${answers(all)}${refusal(all)}, ${rest}`;
};

/** `200`, `400, closes`, `waits`: without the first `before` responses of the connection. */
const brief = (one: PredictedOutcome, before: number): string => {
  const { answers: all, fate, dies, continues } = one;
  const more = all.slice(before).map(({ status }) => (status === null ? 'handler' : `${status}`));
  const parts = [...(continues && more.length === 0 ? ['100'] : []), ...more.slice(0, MOST_NAMED)];
  if (more.length > MOST_NAMED) parts.push(`… ${group(more.length)} responses`);
  if (dies !== null) parts.push('the server crashes');
  else if (fate === 'closed' || fate === 'reset') parts.push(fate === 'closed' ? 'closes' : 'resets');
  else if (parts.length === 0 || fate === 'waiting') parts.push('waits');
  return parts.join(', ');
};

export const predict = {
  title: 'Predictions',
  note: 'What each server would do. Predicted while you type; nothing is sent.',
  tag: 'predicted',
  server: 'server',
  endings,
  ending: (ending: Ending) => `${endings[ending]}:`,
  predicted,
  /** Nothing that follows changes it. */
  over: (what: string) => `${what}, whatever follows`,
  awaited: 'predicting …',
  unknown: 'not predicted: this page does not have its code',
  chain: 'not predicted: the back reads what the front makes of these octets',
  broken: 'not predicted: the prediction thread could not run',
  doubts,
  busy: (lane: number) => `It is serving #${lane} now, and accepts no other client until that ends.`,
  noOctets: 'Write some octets to see what each server would do.',

  cameTrue: 'as predicted',
  came: {
    otherwise: (what: readonly Difference[], predicted: string) =>
      `not as predicted (${predicted}): ${what.map((difference) => differences[difference]).join(', ')}`,
    open: (what: readonly Difference[], predicted: string) =>
      `different, as the prediction (${predicted}) left open: ${what.map((difference) => differences[difference]).join(', ')}`,
  },

  // In Play
  lineTitle: 'Prediction',
  brief,
  briefly: { now: 'now', 'empty-line': 'empty line', fin: 'FIN' } satisfies Record<Ending, string>,
  unknownServer: (server: string) => `${server}: not predicted, this page does not have its code.`,
  soFar: 'as predicted',
  soFarNot: (what: readonly Difference[]) =>
    `not as predicted: ${what.map((difference) => differences[difference]).join(', ')}`,
};
