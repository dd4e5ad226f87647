/** The tools of the tape: find, go to, breakpoints, copy. */
import type { Direction } from '../../transcript/replay/stream.ts';
import { group, octets } from './count.ts';

export const tapeTools = {
  scissors: 'Cut a request between two octets and send it again (or hold Alt)',

  find: 'Find',
  findLabel: 'Find text or octets',
  findHint: 'text, with \\r \\n \\x00',
  findHexHint: '0D 0A',
  findAsHex: 'hex',
  findAsText: 'text',
  matchCase: 'Match case',
  found: (number: number, count: number) => `${group(number)} of ${group(count)}`,
  foundCount: (count: number) => (count === 1 ? '1 match' : `${group(count)} matches`),
  foundNone: 'nothing found',
  notHex: 'not hexadecimal',
  findNext: 'Next match',
  findPrevious: 'Previous match',
  close: 'Close',

  goTo: 'Go to octet',
  goToHint: '31 or 0x1F',
  go: 'Go',
  goToOutside: (length: number) => (length === 0 ? 'no octets here yet' : `0 to ${group(length - 1)}`),

  breakpoints: 'Breakpoints',
  breakpointsCount: (count: number) => `Breakpoints: ${count}`,
  breakpointsNote: 'Space runs to the next one.',
  breakpointsNone: 'None yet. `b` sets one on the highlighted octet.',
  breakAt: {
    octet: (direction: Direction, offset: number) => `${direction === 'in' ? '→' : '←'} octet ${group(offset)}`,
    state: (name: string) => `entering ${name}`,
    field: (name: string) => `field ${name}`,
    refusal: 'any refusal',
  },
  breakOn: 'Break',
  breakKinds: { octet: 'on an octet', state: 'on entering a state', field: 'after a field', refusal: 'on a refusal' },
  breakField: 'Field name',
  breakFieldHint: 'host',
  breakState: 'State',
  breakOctet: 'Octet',
  phases: {
    between: 'between messages',
    'start-line': 'start-line',
    'header-section': 'header section',
    content: 'content',
    chunk: 'chunks',
    'trailer-section': 'trailer section',
    end: 'end',
  },
  add: 'Add',
  remove: (what: string) => `Remove: ${what}`,
  removeAll: 'Remove all',

  copy: 'Copy',
  copyWhat: {
    selection: (count: number) => `${octets(count)}, as selected`,
    message: (direction: Direction, number: number, count: number) =>
      `${direction === 'in' ? 'Request' : 'Response'} ${group(number)}, ${octets(count)}`,
    all: (direction: Direction, count: number) =>
      `All ${octets(count)} from the ${direction === 'in' ? 'client' : 'server'}`,
  },
  copyNothing: 'Nothing to copy yet',
  copyText: 'as text',
  copyTextNote: 'Octets that are not characters become \\xHH.',
  copyHex: 'as hex',
  copyPrintf: 'as printf | nc',
  copyPrintfNote: 'A command that sends the same octets.',
  copied: 'Copied',
  copyFailed: 'The browser did not allow it',
};
