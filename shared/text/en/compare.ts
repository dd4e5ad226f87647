/** The Compare place: what is sent, the lanes, the matrix, two lanes side by side. */

import { REQUEST_LENIENCIES, type Reading } from '../../base/options.ts';
import type { Judgement, Why } from '../../transcript/judge/conformance.ts';
import type { Fate } from '../../transcript/judge/outcome.ts';
import { group } from './waiting.ts';

const octets = (count: number) => (count === 1 ? '1 octet' : `${group(count)} octets`);

const fates: Readonly<Record<Fate, string>> = {
  kept: 'kept open',
  closed: 'closed',
  reset: 'reset',
  waiting: 'open, waiting',
  crashed: 'server crashed',
  backlog: 'not accepted',
};

const levels: Readonly<Record<Judgement['level'], string>> = {
  allowed: 'allowed',
  tolerated: 'tolerated',
  wrong: 'wrong',
};

const why: Readonly<Record<Why, string>> = {
  answered: 'Every request was answered.',
  refused: 'It refused what breaks this rule.',
  'refused-policy': 'Valid, but refused as a policy: a server may.',
  'let-pass': 'The octets break this rule, and it let them pass, as a recipient may.',
  'must-refuse': 'A server has to refuse what breaks this rule; this one answered.',
  'must-close': 'Whatever it answers to what breaks this rule, a server has to close behind it; this one went on.',
  unanswered: 'The request is complete, and no answer came.',
  unfinished: 'The request is not complete: it waits for the rest.',
  'too-early': 'It answered before the request was complete.',
  'too-many': 'It answered more requests than there are in these octets.',
  'too-few': 'It answered only some of the requests, and goes on waiting.',
  failed: 'The request is valid, and the server failed.',
  waits: 'The octets break this rule, and it neither refused nor closed.',
  'closed-early': 'It closed before the last request: the client has to send it again.',
  silent: 'It closed without an answer.',
  crashed: 'These octets killed it.',
  'no-http': 'What it sent is no HTTP response.',
};

/** Up to so many leniencies are named, or those that are missing. */
const MOST_NAMED = 6;

/** `Engine, rfc, lets pass bare-lf, cl-te`. */
const ownEngine = ({ mode, leniencies }: Reading): string => {
  if (leniencies.length <= MOST_NAMED) return `Engine, ${mode}, lets pass ${leniencies.join(', ')}`;
  const missing = REQUEST_LENIENCIES.filter((name) => !leniencies.includes(name));
  return `Engine, ${mode}, lets all pass${missing.length > 0 ? ` but ${missing.join(', ')}` : ''}`;
};

