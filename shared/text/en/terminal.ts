/** The terminal: its lines about the connection, its commands, and its answers to them. */

import type { Ending } from '../../base/endings.ts';
import type { CommandFault, CommandWord } from '../../terminal/commands.ts';
import type { Side } from '../../transcript/record/entries.ts';
import type { Direction, Reader } from '../../transcript/replay/stream.ts';
import { group, lines, octets } from './count.ts';

/** A no-break space keeps CR LF on one line. */
const endings: Readonly<Record<Ending, string>> = { crlf: 'CR\u00a0LF', lf: 'LF', cr: 'CR', none: 'nothing' };

/** The usage and effect of each command. */
const commands: Readonly<Record<CommandWord, readonly [usage: string, does: string]>> = {
  help: ['.help', 'this list'],
  crlf: ['.crlf', 'Enter sends CR LF, as HTTP requires'],
  lf: ['.lf', 'Enter sends LF alone'],
  cr: ['.cr', 'Enter sends CR alone'],
  none: ['.none', 'Enter sends only what you typed'],
  hex: ['.hex 00 ff 0d0a', 'sends these octets'],
  text: ['.text a\\r\\n\\x00', 'sends this text; \\r \\n \\t \\0 \\\\ \\xHH stand for octets'],
  repeat: ['.repeat 1000 ab', 'sends text that many times'],
  file: ['.file', 'sends one of your files, octet for octet'],
  wait: ['.wait 500', 'waits that many ms before the next send'],
  close: ['.close', 'half-closes: FIN after all that was sent (Ctrl+D)'],
  reset: ['.reset', 'resets: RST at once (Ctrl+C)'],
  connect: ['.connect', 'opens a new connection'],
  line: ['.line', 'line mode: edit, then send'],
  key: ['.key', 'key mode: every key goes out at once'],
  clear: ['.clear', 'clears the screen (Ctrl+L); the tape keeps everything'],
};

const faults: {
  readonly [K in CommandFault['why']]: (fault: Extract<CommandFault, { why: K }>) => string;
} = {
  unknown: ({ word, suggestion }) =>
    `Unknown command: .${word}.${suggestion === null ? '' : ` Did you mean .${suggestion}?`} A line that starts with a dot is a terminal command; start it with “..” to send one dot.`,
  'no-argument': ({ word }) => `.${word} takes no argument.`,
  'argument-wanted': ({ word }) => `.${word} needs an argument: ${commands[word][0]}`,
  unreadable: ({ word, at }) => `Unexpected input at character ${at + 1}. Usage: ${commands[word][0]}`,
  'too-large': ({ word, most }) =>
    word === 'wait' ? `A pause is at most ${group(most)} ms.` : `That is more than ${octets(most)} at once.`,
};

function explainFault<K extends CommandFault['why']>(fault: Extract<CommandFault, { why: K }>): string {
  return (faults[fault.why as K] as (fault: CommandFault) => string)(fault);
}

