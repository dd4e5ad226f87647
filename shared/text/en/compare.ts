/** The Compare place: what is sent, the servers, the matrix, two servers side by side. */

import { REQUEST_LENIENCIES, type Reading } from '../../base/options.ts';
import type { Judgement, Why } from '../../transcript/judge/conformance.ts';
import type { Fate } from '../../transcript/judge/outcome.ts';
import { group, octets } from './count.ts';

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
  refused: 'It refused the octets that break this rule.',
  'refused-policy': 'Valid, but refused by policy, as a server may.',
  'let-pass': 'The octets break this rule, and it tolerated them, as a recipient may.',
  'must-refuse': 'A server must refuse octets that break this rule; this one answered.',
  'must-close':
    'After this violation a server must close the connection, regardless of its answer; this one kept it open.',
  unanswered: 'The request is complete, and no answer came.',
  unfinished: 'The request is incomplete: the server waits for the rest.',
  'too-early': 'It answered before the request was complete.',
  'too-many': 'It answered more requests than there are in these octets.',
  'too-few': 'It answered only some of the requests, and is still waiting.',
  failed: 'The request is valid, and the server failed.',
  waits: 'The octets break this rule, and it neither refused them nor closed.',
  'closed-early': 'It closed before the last request: the client has to send it again.',
  silent: 'It closed without a response.',
  crashed: 'These octets crashed it.',
  'no-http': 'What it sent is not an HTTP response.',
};

/** Name the leniencies up to this many; beyond it, name the missing ones. */
const MOST_NAMED = 6;

/** `Engine, rfc, tolerates bare-lf, cl-te`. */
const ownEngine = ({ mode, leniencies }: Reading): string => {
  if (leniencies.length <= MOST_NAMED) return `Engine, ${mode}, tolerates ${leniencies.join(', ')}`;
  const missing = REQUEST_LENIENCIES.filter((name) => !leniencies.includes(name));
  return `Engine, ${mode}, tolerates all${missing.length > 0 ? ` but ${missing.join(', ')}` : ''}`;
};

export const compare = {
  title: 'Compare',
  intro: 'Sends the same octets to several servers at once, each on a real connection of its own.',

  octetsTitle: 'Octets to send',
  octetsHint: (cut: string) =>
    `Only what is written here is sent: CR is \`\\r\`, LF is \`\\n\`, any octet is \`\\xHH\`. Enter writes \`\\r\\n\`. \`${cut}\` cuts: the next write waits until the server has read the previous one, and \`${cut}(200)\` waits 200 ms more; \`${cut}(fin)\` at the end half-closes.`,
  cutHere: 'Cut here',
  notAnEscape: (at: number) => `Character ${at + 1} does not start a valid escape. Write \`\\\\\` for a backslash.`,
  tooLong: (most: number) => `At most ${octets(most)} can be compared at a time.`,
  count: (count: number, writes: number) => (writes > 1 ? `${octets(count)} in ${writes} writes` : octets(count)),
  starts: 'Start from',

  examples: {
    'no-host': 'No Host',
    cut: 'Cut after 8 octets',
    'bare-lf': 'Bare LF',
    'two-lengths': 'Two framings',
    pipelined: 'Two requests',
    'space-colon': 'Space before the colon',
    smuggled: 'Hidden behind a chunk',
    'hidden-lf': 'Hidden behind LF LF',
  },

  serversTitle: 'Servers',
  engines: {
    hardened: 'Engine, hardened',
    rfc: 'Engine, rfc',
    lenient: 'Engine, all leniencies',
  },
  ownEngine,
  addEngine: 'Engine, custom leniencies …',
  addEngineTitle: 'Add an engine',
  addEngineNote: 'These options apply only to its connection in Compare; the engine’s own options do not change.',
  addIt: 'Add this engine',
  isThere: 'This engine is already there.',
  isNamed: (name: string) => `The same as ${name}.`,
  removeEngine: (name: string) => `Remove ${name}`,
  all: 'All',
  none: 'None',
  send: 'Send to all',
  stop: 'Stop',
  needsServers: 'Choose a server.',
  needsOctets: 'Write some octets.',
  progress: (done: number, all: number) => `${done} of ${all} servers done`,
  stopped: (done: number, all: number) => `Stopped: ${done} of ${all} servers done`,

  matrix: 'What each server did',
  nothing: 'Send the octets: a row for each server appears here.',
  columns: {
    server: 'server',
    answer: 'response',
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
  interim: (statuses: readonly number[]) => `${statuses.join(', ')}, no final response`,
  plainOctets: (count: number) => `${octets(count)}, not HTTP`,
  phase: { connecting: 'connecting', sending: 'sending', listening: 'listening' },
  failed: (why: string) => `not reached: ${why}`,
  stoppedBefore: 'stopped before sending',
  /** null: the client's side alone does not show it. */
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
  divergence: (octet: number, name: string) => `**They diverge at octet ${octet}**, ${name}.`,
  noDivergence: '**They never diverge:** both did the same with every octet.',
  noDivergenceSeen:
    '**No difference is visible from here.** For a server outside Octet, only its responses are known, not the octets that caused them.',
  notAccepted: 'One of them never accepted the connection: there is nothing to compare.',
  taken: (server: string, taken: number | null, sent: number) =>
    taken === null
      ? `Octet cannot see how many octets ${server} took.`
      : `${server} took ${group(taken)} of ${octets(sent)}.`,
  strip: 'The octets sent',
  stripCut: (from: number, to: number) => `octets ${from} to ${to - 1}`,
  parts: 'here',
  fin: 'FIN',
  finNote: 'Then a FIN: the client sends nothing more, and still reads.',
  sources: (octet: number) => `Their source, at octet ${octet}`,
  sourceOf: (server: string) => `Source of ${server}`,
  noSource: 'Its source is not available: only its behaviour is visible.',
  sourceLine: (line: string, step: string) => `${line}: ${step}`,
  /** A row of the engine’s table. */
  tableRow: (line: number, from: string, on: string, after: string, section: string) =>
    `line ${line}: in \`${from}\`, \`${on}\` leads to \`${after}\` (${section})`,
  refusedBefore: (octet: number) => `Refused at octet ${octet}; the rest was ignored.`,
  openAtOctet: 'Open in Play at this octet',
  responses: 'Responses, line by line',
  cutShort: (most: number, lines: number) =>
    `Only the first ${octets(most)} and the first ${lines} lines of each are compared here; Play shows everything.`,
  noResponse: 'no response',
  pairs: 'Where each pair diverges',
  pairsNote: 'The octet after which two servers behave differently; – if they never diverge.',
  pairCell: (a: string, b: string, octet: number | null) =>
    octet === null ? `${a} and ${b} never diverge` : `${a} and ${b} diverge at octet ${octet}`,

  quick: 'The same octets to other servers',
  quickAgain: 'Sends the octets of this connection again, to the servers chosen in Compare',
  /** The strip has room for a word or two. */
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
  partBriefly: (groups: number) => `**${groups} different outcomes.**`,
  again: 'Send again',
  whole: 'Open Compare',
  closeQuick: 'Close the strip',
  inStrip: 'Here, in a strip',
  inCompare: 'In Compare',

  fromPlay: 'Compare',
  fromPlayLong: 'Compare: send the same octets to the tutorial servers',
};
