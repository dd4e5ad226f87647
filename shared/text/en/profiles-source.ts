/** The source of a tutorial's server: the line that runs, its variables, its calls and their results. */
import type { Call } from '../../profiles/calls.ts';
import { group, octets } from './count.ts';

/** `recv(1024)` */
function callText(call: Call): string {
  switch (call.call) {
    case 'recv':
    case 'recvfrom':
      return `${call.call}(${call.size})`;
    case 'send':
    case 'sendall':
    case 'sendto':
      return `${call.call}(${octets(call.bytes.length)})`;
    case 'listen':
      return `listen(${call.backlog})`;
    case 'exists':
    case 'isFile':
    case 'readFile':
    case 'makeFolder':
      return `${call.call}('${call.path}')`;
    case 'sleep':
      return `sleep(${call.seconds})`;
    case 'load':
    case 'store':
      return `${call.call}('${call.name}')`;
    default:
      return `${call.call}()`;
  }
}

export const profileSource = {
  label: 'The server’s source',
  python: 'Python',
  pythonNote: 'Show the tutorial’s Python beside it, line for line',
  pythonLabel: 'The same server in Python',
  wide: 'Wide',
  wideNote: 'Give the source the full width',
  variables: 'Variables',
  /** Of a function. */
  variablesOf: (within: string) => `Variables of ${within}`,
  noVariables: 'No variable has been set yet.',
  changed: 'changed',
  back: 'One line back',
  forward: 'One line forward',
  before: 'The server has not started serving.',
  notAccepted: 'The connection is not accepted yet: no line of this file has run for it.',
  lost: 'Earlier entries were dropped to save memory, so the line that runs is unknown.',
  /** `line 22 in main` */
  at: (line: number, within: string) => `line ${line} in \`${within}\``,
  /** Position among the lines that ran without moving the tape. */
  place: (number: number, count: number) => `${number} of ${count} here`,
  placeNote: 'Lines that ran in a row without reading or writing an octet',
  calls: (call: Call) => `calls \`${callText(call)}\``,
  waits: (call: Call) => `waits in \`${callText(call)}\``,
  raises: (error: string) => `raises **${error}**`,
  dies: (error: string) => `The server dies here with **${error}**`,
  ends: (error: string) => `Its thread ends here with **${error}**`,
  toRaised: (name: string, line: number) => `${name}, line ${line}`,
  toRaisedNote: 'Go to the line that raised this exception',
  strayed: 'From here on, the recording does not match this file.',
  runs: 'runs next',
  octets,
  characters: (count: number) => (count === 1 ? '1 character' : `${group(count)} characters`),
  items: (count: number) => (count === 1 ? '1 item' : `${group(count)} items`),
  unset: 'not set',
  listening: 'the listening socket',
  thisConnection: 'the socket of this connection',
  nextConnection: 'the next client’s socket',
  none: 'None',
  truth: { true: 'True', false: 'False' },
};
