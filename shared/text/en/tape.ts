/** The tape: its rows, cells and header. Its tools and content view have their own files. */

import type { TimerName } from '../../base/options.ts';
import type { TokenKind } from '../../http1/events.ts';
import type { CloseEntry, CrashEntry, DecisionEntry, DroppedEntry } from '../../transcript/record/entries.ts';
import type { SocketCall } from '../../transcript/replay/stream.ts';
import { group, octets } from './count.ts';
import { tapeContent } from './tape-content.ts';
import { tapeTools } from './tape-tools.ts';

const characters = (count: number) => (count === 1 ? '1 character' : `${group(count)} characters`);

/** The label of a token on the tape, and a shorter one for tight spaces. */
interface Label {
  readonly whole: string;
  readonly short: string;
}

const label = (whole: string, short = whole): Label => ({ whole, short });

const labels: Readonly<Record<TokenKind, Label>> = {
  method: label('method'),
  target: label('request-target', 'target'),
  version: label('version'),
  status: label('status code', 'status'),
  reason: label('reason phrase', 'reason'),
  'field-name': label('field name', 'name'),
  'field-value': label('field value', 'value'),
  content: label('content'),
  'chunk-size': label('chunk-size', 'size'),
  'chunk-extension': label('chunk extension', 'extension'),
  'chunk-data': label('chunk data', 'data'),
  'trailer-name': label('trailer name', 'name'),
  'trailer-value': label('trailer value', 'value'),
};

const clocks: Readonly<Record<TimerName, string>> = {
  header: 'the header timeout expired',
  body: 'the content timeout expired',
  idle: 'the idle timeout expired',
  write: 'the write timeout expired',
  handler: 'the handler timeout expired',
  linger: 'the linger timeout expired',
};

function decided({ what, status }: DecisionEntry): string {
  const code = status === undefined ? '' : ` ${status}`;
  switch (what) {
    case 'continue':
      return 'server decided: 100, continue';
    case 'respond':
      return `server decided: answer${code}`;
    case 'refuse':
      return `server decided: refuse${code}`;
    case 'abort':
      return 'server decided: give up';
    case 'keep':
      return 'server decided: keep the connection';
    case 'close':
      return 'server decided: close after this';
  }
}

const side = (by: 'client' | 'server') => (by === 'client' ? 'client' : 'server');

/** Rows, cells and the header. */
export const tape = {
  ...tapeTools,
  ...tapeContent,

  title: 'Tape',
  modes: 'What the tape shows',
  mode: { text: 'Tape', hex: 'Hex', both: 'Both', content: 'Content' },
  octets,
  characters,
  carried: (call: SocketCall, number: number, of: number) => `${call} ${group(number)} of ${group(of)}`,

  live: 'Live',
  liveNote: 'The cursor follows new octets.',
  offline: 'No link',
  offlineNote: 'The link to Octet is lost: nothing new arrives until it is back.',
  replay: 'Replay',
  replayNote: 'You are stepping through the recording. The server does not wait for you.',
  step: (position: number, total: number) => `step ${group(position)} / ${group(total)}`,
  goLive: 'Go live',
  follow: 'To the newest',
  directionLabel: 'Direction',

  grid: 'Octets of the connection',
  directions: {
    in: { name: 'client to server', arrow: '→' },
    out: { name: 'server to client', arrow: '←' },
  },
  since: (time: string) => `+${time}`,
  events: {
    open: (remote: string) => `server accepted ${remote}`,
    /** Seen from the client, which cannot know whether the connection was accepted. */
    reached: (remote: string) => `connected to ${remote}; seen only from the client’s side`,
    heard: (remote: string) => `server received the first datagram from ${remote}`,
    fin: (by: 'client' | 'server') => `FIN: the ${side(by)} will send nothing more`,
    reset: (by: 'client' | 'server') => `RST: the ${side(by)} reset the connection`,
    close: ({ at, error }: CloseEntry) =>
      error === undefined ? `the ${side(at)} closed its socket` : `the ${side(at)}’s socket failed: ${error}`,
    timer: (name: TimerName | null) => (name === null ? 'a timeout expired' : clocks[name]),
    decision: decided,
    crash: ({ message }: CrashEntry) => (message === '' ? 'the server crashed' : `the server crashed: ${message}`),
    dropped: ({ entries, inbound, outbound }: DroppedEntry) =>
      `${group(entries)} entries dropped to save memory: ${octets(inbound)} in, ${octets(outbound)} out`,
    other: (kind: string) => kind,
  },

  labels,
  bare: { CR: 'bare CR', LF: 'bare LF' },
  bareNote: {
    CR: 'A CR without LF does not end a line.',
    LF: 'An LF without CR before it: not the line end HTTP requires.',
  },
  discarded: 'not parsed',
  foreign: 'not HTTP',
  separator: 'framing',
  /** The accessible name of a cell. */
  cell: (offset: number, name: string, hex: string, role: string) => `octet ${offset}, ${name}, hex ${hex}, ${role}`,
  /** The accessible name of a run of octets `[start, end)`. */
  run: (start: number, end: number, text: string, role: string) => `octets ${start} to ${end - 1}, ${text}, ${role}`,
  names: { ' ': 'space', '\t': 'tab' } as Readonly<Record<string, string>>,
  partOf: (character: string) => `part of ${character}`,
  notTaken: 'not reached yet',
  hasBreakpoint: 'breakpoint',
  octet: (offset: number) => `octet ${group(offset)}`,
  hexOffset: (offset: number) => `0x${offset.toString(16).toUpperCase()}`,
  decimal: (octet: number) => `decimal ${octet}`,
  makes: (hexes: string, character: string, point: number) =>
    `${hexes} ⇒ ${character}  U+${point.toString(16).toUpperCase().padStart(4, '0')}`,
  latin1: (character: string) => `as ISO-8859-1: ${character}`,
  boundary: (call: SocketCall, number: number) => `${call} ${group(number)} begins after this octet`,

  selected: (count: number) => `${octets(count)} selected`,
  clearSelection: 'Clear selection',

  datagram: (number: number, count: number) => `datagram ${group(number)}: ${octets(count)}`,
  emptyBacklog: (count: number) =>
    `Nothing has been read: the server has not accepted this connection. ${count === 0 ? 'What you send waits in the kernel.' : `${octets(count)} ${count === 1 ? 'waits' : 'wait'} in the kernel.`}`,
  emptyDatagrams:
    'Nothing has arrived yet. What you send goes out as one datagram, and each of its octets gets a cell here.',
  empty: 'Nothing has been read yet. When you send a line, each of its octets gets a cell here.',
  emptyOver: 'This connection is over, and nothing was read on it.',
  emptyNoLane: 'There is no connection yet.',
};
