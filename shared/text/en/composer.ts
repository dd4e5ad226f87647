/** The composer: octets written as text, cut on purpose, checked before they are sent. */

import type { Ending } from '../../base/endings.ts';
import type { FixId } from '../../composer/fixes.ts';
import type { Missing } from '../../composer/judge.ts';
import { MOST_CUTS } from '../../composer/pieces.ts';
import { group, octets } from './count.ts';
import { stateTexts } from './states.ts';

const pieces = (count: number) => (count === 1 ? '1 piece' : `${group(count)} pieces`);

const fixes: Readonly<Record<FixId, readonly [name: string, does: string]>> = {
  'bare-lf': ['LF → CR LF', 'puts CR before every bare LF in the head'],
  host: ['Add Host', 'adds a Host field line'],
  'content-length': ['Set Content-Length', 'declares the actual length of the content'],
  'empty-line': ['Add the empty line', 'ends the head'],
};

const missing = ({ state, remaining }: Missing): string => {
  if (state === 'start') return 'Still missing: a request line, such as `GET / HTTP/1.1`.';
  if (remaining > 0) return `Still missing: ${octets(remaining)}.`;
  return `Incomplete: the server would wait for ${stateTexts[state].waiting}`;
};

export const composer = {
  title: 'Composer',
  feeds: 'Ways to send octets',
  loading: 'Loading the editor…',
  tools: 'Composer tools',
  input: 'Composer: octets to send, as text',
  placeholder: 'Write a request, octet by octet. Enter ends a line with CR LF; Ctrl+Enter sends.',

  // Cutting
  scissors: 'Cut',
  scissorsNote: 'Cut here: click between two octets. In the text: Alt+X.',
  cutName: (at: number) => `Cut after ${octets(at)}`,
  cutPause: (ms: number) => (ms === 0 ? 'no pause' : `pause ${group(ms)} ms`),
  cutLabel: (ms: number) => (ms === 0 ? '✂' : `✂ ${group(ms)} ms`),
  cutNote: 'Drag, or arrow keys: pause. Delete: remove.',
  everywhere: 'Every octet',
  everywhereNote: 'One write per octet: a cut after each of them',
  tooManyCuts: `At most ${group(MOST_CUTS)} cuts in one send.`,
  pauseEach: 'Pause between octets, in ms',
  pauseUnit: 'ms between',

  // Lines
  lineEnd: 'Ends',
  lineEndOf: 'This line ends with',
  endings: { crlf: 'CR LF', lf: 'LF', cr: 'CR', none: 'nothing' } satisfies Record<Ending, string>,

  // Octets by name
  insertField: 'Octets to insert: text with \\x00, \\r, \\n, \\t, \\\\',
  insertDo: 'Insert',
  insertFault: (at: number) => `Unexpected character ${at + 1}: write \\xHH, \\r, \\n, \\t, \\0 or \\\\.`,

  // Padding
  pad: 'Pad',
  padTo: 'Pad to',
  padSlider: 'Length of the whole request in octets',
  padNote: 'An X-Padding field brings the request to exactly this length.',
  padRefused: {
    'no-head': () => 'Padding goes before the empty line, and the request has none yet.',
    'too-short': (least: number) => `With padding, the shortest length is ${octets(least)}.`,
  },
  unpad: 'Remove padding',
  close: 'Close',

  // What was sent
  history: 'History',
  historyNone: 'Nothing sent from here yet.',
  historyKeys: 'In the text: Alt+↑ and Alt+↓',
  historyNote: (octetCount: number, pieceCount: number) =>
    pieceCount > 1 ? `${octets(octetCount)} in ${pieces(pieceCount)}` : octets(octetCount),

  // Verdict
  empty: 'Nothing written yet.',
  good: (count: number) => (count === 1 ? 'A complete request.' : `${group(count)} complete requests.`),
  foreign: (name: string) => `${name} does not speak HTTP: octets are just octets.`,
  missing,
  issue: { reject: 'Will be refused', tolerate: 'Invalid, but tolerated' },
  moreIssues: (count: number) => (count === 1 ? 'and 1 more' : `and ${group(count)} more`),
  issueAt: (start: number, end: number) =>
    end - start <= 1 ? `octet ${group(start)}` : `octets ${group(start)}–${group(end - 1)}`,
  fix: (count: number) => `${count} fixes`,
  fixName: (id: FixId) => fixes[id][0],
  fixDoes: (id: FixId) => fixes[id][1],
  fixTitle: (id: FixId) => `Fix: ${fixes[id][1]}`,
  apply: 'Apply',
  dismiss: 'Leave as it is',
  diffAt: (at: number) => `at ${group(at)}`,
  removed: (text: string) => `removed ${text}`,
  added: (text: string) => `added ${text}`,
  moreHunks: (count: number) => `and ${group(count)} more places`,

  // Counting
  counts: (characters: number, octetCount: number) =>
    characters === octetCount
      ? octets(octetCount)
      : `${characters === 1 ? '1 character' : `${group(characters)} characters`} · ${octets(octetCount)}`,
  caret: (at: number) => `at ${group(at)}`,
  declared: (declared: number | null, actual: number) => {
    const said =
      declared === null ? 'not declared' : Number.isNaN(declared) ? 'declared ?' : `declared ${group(declared)}`;
    return `${said} / actual ${group(actual)}`;
  },
  declaredNote: 'Declared by Content-Length / actual octets of content',
  pieces,

  // Sending
  send: 'Send',
  connectAndSend: 'Connect and send',
  progress: (piece: number, count: number) => `piece ${group(piece)} of ${group(count)}`,
  stop: 'Stop',
  stopNote: 'Discards the pieces not written yet',
  stopped: (written: number, total: number) => `Stopped: ${group(written)} of ${octets(total)} were written.`,
};
