/** WHY, for a step that is not an octet: what happened at the server's socket. */

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
import { group } from './count.ts';
import { hold } from './hold.ts';
import { tls } from './tls.ts';
import { waiting } from './waiting.ts';

const counted = (count: number, noun: string) => `${group(count)} ${noun}${count === 1 ? '' : 's'}`;

/** One sentence, without markup. */
export function eventTitle({ step }: EventExplanation): string {
  const { entry } = step;
  switch (entry.kind) {
    case 'open':
      if (entry.at === 'client') return 'The connection to the server was established';
      return entry.options.transport === 'udp'
        ? 'The server received the first datagram from this sender'
        : 'The server accepted the connection';
    case 'tls':
      return tls.title(entry);
    case 'fin':
      return entry.by === 'client' ? 'The client sent FIN' : 'The server sent FIN';
    case 'reset':
      return entry.by === 'client' ? 'The client reset the connection' : 'The server reset the connection';
    case 'close':
      return entry.error === undefined ? `${ownerOf(entry)} is closed` : `${ownerOf(entry)} failed: ${entry.error}`;
    case 'timer':
      return entry.name === null ? 'A timeout expired' : `The ${waiting.clocks[entry.name]} expired`;
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

const ownerOf = ({ at }: CloseEntry) => (at === 'server' ? 'The server’s socket' : 'The client’s socket');

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
      return `The server will close the connection after ${number}`;
  }
}

/** What it means, in a sentence or two; `**bold**` marks the main point. */
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
      return 'A reset (RST) ends both directions at once. Octets still in flight are lost, and neither side sends FIN.';
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
    return `A connection from \`${local}\` to \`${remote}\` exists: the system there completed the handshake. **Everything here is seen from the client’s side:** Octet cannot see whether the server has accepted the connection, or what it reads.`;
  if (options.transport === 'udp')
    return `A datagram arrived from \`${remote}\`. **There is no connection:** nothing to accept, and nothing to close.`;
  const clocks = originalOf(options.server)
    ? 'No clock runs: this server sets no timeout on a connection, so it waits forever.'
    : options.clocks === 'patient'
      ? 'Its clocks are patient: it waits 10 minutes for you.'
      : 'Its clocks are strict.';
  return `A connection from \`${remote}\` to \`${local}\` now exists on the server’s side. **Nothing has been read yet.** ${clocks}`;
}

function finWords({ by }: FinEntry, cut: boolean, reader: Reader): string {
  if (by === 'server')
    return reader === 'server'
      ? '**The server has nothing more to send.** It still reads, and discards what arrives until the client’s FIN.'
      : '**The server has nothing more to send.**';
  if (cut && reader !== 'server')
    return '**The client has nothing more to send, but by HTTP its request is incomplete.** The engine would not run a handler; this server does what its code says.';
  if (cut) return '**The client has nothing more to send, but its request is incomplete.** No handler runs.';
  return '**The client has nothing more to send.** It can still read: the connection is half-closed.';
}

function timerWords({ name }: TimerEntry, cut: boolean): string {
  if (name === 'linger')
    return '**The client has its answer, and has had time to read it.** The server stops waiting for its FIN and closes the socket.';
  if (name === 'write')
    return '**The client is not reading.** The server cannot send the rest of the answer, so it resets the connection.';
  if (name === 'handler') return '**The handler has taken too long.** The server answers 503 instead.';
  return cut
    ? '**The server has waited long enough** for the rest of the request, and answers 408.'
    : '**The server has waited long enough.** No request had begun, so it closes without an answer.';
}

function closeWords({ at, error }: CloseEntry, inbound: number, outbound: number): string {
  const [read, wrote] = at === 'server' ? [inbound, outbound] : [outbound, inbound];
  const sums = `${at === 'server' ? 'It' : 'The client'} read ${counted(read, 'octet')} and wrote ${counted(wrote, 'octet')}.`;
  return error === undefined
    ? `**Both directions have ended.** ${sums}`
    : `**The system reports** \`${error}\`. ${sums}`;
}

function decisionWords({ what }: DecisionEntry): string {
  switch (what) {
    case 'continue':
      return 'The client announced content and waits for **100 (Continue)** before sending it.';
    case 'respond':
      return 'The handler has decided: **the status line and fields come next**.';
    case 'refuse':
      return '**The engine writes this answer itself**; no handler ran. It then sends FIN and discards anything that still arrives.';
    case 'abort':
      return '**The response cannot be finished.** The connection is cut so that a partial response is not taken for a complete one.';
    case 'keep':
      return '**Another request may follow** on the same connection.';
    case 'close':
      return '**This was the last exchange** on this connection.';
  }
}

function crashWords({ message }: CrashEntry): string {
  const why = message === '' ? '' : ` The error: \`${message}\`.`;
  return `**The server’s thread died during this connection.**${why} The kernel closed its sockets.`;
}

function droppedWords({ inbound, outbound }: DroppedEntry): string {
  const sums = `${counted(inbound, 'octet')} in and ${counted(outbound, 'octet')} out`;
  return `**A transcript keeps its newest 64 MiB.** ${sums} before this point are counted but no longer stored.`;
}
