/** The terminal: what it says of a connection, its commands, and what it answers when it is asked. */

import type { Ending } from '../../base/endings.ts';
import type { CommandFault, CommandWord } from '../../terminal/commands.ts';
import type { Side } from '../../transcript/record/entries.ts';
import type { Direction, Reader } from '../../transcript/replay/stream.ts';
import { group } from './waiting.ts';

const octets = (count: number) => (count === 1 ? '1 octet' : `${group(count)} octets`);
const lines = (count: number) => (count === 1 ? '1 line' : `${group(count)} lines`);

/** The two octets of CR LF stay on one line. */
const endings: Readonly<Record<Ending, string>> = { crlf: 'CR\u00a0LF', lf: 'LF', cr: 'CR', none: 'nothing' };

/** What each command is called with, and does. */
const commands: Readonly<Record<CommandWord, readonly [usage: string, does: string]>> = {
  help: ['.help', 'this list'],
  crlf: ['.crlf', 'Enter sends CR LF, as HTTP asks for'],
  lf: ['.lf', 'Enter sends LF alone'],
  cr: ['.cr', 'Enter sends CR alone'],
  none: ['.none', 'Enter sends only what you typed'],
  hex: ['.hex 00 ff 0d0a', 'sends these octets'],
  text: ['.text a\\r\\n\\x00', 'sends this text; \\r \\n \\t \\0 \\\\ \\xHH stand for octets'],
  repeat: ['.repeat 1000 ab', 'sends a text that many times'],
  file: ['.file', 'sends a file of yours, octet for octet'],
  wait: ['.wait 500', 'pauses so many ms before what is sent next'],
  close: ['.close', 'half-closes: FIN after what was sent (Ctrl+D)'],
  reset: ['.reset', 'resets: RST at once (Ctrl+C)'],
  connect: ['.connect', 'opens a new connection'],
  line: ['.line', 'line mode: edit, then send'],
  key: ['.key', 'key mode: every key goes out at once'],
  clear: ['.clear', 'clears the screen (Ctrl+L); the tape keeps all'],
};

const faults: {
  readonly [K in CommandFault['why']]: (fault: Extract<CommandFault, { why: K }>) => string;
} = {
  unknown: ({ word, suggestion }) =>
    `.${word} is no command here.${suggestion === null ? '' : ` Did you mean .${suggestion}?`} A line that begins with a dot is for the terminal; “..” at its start sends one dot.`,
  'no-argument': ({ word }) => `.${word} stands alone on its line.`,
  'argument-wanted': ({ word }) => `.${word} wants more: ${commands[word][0]}`,
  unreadable: ({ word, at }) => `Character ${at + 1} makes no sense here. It is written so: ${commands[word][0]}`,
  'too-large': ({ word, most }) =>
    word === 'wait' ? `A pause is at most ${group(most)} ms.` : `That is more than ${octets(most)} at once.`,
};

function explainFault<K extends CommandFault['why']>(fault: Extract<CommandFault, { why: K }>): string {
  return (faults[fault.why as K] as (fault: CommandFault) => string)(fault);
}