export const compare = {
  title: 'Compare',
  intro: 'The same octets to several servers at once, each on a real connection of its own.',

  octetsTitle: 'Octets to send',
  octetsHint: (cut: string) =>
    `Nothing is sent that is not written here: CR is \`\\r\`, LF is \`\\n\`, any octet is \`\\xHH\`. Enter writes \`\\r\\n\`. \`${cut}\` cuts: the next write waits until the server has read the one before, and \`${cut}(200)\` waits 200 ms more; \`${cut}(fin)\` at the end half-closes.`,
  cutHere: 'Cut here',
  notAnEscape: (at: number) => `Character ${at + 1}: this is no escape. Write \`\\\\\` for a backslash.`,
  tooLong: (most: number) => `At most ${octets(most)} are compared at a time.`,
  count: (count: number, writes: number) => (writes > 1 ? `${octets(count)} in ${writes} writes` : octets(count)),
  starts: 'Start from',

  examples: {
    'no-host': 'No Host',
    cut: 'Cut after 8 octets',
    'bare-lf': 'LF alone',
    'two-lengths': 'Two framings',
    pipelined: 'Two requests',
    'space-colon': 'Space before the colon',
    smuggled: 'Hidden behind a chunk',
    'hidden-lf': 'Hidden behind LF LF',
  },

  lanesTitle: 'Servers',
  lane: {
    hardened: 'Engine, hardened',
    rfc: 'Engine, rfc',
    lenient: 'Engine, all leniencies',
  },
  ownEngine,
  addEngine: 'Engine, leniencies of your choice …',
  addEngineTitle: 'A lane of the engine',
  addEngineNote: 'It is read so on its own connection: what the engine does with all others stays as it is.',
  addIt: 'Add this lane',
  isThere: 'This lane is there already.',
  isNamed: (lane: string) => `That is ${lane}.`,
  removeLane: (lane: string) => `Remove ${lane}`,
  all: 'All',
  none: 'None',
  send: 'Send to all',
  stop: 'Stop',
  needsLanes: 'Choose a server.',
  needsOctets: 'Write some octets.',
  progress: (done: number, all: number) => `${done} of ${all} servers done`,
  stopped: (done: number, all: number) => `Stopped: ${done} of ${all} servers done`,

  matrix: 'What each server did',
  nothing: 'Send the octets: a row for each server appears here.',
  columns: {
    server: 'server',
    answer: 'answer',
    consumed: 'octets taken',
    requests: 'requests seen',
    connection: 'connection',
    time: 'first octet after',
    verdict: 'verdict',
    open: 'Play',
  },
  group: (letter: string, size: number) => `${letter}: ${size === 1 ? 'alone' : `${size} agree`}`,
  groupTitle: 'agrees with',
  agreeAll: 'All servers agree.',
  agreeSome: (groups: number) => `**${groups} different outcomes.** Servers with the same letter agree.`,
  noAnswer: 'none',
  interim: (statuses: readonly number[]) => `${statuses.join(', ')}, no final answer`,
  plainOctets: (count: number) => `${octets(count)}, no HTTP`,
  phase: { connecting: 'connecting', sending: 'sending', listening: 'listening' },
  failed: (why: string) => `not reached: ${why}`,
  stoppedLane: 'stopped before it was sent',
  /** null: seen from the client alone, nobody can tell. */
  ofOctets: (taken: number | null, sent: number) =>
    taken === null ? 'unknown from here' : `${group(taken)} of ${group(sent)}`,
  ms: (ms: number) => (ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`),
  fates,
  levels,
  why,
  openInPlay: (server: string) => `Open ${server} in Play`,
  open: 'Open in Play',

  pair: 'Two servers, side by side',
  left: 'Left',
  right: 'Right',
  divergence: (octet: number, name: string) => `**They part at octet ${octet}**, ${name}.`,
  noDivergence: '**They never part:** both did the same with every octet.',
  noDivergenceSeen:
    '**Nothing seen here parts them.** Of a server that is not ours only what it answered is known, not after which octet.',
  notAccepted: 'One of them never accepted the connection: there is nothing to compare.',
  taken: (server: string, taken: number | null, sent: number) =>
    taken === null
      ? `How many octets ${server} took is unknown from here.`
      : `${server} took ${group(taken)} of ${octets(sent)}.`,
  strip: 'The octets sent',
  stripCut: (from: number, to: number) => `octets ${from} to ${to - 1}`,
  parts: 'here',
  fin: 'FIN',
  finNote: 'Then a FIN: the client has nothing more to say, and still listens.',
  sources: (octet: number) => `Their source, at octet ${octet}`,
  sourceOf: (server: string) => `Source of ${server}`,
  noSource: 'Its source is not here: only what it did can be seen.',
  sourceLine: (line: string, deed: string) => `${line}: ${deed}`,
  /** A row of the engine’s table. */
  tableRow: (line: number, from: string, on: string, after: string, section: string) =>
    `line ${line}: in \`${from}\`, \`${on}\` leads to \`${after}\` (${section})`,
  refusedBefore: (octet: number) => `Refused at octet ${octet}; what follows was left aside.`,
  openAtOctet: 'Open in Play at this octet',
  responses: 'Responses, line by line',
  cutShort: (most: number, lines: number) =>
    `Of each, the first ${octets(most)} and the first ${lines} lines are compared here; Play shows all of it.`,
  noResponse: 'nothing was sent',
  pairs: 'Where every pair parts',
  pairsNote: 'The octet after which two servers did different things; – where they never part.',
  pairCell: (a: string, b: string, octet: number | null) =>
    octet === null ? `${a} and ${b} never part` : `${a} and ${b} part at octet ${octet}`,

  quick: 'The same octets to other servers',
  quickAgain: 'Sends what was sent on this connection once more to the servers chosen in Compare',
  /** In the strip there is room for a word. */
  quickPhase: {
    connecting: '…',
    sending: '…',
    listening: '…',
    done: '',
    failed: 'not reached',
    stopped: 'stopped',
  },
  doneOf: (done: number, all: number) => `${done} of ${all} done`,
  agreeBriefly: '**All agree.**',
  partBriefly: (groups: number) => `**${groups} ways** to take them.`,
  again: 'Send again',
  whole: 'Open Compare',
  closeQuick: 'Close the strip',
  inStrip: 'Here, in a strip',
  inCompare: 'In Compare',

  fromPlay: 'Compare',
  fromPlayLong: 'Compare: send the same octets to the tutorial servers',
};
