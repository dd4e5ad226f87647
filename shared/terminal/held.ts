/**
 * A pasted text of several lines, held until Enter: exactly what was pasted is sent, with its line endings.
 * One key converts them, visibly. If some lines are dot-commands, it can run as a script instead.
 */

import { type Ending, endingOctets, endingsIn, linesOf, withEnding } from '../base/endings.ts';
import { concat, utf8 } from '../base/octets.ts';
import { parseLine } from './commands.ts';

export interface Held {
  /** As pasted. */
  readonly text: string;
  /** The ending that all lines were converted to; null: kept. */
  readonly converted: Ending | null;
  /** Present when it was not pasted: prepared octets, which cannot be edited. */
  readonly prepared?: Prepared;
}

/** What is sent on one connection: the octets of each write, and what follows the last. */
export interface PreparedVisit {
  readonly writes: readonly Uint8Array[];
  readonly after: 'stays' | 'fin' | 'reset';
}

/** Octets prepared elsewhere on the page. */
export interface Prepared extends PreparedVisit {
  /** What is sent after them, each on a new connection to the same server. */
  readonly then?: readonly PreparedVisit[];
}

export function prepare(prepared: Prepared): Held {
  return { text: '', converted: null, prepared };
}

/** Whether a pasted text is held: it has a line ending. Other texts go into the line. */
export function isHeldBack(text: string): boolean {
  return endingsIn(text).length > 0;
}

export function hold(text: string): Held {
  return { text, converted: null };
}

/** Converts the endings to those of Enter, or back to the pasted ones. */
export function toggled(held: Held, enter: Ending): Held {
  if (held.prepared !== undefined) return held;
  if (held.converted !== null) return { ...held, converted: null };
  const target = conversionOf(held, enter);
  return target === null ? held : { ...held, converted: target };
}

/** The ending to convert to; null when there is nothing to convert. */
export function conversionOf(held: Held, enter: Ending): Ending | null {
  const target = enter === 'none' ? 'crlf' : enter;
  const kinds = endingsIn(held.text);
  if (held.prepared !== undefined) return null;
  return kinds.length === 1 && kinds[0] === target ? null : target;
}

/** The text to send. */
export function heldText({ text, converted }: Held): string {
  return converted === null ? text : withEnding(text, converted);
}

/** Its writes on the connection shown. */
export function heldWrites(held: Held): readonly Uint8Array[] {
  return held.prepared?.writes ?? [utf8(heldText(held))];
}

export function heldOctets(held: Held): Uint8Array {
  return concat([...heldWrites(held)]);
}

/** How many of its lines are commands. Without any it is not a script. */
export function commandsIn(held: Held): number {
  return linesOf(held.text).filter(({ text }) => parseLine(text).is === 'command').length;
}

/** One step of a script: a line as typed, and the octets that end it when it is sent. */
export interface ScriptLine {
  readonly line: string;
  readonly end: Uint8Array;
}

/** The lines of a script, in order, each with its pasted or converted ending. */
export function scriptOf(held: Held): ScriptLine[] {
  return linesOf(heldText(held)).map(({ text, ending }) => ({ line: text, end: endingOctets(ending) }));
}