export const terminal = {
  title: 'Terminal',
  /** Names the place where one types, for screen readers. */
  input: 'Terminal: octets for the server',

  // What happened to the connection
  connected: (server: string, address: string) => `connected to ${server} on ${address}`,
  bound: (server: string, address: string) =>
    `UDP socket for ${server} on ${address}: nothing was sent, there is nothing to connect to. What you send is one datagram.`,
  heard: (from: string, server: string, address: string) => `${from} sent datagrams to ${server} on ${address}`,
  datagram: (direction: Direction, number: number, count: number) =>
    `${direction === 'in' ? 'datagram' : 'datagram back'} ${group(number)}: ${octets(count)}`,
  closedSocket: 'Your UDP socket is closed. Nobody was told: UDP has no FIN.',
  /** Its system has: whether the program behind it has accepted, nobody can tell from here. */
  reached: (server: string, address: string) =>
    server === address
      ? `connected to ${address}, which is not ours`
      : `connected to ${server} at ${address}, which is not ours`,
  accepted: (from: string, server: string, address: string) => `${from} connected to ${server} on ${address}`,
  fin: {
    you: 'You half-closed (FIN): nothing more can be sent, and you still listen.',
    client: 'The client half-closed (FIN): it sends nothing more.',
    server: 'The server said FIN: it sends nothing more.',
  },
  reset: {
    client: 'Reset (RST) by the client: the connection ended at once.',
    server: 'Reset (RST) by the server: the connection ended at once.',
  } satisfies Record<Side, string>,
  closedBy: {
    client: 'Closed, by the client first.',
    server: 'Closed, by the server first.',
    nobody: (error: string) => (error === '' ? 'Closed.' : `Closed: ${error}.`),
  },
  ranOut: (clock: string) => `The server’s ${clock} ran out.`,
  crashed: (message: string) => `The server crashed: ${message}`,
  dropped: (count: number) => `… ${octets(count)} before this are no longer kept.`,
  earlier: (count: number) => `… ${octets(count)} before this are on the tape.`,
  hidden: (count: number) => `… ${octets(count)} more, on the tape.`,

  // Refusals
  refused: (reader: Reader, offset: number | null) => {
    const at = offset === null ? '' : ` at octet ${group(offset)}`;
    if (reader === 'page')
      return offset === null ? 'Not HTTP.' : `Not HTTP, from octet ${group(offset)} of the answers on.`;
    return reader === 'engine' ? `The engine would refuse this${at}.` : `Refused${at}.`;
  },
  section: (section: string) => section,

  // The line that is typed
  ghosts: {
    'empty-line-sends': 'an empty line sends the request',
    'empty-line-ends': 'an empty line ends the header section; the content follows',
    'lf-missing': 'LF is missing: Ctrl+J sends it',
  },
  contentLeft: (count: number, enter: number) => {
    const left = count === 1 ? '1 octet of content to come' : `${group(count)} octets of content to come`;
    return enter === 0 ? left : `${left}; Enter adds ${enter}`;
  },
  fresh: (enter: Ending) =>
    `Tab takes what is suggested. Enter sends ${enter === 'none' ? 'the line as it is' : `the line with ${endings[enter]}`}. .help lists the commands.`,
  pasted: (count: number, lineCount: number, kept: readonly Ending[]) =>
    `Pasted ${octets(count)} in ${lines(lineCount)}${kept.length === 0 ? '.' : `, line endings kept: ${kept.map((ending) => endings[ending]).join(' and ')}.`}`,
  pastedConverted: (count: number, lineCount: number, to: Ending) =>
    `Pasted ${octets(count)} in ${lines(lineCount)}, line endings changed to ${endings[to]}.`,
  pasteKeys: (convertTo: Ending | null, converted: boolean, scripted: number) =>
    [
      'Enter sends exactly these.',
      scripted === 0 ? '' : `Shift+Enter runs them as a script (${scripted} dot-command${scripted === 1 ? '' : 's'}).`,
      converted
        ? 'Tab takes the pasted endings back.'
        : convertTo === null
          ? ''
          : `Tab changes the endings to ${endings[convertTo]}.`,
      'Esc drops them.',
    ]
      .filter((part) => part !== '')
      .join(' '),
  preparedWrite: (number: number) => `write ${number}`,
  /** `more`: octets that follow on each further connection. */
  prepared: (count: number, writes: number, after: 'stays' | 'fin' | 'reset', more: readonly number[]) => {
    const what =
      writes === 0
        ? 'Ready'
        : `Ready: ${octets(count)}${writes === 1 ? '' : ` in ${writes} writes, each read by itself`}`;
    const then = { stays: '', fin: ', then FIN', reset: ', then RST' }[after];
    const sends =
      writes === 0 ? { stays: 'goes on', fin: 'half-closes (FIN)', reset: 'resets (RST)' }[after] : 'sends them';
    const others = more.map((left) => `, then ${octets(left)} on a new connection`).join('');
    return `${what}${writes === 0 ? '' : then}${others}. Enter ${sends}; Esc drops ${writes === 0 ? 'it' : 'them'}.`;
  },
  linesMore: (count: number) => `… ${lines(count)} more`,
  keyMode:
    'Key mode: every key goes out at once. Backspace sends 7F, Shift+Backspace 08, Tab 09. Shift+Tab leaves; the menu above goes back to line mode.',

  backlog: 'In the backlog: what you send waits in the kernel until the server accepts you.',
  freshDatagrams: 'Enter sends the line as one datagram, with its ending; a pasted text is one datagram too.',

  // When nothing can be sent
  connecting: 'Connecting…',
  nothingYet: 'No connection. Enter opens one.',
  over: {
    closed: 'Closed. Enter connects again.',
    reset: 'Reset. Enter connects again.',
    crashed: 'The server crashed. Enter connects again.',
    detached: 'Octet no longer holds this connection. Enter opens a new one.',
  },
  serverDone: 'What you send now is read by nobody. Enter connects again; Ctrl+D closes your side too.',
  youDone: 'You have half-closed. .connect opens another connection.',
  foreign: 'This connection belongs to another program. Enter opens your own.',
  foreignPage: 'This connection was made elsewhere: in Client, or by another page. Enter opens one here.',

  // Sending by and by
  pausing: (seconds: string) => `Pausing: ${seconds} s left. Ctrl+C drops what waits.`,
  sending: (count: number) => `Sending: ${octets(count)} to go. Ctrl+C drops them.`,
  notSent: (count: number) => `${octets(count)} that waited were not sent.`,
  waits: (ms: number) => `A pause of ${group(ms)} ms before what is sent next.`,
  file: (name: string, count: number) => `${name}: ${octets(count)}.`,
  fileTooLarge: (name: string, most: number) => `${name} is larger than ${octets(most)}: not sent.`,
  fileUnreadable: (name: string) => `${name} cannot be read.`,
  unconfirmed: (count: number) => `The link to Octet was lost: ${octets(count)} may not have been sent.`,

  // Commands and modes
  commands,
  fault: (fault: CommandFault): string => explainFault(fault),
  helpKeys: [
    ['Shift+Enter', 'the other line ending, for one line'],
    ['Ctrl+D', 'sends the line as it is; on an empty line: half-closes'],
    ['Ctrl+C', 'copies what is selected, else resets'],
    ['Shift+Tab', 'leaves the terminal'],
  ] as readonly (readonly [string, string])[],
  enterNow: (ending: Ending) =>
    ending === 'none' ? 'Enter now sends only what you typed.' : `Enter now sends ${endings[ending]}.`,
  modeNow: { line: 'Line mode: edit, then Enter.', key: 'Key mode: every key goes out at once.' },
  modes: {
    line: { name: 'line mode', note: 'Edit the line; Enter sends it.' },
    key: { name: 'key mode', note: 'Every key goes out at once, Backspace too.' },
  },
  mode: 'How keys are sent',
  help: 'Commands of the terminal',
  helpNote: 'Type them at the start of a line.',

  // Announcements
  received: (line: string, count: number) => `Received ${octets(count)}: ${line}`,
  endings,
};
