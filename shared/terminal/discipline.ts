/**
 * The line discipline: keys in, edits and effects out. Pure; it knows neither the browser nor the connection.
 *
 * Line mode is a terminal's usual mode: the typed line can be edited until Enter. Ctrl+D is the terminal's
 * end-of-file: on an empty line it half-closes; with text on the line it sends the text as it is, without a line
 * ending, and a second Ctrl+D half-closes. Key mode sends the octets of every key at once.
 */

import { type Ending, endingOctets, otherEnding } from '../base/endings.ts';
import { utf8 } from '../base/octets.ts';
import { type Held, hold, isHeldBack, type Prepared, prepare, toggled } from './held.ts';
import { type History, NO_HISTORY, recall, remember } from './history.ts';
import { EDITS, type EditName, EMPTY, insert, type Line } from './line.ts';

/** How one line ends: as set for Enter, the other way (Shift+Enter), with LF or CR (Ctrl+J, Ctrl+M), or not at all. */
export type LineEnd = 'usual' | 'other' | 'lf' | 'cr' | 'none';

export function endingOf(end: LineEnd, enter: Ending): Ending {
  if (end === 'usual') return enter;
  return end === 'other' ? otherEnding(enter) : end;
}

export type Key =
  | { readonly key: 'text'; readonly text: string }
  | { readonly key: 'enter'; readonly end: LineEnd }
  | { readonly key: 'edit'; readonly edit: EditName }
  | { readonly key: 'up' | 'down' | 'tab' | 'escape' | 'eof' | 'interrupt' | 'clear' }
  /** In key mode: an octet that is not a character. */
  | { readonly key: 'control'; readonly octet: number };

export interface InputState {
  readonly line: Line;
  readonly history: History;
  /** A pasted text that waits for Enter, and the line it replaced. */
  readonly held: { readonly paste: Held; readonly over: Line } | null;
}

export const NO_INPUT: InputState = { line: EMPTY, history: NO_HISTORY, held: null };

/** What the page does next. */
export type EditorEffect =
  /** A line: text for the server, or a dot-command. */
  | { readonly do: 'submit'; readonly line: string; readonly end: LineEnd }
  /** A held paste: its exact octets, or line by line as a script. */
  | { readonly do: 'paste'; readonly paste: Held; readonly as: 'octets' | 'script' }
  | { readonly do: 'half-close' | 'interrupt' | 'clear' };

export interface Pressed {
  readonly state: InputState;
  readonly effect: EditorEffect | null;
  /** False: the key has no meaning here, and the browser may handle it. */
  readonly taken: boolean;
}

/** What a key depends on besides the typed text. */
export interface Surroundings {
  /** The suggestion after the line; null: none. */
  readonly rest: string | null;
  readonly enter: Ending;
}

const taken = (state: InputState, effect: EditorEffect | null = null): Pressed => ({ state, effect, taken: true });
const ignored = (state: InputState): Pressed => ({ state, effect: null, taken: false });

/** A key in line mode. */
export function press(state: InputState, key: Key, around: Surroundings): Pressed {
  if (state.held !== null) return pressOverPaste(state, state.held, key, around);
  const { line, history } = state;
  switch (key.key) {
    case 'text':
      return taken({ ...state, line: insert(line, key.text) });
    case 'enter':
      return submit(state, key.end);
    case 'edit':
      return edit(state, key.edit, around.rest);
    case 'up':
    case 'down': {
      const found = recall(history, line, key.key === 'up' ? -1 : 1);
      return taken(found === null ? state : { ...state, ...found });
    }
    case 'tab':
      return around.rest === null ? ignored(state) : taken(accept(state, around.rest));
    case 'escape':
      return line.text === '' ? ignored(state) : taken({ ...state, line: EMPTY });
    case 'eof':
      return line.text === '' ? taken(state, { do: 'half-close' }) : submit(state, 'none');
    case 'interrupt':
    case 'clear':
      return taken(state, { do: key.key });
    case 'control':
      return ignored(state);
  }
}

function submit(state: InputState, end: LineEnd): Pressed {
  const line = state.line.text;
  return taken({ line: EMPTY, history: remember(state.history, line), held: null }, { do: 'submit', line, end });
}

/** At the end of the line, → and End accept the suggestion. */
function edit(state: InputState, name: EditName, rest: string | null): Pressed {
  const { line } = state;
  const forward = name === 'right' || name === 'end' || name === 'word-right';
  if (forward && rest !== null && line.cursor === line.text.length) return taken(accept(state, rest));
  return taken({ ...state, line: EDITS[name](line) });
}

function accept(state: InputState, rest: string): InputState {
  return { ...state, line: insert(EDITS.end(state.line), rest) };
}

function pressOverPaste(
  state: InputState,
  held: NonNullable<InputState['held']>,
  key: Key,
  { enter }: Surroundings,
): Pressed {
  const { paste, over } = held;
  if (paste.prepared !== undefined && (key.key === 'text' || key.key === 'edit')) return taken(state);
  const changed = (text: string): Pressed => taken({ ...state, held: { over, paste: { ...paste, text } } });
  switch (key.key) {
    case 'text':
      return changed(paste.text + key.text);
    case 'enter':
      return taken(released(state, held), { do: 'paste', paste, as: key.end === 'other' ? 'script' : 'octets' });
    case 'eof':
      return taken(released(state, held), { do: 'paste', paste, as: 'octets' });
    case 'tab':
      return taken({ ...state, held: { over, paste: toggled(paste, enter) } });
    case 'edit':
      return key.edit === 'backspace' ? changed([...paste.text].slice(0, -1).join('')) : taken(state);
    case 'escape':
      return taken({ ...state, line: over, held: null });
    case 'interrupt':
    case 'clear':
      return taken(state, { do: key.key });
    default:
      return taken(state);
  }
}

/** Prepared octets hide the typed line, which comes back later; a paste absorbs it. */
function released(state: InputState, { paste, over }: NonNullable<InputState['held']>): InputState {
  return { ...state, line: paste.prepared === undefined ? EMPTY : over, held: null };
}

/** Prepared octets, held over the line until Enter. */
export function offer(state: InputState, prepared: Prepared): InputState {
  return { ...state, line: EMPTY, held: { paste: prepare(prepared), over: state.held?.over ?? state.line } };
}

/** A pasted text: a single line goes into the line, a longer text is held until Enter. */
export function paste(state: InputState, text: string): InputState {
  if (state.held?.paste.prepared !== undefined) return paste({ ...state, line: state.held.over, held: null }, text);
  if (state.held !== null) {
    const { over, paste: before } = state.held;
    return { ...state, held: { over, paste: { ...before, text: before.text + text } } };
  }
  if (!isHeldBack(text)) return { ...state, line: insert(state.line, text) };
  const { line } = state;
  const whole = line.text.slice(0, line.cursor) + text + line.text.slice(line.cursor);
  return { ...state, line: EMPTY, held: { paste: hold(whole), over: line } };
}

/** DEL, sent by a terminal's Backspace key. */
const DEL = 0x7f;

/** The octets a key sends in key mode; null when it sends none. */
export function octetsOfKey(key: Key, enter: Ending): Uint8Array | null {
  switch (key.key) {
    case 'text':
      return utf8(key.text);
    case 'enter':
      return endingOctets(endingOf(key.end, enter));
    case 'edit':
      return key.edit === 'backspace' ? Uint8Array.of(DEL) : null;
    case 'control':
      return Uint8Array.of(key.octet);
    default:
      return null;
  }
}