export const terminal = {
  title: 'Terminal',
  /** The name of the input for screen readers. */
  input: 'Terminal: octets for the server',

  // What happened to the connection
  connected: (server: string, address: string) => `connected to ${server} on ${address}`,
  bound: (server: string, address: string) =>
    `UDP socket for ${server} on ${address}: nothing has been sent, as UDP has no connections. Each send is one datagram.`,
  heard: (from: string, server: string, address: string) => `${from} sent datagrams to ${server} on ${address}`,
  datagram: (direction: Direction, number: number, count: number) =>
    `${direction === 'in' ? 'datagram' : 'datagram back'} ${group(number)}: ${octets(count)}`,
  closedSocket: 'Your UDP socket is closed. The server was not told: UDP has no FIN.',
  /** Its kernel has answered; Octet cannot see whether the program has accepted. */
  reached: (server: string, address: string) =>
    server === address
      ? `connected to ${address} (not an Octet server)`
      : `connected to ${server} at ${address} (not an Octet server)`,
  accepted: (from: string, server: string, address: string) => `${from} connected to ${server} on ${address}`,
  fin: {
    you: 'You half-closed (FIN): you can send nothing more, but you still receive.',
    client: 'The client half-closed (FIN): it will send nothing more.',
    server: 'The server sent FIN: it will send nothing more.',
  },
  reset: {
    client: 'Reset (RST) by the client: the connection ended at once.',
    server: 'Reset (RST) by the server: the connection ended at once.',
  } satisfies Record<Side, string>,
  closedBy: {
    client: 'Closed. The client closed first.',
    server: 'Closed. The server closed first.',
    nobody: (error: string) => (error === '' ? 'Closed.' : `Closed: ${error}.`),
  },
  ranOut: (clock: string) => `The server’s ${clock} expired.`,
  crashed: (message: string) => `The server crashed: ${message}`,
  dropped: (count: number) => `… ${octets(count)} before this are no longer kept.`,
  earlier: (count: number) => `… ${octets(count)} before this are on the tape.`,
  hidden: (count: number) => `… ${octets(count)} not shown here: see the tape.`,

  // Refusals
  refused: (reader: Reader, offset: number | null) => {
    const at = offset === null ? '' : ` at octet ${group(offset)}`;
    if (reader === 'page')
      return offset === null ? 'Not HTTP.' : `Not HTTP from octet ${group(offset)} of the answers on.`;
    return reader === 'engine' ? `The engine would refuse this${at}.` : `Refused${at}.`;
  },
  section: (section: string) => section,

  // The input line
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
    `Tab accepts the suggestion. Enter sends ${enter === 'none' ? 'the line as it is' : `the line with ${endings[enter]}`}. .help lists the commands.`,
  pasted: (count: number, lineCount: number, kept: readonly Ending[]) =>
    `Pasted ${octets(count)} in ${lines(lineCount)}${kept.length === 0 ? '.' : `, line endings kept: ${kept.map((ending) => endings[ending]).join(' and ')}.`}`,
  pastedConverted: (count: number, lineCount: number, to: Ending) =>
    `Pasted ${octets(count)} in ${lines(lineCount)}, line endings changed to ${endings[to]}.`,
  pasteKeys: (convertTo: Ending | null, converted: boolean, scripted: number) =>
    [
      'Enter sends exactly these octets.',
      scripted === 0 ? '' : `Shift+Enter runs them as a script (${scripted} dot-command${scripted === 1 ? '' : 's'}).`,
      converted
        ? 'Tab restores the pasted endings.'
        : convertTo === null
          ? ''
          : `Tab changes the endings to ${endings[convertTo]}.`,
      'Esc discards them.',
    ]
      .filter((part) => part !== '')
      .join(' '),
  preparedWrite: (number: number) => `write ${number}`,
  /** `more`: octets that follow on each further connection. */
  prepared: (count: number, writes: number, after: 'stays' | 'fin' | 'reset', more: readonly number[]) => {
    const what =
      writes === 0
        ? 'Ready'
        : `Ready: ${octets(count)}${writes === 1 ? '' : ` in ${writes} writes, each read separately`}`;
    const then = { stays: '', fin: ', then FIN', reset: ', then RST' }[after];
    const sends =
      writes === 0 ? { stays: 'continues', fin: 'half-closes (FIN)', reset: 'resets (RST)' }[after] : 'sends them';
    const others = more.map((left) => `, then ${octets(left)} on a new connection`).join('');
    return `${what}${writes === 0 ? '' : then}${others}. Enter ${sends}; Esc discards ${writes === 0 ? 'it' : 'them'}.`;
  },
  linesMore: (count: number) => `… ${group(count)} more ${count === 1 ? 'line' : 'lines'}`,
  keyMode:
    'Key mode: every key goes out at once. Backspace sends 7F, Shift+Backspace 08, Tab 09. Shift+Tab leaves the terminal; the menu above returns to line mode.',

  backlog: 'In the backlog: what you send waits in the kernel until the server accepts you.',
  freshDatagrams: 'Enter sends the line with its ending as one datagram; pasted text is one datagram too.',

  // When nothing can be sent
  connecting: 'Connecting…',
  nothingYet: 'No connection. Enter opens one.',
  over: {
    closed: 'Closed. Enter connects again.',
    reset: 'Reset. Enter connects again.',
    crashed: 'The server crashed. Enter connects again.',
    detached: 'Octet no longer holds this connection. Enter opens a new one.',
  },
  serverDone: 'The server will not read what you send now. Enter connects again; Ctrl+D closes your side too.',
  youDone: 'You have half-closed. .connect opens another connection.',
  foreign: 'This connection belongs to another program. Enter opens your own.',
  foreignPage: 'This connection was opened elsewhere: in Client, or by another page. Enter opens one here.',

  // Queued sends
  pausing: (seconds: string) => `Pausing: ${seconds} s left. Ctrl+C discards what is queued.`,
  sending: (count: number) => `Sending: ${octets(count)} to go. Ctrl+C discards them.`,
  notSent: (count: number) => `Not sent: ${octets(count)} still in the queue.`,
  waits: (ms: number) => `A pause of ${group(ms)} ms before the next send.`,
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
    ['Ctrl+C', 'copies the selection, or else resets'],
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
  help: 'Terminal commands',
  helpNote: 'Type them at the start of a line.',

  // Announcements
  received: (line: string, count: number) => `Received ${octets(count)}: ${line}`,
  endings,
};
