/** Names of octets, and of the octet classes the table uses. */

import { octetName } from '../../base/octets.ts';
import type { InputSymbol } from '../../http1/table.ts';

const CONTROLS: Readonly<Record<string, string>> = {
  NUL: 'null',
  BEL: 'bell',
  BS: 'backspace',
  HTAB: 'horizontal tab',
  LF: 'line feed',
  VT: 'vertical tab',
  FF: 'form feed',
  CR: 'carriage return',
  ESC: 'escape',
  SP: 'space',
  DEL: 'delete',
};

const SIGNS: Readonly<Record<string, string>> = {
  '!': 'exclamation mark',
  '"': 'double quote',
  '#': 'number sign',
  $: 'dollar sign',
  '%': 'percent sign',
  '&': 'ampersand',
  "'": 'apostrophe',
  '(': 'left parenthesis',
  ')': 'right parenthesis',
  '*': 'asterisk',
  '+': 'plus sign',
  ',': 'comma',
  '-': 'hyphen',
  '.': 'full stop',
  '/': 'slash',
  ':': 'colon',
  ';': 'semicolon',
  '<': 'less-than sign',
  '=': 'equals sign',
  '>': 'greater-than sign',
  '?': 'question mark',
  '@': 'at sign',
  '[': 'left square bracket',
  '\\': 'backslash',
  ']': 'right square bracket',
  '^': 'circumflex',
  _: 'underscore',
  '`': 'backtick',
  '{': 'left brace',
  '|': 'vertical bar',
  '}': 'right brace',
  '~': 'tilde',
};

/** What an octet is called: `carriage return`, `slash`, `lower-case letter`. */
function nameOf(octet: number): string {
  const short = octetName(octet);
  if (short !== undefined) return CONTROLS[short] ?? 'control octet';
  if (octet >= 0x80) return 'outside US-ASCII';
  const sign = String.fromCharCode(octet);
  if (/\d/.test(sign)) return 'digit';
  if (/[a-z]/.test(sign)) return 'lower-case letter';
  if (/[A-Z]/.test(sign)) return 'upper-case letter';
  return SIGNS[sign] ?? 'sign';
}

/** What each class of octets contains, in words. */
const classes: Readonly<Record<InputSymbol, string>> = {
  CR: 'carriage return',
  LF: 'line feed',
  SP: 'space',
  HTAB: 'horizontal tab',
  'SP HTAB': 'space or horizontal tab',
  'HTAB VT FF': 'horizontal tab, vertical tab or form feed',
  'SP HTAB VT FF': 'space, horizontal tab, vertical tab or form feed',
  CTL: 'control octets except HTAB, LF and CR',
  'obs-text': 'octets 0x80 and above',
  ':': 'colon',
  ';': 'semicolon',
  '=': 'equals sign',
  DQUOTE: 'double quote',
  '\\': 'backslash',
  '/': 'slash',
  '.': 'full stop',
  H: 'the letter H',
  T: 'the letter T',
  P: 'the letter P',
  DIGIT: 'digits 0 to 9',
  '1-9': 'digits 1 to 9',
  HEXDIG: 'digits and letters A to F',
  tchar: "letters, digits and !#$%&'*+-.^_`|~",
  'target octet': 'visible US-ASCII except #',
  'field vchar': 'visible characters, and octets 0x80 and above',
  'field octet': 'visible characters, SP, HTAB, and octets 0x80 and above',
  qdtext: 'characters allowed inside quotes',
  any: 'any octet',
  else: 'any other octet',
  FIN: 'the end of the connection',
  TIMEOUT: 'a timeout',
  LIMIT: 'one octet over a limit',
  TOTAL: 'one octet over the limit for all chunk extensions of a message',
  UNASKED: 'a response without a request',
};

/** How a class is written: its name in the grammar. */
const symbol = (on: InputSymbol): string => {
  if (on === 'else') return 'any other';
  return /^(SP|HTAB) /.test(on) ? on.replaceAll(' ', ' · ') : on;
};

export const octets = { name: nameOf, classes, symbol };
