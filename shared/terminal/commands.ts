/**
 * Dot-commands: a line that begins with a dot is for the terminal, not for the server. `..` at the start of a line sends
 * one dot. This file decides what a command does to octets; the page carries it out.
 */
import type { Ending } from '../base/endings.ts';
import { hexLiteral, type Literal, textLiteral } from '../base/literal.ts';
import { nearest } from './suggest.ts';

/** The most octets one command sends: as many as a transcript keeps. */
export const MOST_OCTETS = 64 * 1024 * 1024;
/** The longest pause, in ms. */
export const MOST_WAIT = 600_000;

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'enter'; readonly ending: Ending }
  | { readonly name: 'send'; readonly bytes: Uint8Array }
  | { readonly name: 'repeat'; readonly count: number; readonly bytes: Uint8Array }
  | { readonly name: 'wait'; readonly ms: number }
  | { readonly name: 'mode'; readonly mode: 'line' | 'key' }
  | { readonly name: 'file' | 'close' | 'reset' | 'connect' | 'clear' };

/** Why a line is not a command; text/en/terminal.ts has a sentence for each. */
export type CommandFault =
  | { readonly why: 'unknown'; readonly word: string; readonly suggestion: CommandWord | null }
  | { readonly why: 'no-argument'; readonly word: CommandWord }
  | { readonly why: 'argument-wanted'; readonly word: CommandWord }
  /** `at`: index in the line of the first invalid character. */
  | { readonly why: 'unreadable'; readonly word: CommandWord; readonly at: number }
  | { readonly why: 'too-large'; readonly word: CommandWord; readonly most: number };

export type Parsed =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'command'; readonly command: Command }
  | { readonly is: 'fault'; readonly fault: CommandFault };

/** `argument` begins at index `at` of the line. */
type Reader = (argument: string, word: CommandWord, at: number) => Command | CommandFault;

const plain =
  (command: Command): Reader =>
  (argument, word) =>
    argument.trim() === '' ? command : { why: 'no-argument', word };

const octets =
  (read: (text: string) => Literal): Reader =>
  (argument, word, at) => {
    if (argument === '') return { why: 'argument-wanted', word };
    const literal = read(argument);
    return literal.ok ? { name: 'send', bytes: literal.bytes } : { why: 'unreadable', word, at: at + literal.at };
  };

const wait: Reader = (argument, word, at) => {
  if (argument === '') return { why: 'argument-wanted', word };
  if (!isCount(argument)) return { why: 'unreadable', word, at };
  const ms = Number(argument);
  return ms > MOST_WAIT ? { why: 'too-large', word, most: MOST_WAIT } : { name: 'wait', ms };
};

/** `.repeat COUNT TEXT`. */
const repeat: Reader = (argument, word, at) => {
  const gap = argument.indexOf(' ');
  if (gap < 0) return { why: 'argument-wanted', word };
  const digits = argument.slice(0, gap);
  if (!isCount(digits)) return { why: 'unreadable', word, at };
  const literal = textLiteral(argument.slice(gap + 1));
  if (!literal.ok) return { why: 'unreadable', word, at: at + gap + 1 + literal.at };
  if (literal.bytes.length === 0) return { why: 'argument-wanted', word };
  const count = Number(digits);
  const tooMany = count * literal.bytes.length > MOST_OCTETS;
  return tooMany ? { why: 'too-large', word, most: MOST_OCTETS } : { name: 'repeat', count, bytes: literal.bytes };
};

const isCount = (text: string): boolean => /^\d{1,12}$/.test(text);

/** Every command by its word, in the order of `.help`. */
const READERS = {
  help: plain({ name: 'help' }),
  crlf: plain({ name: 'enter', ending: 'crlf' }),
  lf: plain({ name: 'enter', ending: 'lf' }),
  cr: plain({ name: 'enter', ending: 'cr' }),
  none: plain({ name: 'enter', ending: 'none' }),
  hex: octets(hexLiteral),
  text: octets(textLiteral),
  repeat,
  file: plain({ name: 'file' }),
  wait,
  close: plain({ name: 'close' }),
  reset: plain({ name: 'reset' }),
  connect: plain({ name: 'connect' }),
  line: plain({ name: 'mode', mode: 'line' }),
  key: plain({ name: 'mode', mode: 'key' }),
  clear: plain({ name: 'clear' }),
} as const satisfies Record<string, Reader>;

export type CommandWord = keyof typeof READERS;

export const COMMAND_WORDS = Object.keys(READERS) as readonly CommandWord[];

function isWord(word: string): word is CommandWord {
  return Object.hasOwn(READERS, word);
}

/** Parses a line as it was typed. */
export function parseLine(line: string): Parsed {
  if (!line.startsWith('.')) return { is: 'text', text: line };
  if (line.startsWith('..')) return { is: 'text', text: line.slice(1) };
  const gap = line.indexOf(' ');
  const word = (gap < 0 ? line : line.slice(0, gap)).slice(1);
  if (!isWord(word)) return { is: 'fault', fault: { why: 'unknown', word, suggestion: meant(word) } };
  const at = gap < 0 ? line.length : gap + 1;
  const read = (READERS as Readonly<Record<CommandWord, Reader>>)[word](line.slice(at), word, at);
  return 'why' in read ? { is: 'fault', fault: read } : { is: 'command', command: read };
}

function meant(word: string): CommandWord | null {
  if (word === '') return 'help';
  const lower = word.toLowerCase();
  const begun = COMMAND_WORDS.find((one) => one.startsWith(lower));
  return begun ?? (nearest(lower, COMMAND_WORDS) as CommandWord | null);
}

/** The rest of the first command whose word begins with the line; '' when there is none. */
export function completion(line: string): string {
  if (!line.startsWith('.') || line.length < 2 || line.includes(' ')) return '';
  const typed = line.slice(1);
  const word = COMMAND_WORDS.find((one) => one.startsWith(typed));
  return word === undefined ? '' : word.slice(typed.length);
}

/** `count` times the same octets, in pieces of at most `most` octets, made on demand. */
export function* repeated(bytes: Uint8Array, count: number, most: number): Generator<Uint8Array> {
  const whole = Math.max(1, Math.floor(most / bytes.length));
  for (let left = count; left > 0; left -= whole) yield filledWith(bytes, Math.min(whole, left));
}

function filledWith(bytes: Uint8Array, times: number): Uint8Array {
  const filled = new Uint8Array(bytes.length * times);
  filled.set(bytes);
  for (let done = bytes.length; done < filled.length; done *= 2) filled.copyWithin(done, 0, done);
  return filled;
}
