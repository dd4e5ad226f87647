/** The Experiments place: its shelf, its questions, and the strip in Compare. */

import type { ChainVerdict } from '../../../chain/chain.ts';
import type { Claim, Difference, Theme } from '../../../experiments/experiment.ts';
import type { ExperimentId } from '../../../experiments/index.ts';
import type { Outcome } from '../../../transcript/judge/outcome.ts';
import { group } from '../count.ts';
import { framing } from './framing.ts';
import { hosts } from './hosts.ts';
import { lines } from './lines.ts';
import { time } from './time.ts';
import { tutorials } from './tutorials.ts';
import type { ExperimentWords } from './words.ts';

const fates: Readonly<Record<Claim['fate'], string>> = {
  kept: 'keeps the connection',
  closed: 'closes',
  reset: 'resets the connection',
  ended: 'ends the connection',
  waiting: 'waits',
  crashed: 'dies',
  backlog: 'does not accept',
};

/** `answers 200 and closes`. */
const outcome = (statuses: readonly number[], fate: Claim['fate']): string => {
  if (statuses.length > 0) return `answers ${statuses.join(', ')} and ${fates[fate]}`;
  return fate === 'closed' || fate === 'ended' ? `${fates[fate]} without an answer` : fates[fate];
};

/** The outcome of a chain in a few words; t.peers.verdict has it in full. */
const chains: Readonly<Record<ChainVerdict['is'], string>> = {
  'front-refused': 'the front refuses',
  'front-waits': 'nothing reaches the back',
  agree: 'front and back agree',
  smuggled: 'a request is smuggled',
  begun: 'a request is smuggled, still incomplete',
  'left-aside': 'a desync, and the back closes',
  'back-refused': 'the back refuses',
  'back-waits': 'a desync, and the back waits',
  fewer: 'the back sees fewer requests',
};

const claimed = ({ statuses, fate, requests, consumed, says, lacks, chain }: Claim): string =>
  [
    outcome(statuses, fate),
    requests !== undefined && `sees ${requests} of the requests`,
    consumed !== undefined && `takes ${group(consumed)} octets`,
    says !== undefined && `says \`${visible(says)}\``,
    lacks !== undefined && `does not say \`${visible(lacks)}\``,
    chain !== undefined && chains[chain],
  ]
    .filter((piece) => piece !== false)
    .join(', ');

/** Octets beyond ASCII, escaped as the input box writes them. */
const visible = (words: string): string =>
  words.replace(/[^\x20-\x7e]/g, (octet) => `\\x${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

const found = (
  { statuses, fate, requests, consumed }: Outcome,
  differs: readonly Difference[],
  chain: ChainVerdict | null = null,
): string =>
  [
    outcome(statuses, fate),
    differs.includes('requests') && `sees ${requests} of the requests`,
    differs.includes('consumed') && consumed !== null && `takes ${group(consumed)} octets`,
    differs.includes('says') && 'does not say it',
    differs.includes('lacks') && 'says it',
    differs.includes('chain') && chain !== null && chains[chain.is],
  ]
    .filter((piece) => piece !== false)
    .join(', ');

const words: Readonly<Record<ExperimentId, ExperimentWords>> = {
  ...tutorials,
  ...framing,
  ...hosts,
  ...time,
  ...lines,
};

const themes: Readonly<Record<Theme, { readonly name: string; readonly note: string }>> = {
  tutorials: { name: 'Tutorial bugs', note: 'What happens when a server reads once, and compares text.' },
  framing: { name: 'Framing and smuggling', note: 'Where a message ends, and who disagrees.' },
  hosts: { name: 'Hosts and targets', note: 'Which host a request is for.' },
  time: { name: 'Connection and time', note: 'What arrives late, together, or never.' },
  lines: { name: 'Lines and octets', note: 'Line ends, white space, odd octets, versions.' },
};

export const experiments = {
  title: 'Experiments',
  intro: 'Each one is a few octets and a question. Choose an answer, then see what real servers do.',
  shelf: 'Experiments',
  filter: 'Themes',
  all: 'All',
  themes,
  /** On a filter button: how many of its experiments are done. */
  doneOf: (done: number, all: number) => `${done}/${all}`,
  progress: (done: number, all: number) => `${done} of ${all} done`,
  done: 'done',
  right: 'right',
  forget: 'Reset progress',
  back: 'All experiments',
  number: (at: number, all: number) => `${at} of ${all}`,

  question: 'What do you think?',
  choose: 'Choose an answer first, or ask to see it.',
  showMe: 'I do not know: show me',
  octets: 'The octets',
  octetsNote: (count: number, writes: number, fin: boolean) =>
    `${group(count)} octets${writes > 1 ? ` in ${writes} writes` : ''}${fin ? ', then a FIN' : ''}`,
  fin: 'FIN',
  cut: (ms: number) =>
    ms > 0
      ? `A cut: the next write comes ${ms} ms after this one is read`
      : 'A cut: the next write waits until this one is read',
  ms: (ms: number) => `${ms} ms`,
  times: (octet: string, count: number) => `${octet} × ${group(count)}`,
  servers: 'Sent to',
  run: 'Run it in Compare',
  runNote: 'Opens Compare with these octets and servers, and sends them.',
  offline: 'The link to Octet is lost: nothing can be sent.',
  missing: (servers: string) => `Not on this machine: ${servers}.`,
  previous: 'Previous',
  following: 'Next',

  strip: 'Experiment',
  yourAnswer: 'Your answer',
  noAnswer: 'You asked to see the answer.',
  running: 'Asking the servers …',
  notRun: 'Stopped before every server was done. Run it again to see the answer.',
  changed: 'The octets or the servers no longer match the experiment.',
  restore: 'Run the experiment again',
  verdict: { right: 'You were right.', wrong: 'That is not what happens.', shown: 'This is what happens.' },
  rightAnswer: 'The answer',
  otherAnswers: 'Why not the others',
  reality: 'Checked against this run',
  reading: 'Reading what they did …',
  holds: (all: number) => `All ${all} servers did what is described here.`,
  differs: (others: number, all: number) =>
    `**On this machine, ${others} of ${all} servers did not do** what is described here.`,
  claimed,
  found,
  serverMissing: 'is not on this machine',
  serverFailed: 'could not be reached',
  instead: (said: string, did: string) => `**${did}**; expected: ${said}`,
  look: 'Look at',
  nextNamed: (title: string) => `Next experiment: ${title}`,
  shelfAgain: 'Back to the shelf',
  leave: 'Close the experiment',
  announce: (verdict: string, says: string) => `${verdict} ${says}`,
  words,
};
