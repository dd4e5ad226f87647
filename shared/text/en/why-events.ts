/** WHY, for a step that was no octet: what happened at the server's socket. */

import { originalOf } from '../../servers/facts.ts';
import type {
  CloseEntry,
  CrashEntry,
  DecisionEntry,
  DroppedEntry,
  Entry,
  FinEntry,
  OpenEntry,
  TimerEntry,
} from '../../transcript/record/entries.ts';
import type { Reader } from '../../transcript/replay/stream.ts';
import type { EventExplanation } from '../../transcript/view/explain.ts';
import { hold } from './hold.ts';
import { tls } from './tls.ts';
import { group, waiting } from './waiting.ts';

const counted = (count: number, noun: string) => `${group(count)} ${noun}${count === 1 ? '' : 's'}`;

/** One sentence, without markup. */
export function eventTitle({ step }: EventExplanation): string {
  const { entry } = step;
  switch (entry.kind) {
    case 'open':
      if (entry.at === 'client') return 'The connection to the server came about';
      return entry.options.transport === 'udp'
        ? 'The server heard from this sender for the first time'
        : 'The server accepted the connection';
    case 'tls':
      return tls.title(entry);
    case 'fin':
      return entry.by === 'client' ? 'The client said FIN' : 'The server said FIN';
    case 'reset':
      return entry.by === 'client' ? 'The client reset the connection' : 'The server reset the connection';
    case 'close':
      return entry.error === undefined ? `${ownerOf(entry)} is closed` : `${ownerOf(entry)} failed: ${entry.error}`;
    case 'timer':
      return entry.name === null ? 'A clock ran out' : `The ${waiting.clocks[entry.name]} ran out`;
    case 'decision':
      return decisionTitle(entry);
    case 'crash':
      return 'The server crashed';
    case 'hold':
      return sentence(hold.event(entry));
    case 'dropped':
      return entry.entries === 1 ? 'One older entry was dropped' : `${group(entry.entries)} older entries were dropped`;
    default:
      return 'Something happened at the server’s socket';
  }
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const ownerOf = ({ at }: CloseEntry) => (at === 'server' ? 'The server’s socket' : 'Our socket');

function decisionTitle({ what, request, status }: DecisionEntry): string {
  const number = `request ${request + 1}`;
  switch (what) {
    case 'continue':
      return `The server asks for the content of ${number}`;
    case 'respond':
      return `The server answers ${number}${status === undefined ? '' : ` with ${status}`}`;
    case 'refuse':
      return `The server refuses ${number}${status === undefined ? '' : ` with ${status}`}`;
    case 'abort':
      return `The server gives up on ${number}`;
    case 'keep':
      return `The server keeps the connection after ${number}`;
    case 'close':
      return `The server will close after ${number}`;
  }
}

/** What it means, in a sentence or two; `**bold**` marks the core. */
export function eventParagraph({ step, inbound, outbound, verdicts, reader }: EventExplanation): string {
  const { entry } = step;
  if (entry.kind === 'fin') return finWords(entry, verdicts.length > 0, reader);
  if (entry.kind === 'timer') return timerWords(entry, verdicts.length > 0);
  return wordsOf(entry, inbound, outbound);
}

function wordsOf(entry: Entry, inbound: number, outbound: number): string {
  switch (entry.kind) {
    case 'open':
      return openWords(entry);
    case 'tls':
      return tls.words(entry);
    case 'reset':
      return 'A reset (RST) ends both directions at once. Octets still on their way are lost, and nobody says goodbye.';
    case 'close':
      return closeWords(entry, inbound, outbound);
    case 'decision':
      return decisionWords(entry);
    case 'crash':
      return crashWords(entry);
    case 'hold':
      return hold.paragraph(entry);
    case 'dropped':
      return droppedWords(entry);
    default:
      return '';
  }
}

function openWords({ at, options, remote, local }: OpenEntry): string {
  if (at === 'client')
    return `A connection from \`${local}\` to \`${remote}\` exists: the system there has taken it. **Everything here is seen from the client’s side:** whether the server has accepted it, and what it reads of what is written, nobody can know from here.`;
  if (options.transport === 'udp')
    return `A datagram came from \`${remote}\`. **There is no connection:** nothing was accepted, and nothing will be finished.`;
  const clocks = originalOf(options.server)
    ? 'No clock runs: its text sets none on a connection, so it waits for ever.'
    : options.clocks === 'patient'
      ? 'Its clocks are patient: it waits 10 minutes for you.'
      : 'Its clocks are strict.';
  return `A connection from \`${remote}\` to \`${local}\` now exists on the server’s side. **Nothing has been read yet.** ${clocks}`;
}

function finWords({ by }: FinEntry, cut: boolean, reader: Reader): string {
  if (by === 'server')
    return reader === 'server'
      ? '**The server has nothing more to send.** It still reads, and discards what comes until the client’s FIN.'
      : '**The server has nothing more to send.**';
  if (cut && reader !== 'server')
    return '**The client has nothing more to send, yet by HTTP its request is not complete.** The engine would run no handler; this server does as its code says.';
  if (cut) return '**The client has nothing more to send, yet its request is not complete.** No handler runs.';
  return '**The client has nothing more to send.** It can still read: the connection is half-closed.';
}

function timerWords({ name }: TimerEntry, cut: boolean): string {
  if (name === 'linger')
    return '**The client has had its answer, and time to read it.** The server stops waiting for its FIN and closes the socket.';
  if (name === 'write')
    return '**The client does not read.** The server cannot send the rest of the answer, and resets the connection.';
  if (name === 'handler') return '**The handler has had its time.** The server answers 503 in its place.';
  return cut
    ? '**The server has waited long enough** for the rest of the request, and answers 408.'
    : '**The server has waited long enough.** No request had begun, so it closes without a word.';
}

function closeWords({ at, error }: CloseEntry, inbound: number, outbound: number): string {
  const [read, wrote] = at === 'server' ? [inbound, outbound] : [outbound, inbound];
  const sums = `${at === 'server' ? 'It' : 'We'} read ${counted(read, 'octet')} and wrote ${counted(wrote, 'octet')}.`;
  return error === undefined
    ? `**Both directions have ended.** ${sums}`
    : `**The system reports** \`${error}\`. ${sums}`;
}

function decisionWords({ what }: DecisionEntry): string {
  switch (what) {
    case 'continue':
      return 'The client announced content and waits for **100 (Continue)** before it sends it.';
    case 'respond':
      return 'The handler has decided: **status line and fields come next**.';
    case 'refuse':
      return '**The answer is written by the engine itself**, no handler ran. Then it says FIN and discards what still comes.';
    case 'abort':
      return '**The response cannot be finished.** The connection is cut, so that nobody takes the part for the whole.';
    case 'keep':
      return '**Another request may follow** on the same connection.';
    case 'close':
      return '**This was the last exchange** on this connection.';
  }
}

function crashWords({ message }: CrashEntry): string {
  const why = message === '' ? '' : ` It said: \`${message}\`.`;
  return `**Its thread died under this connection.**${why} The kernel closed its sockets.`;
}

function droppedWords({ inbound, outbound }: DroppedEntry): string {
  const sums = `${counted(inbound, 'octet')} in and ${counted(outbound, 'octet')} out`;
  return `**A transcript keeps its newest 64 MiB.** ${sums} before this point are counted, not kept.`;
}
