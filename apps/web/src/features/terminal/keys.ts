/** Maps the browser's key presses to keys of the line discipline. */
import type { Key } from '#shared/terminal/discipline.ts';
import type { EditName } from '#shared/terminal/line.ts';
import type { InputMode } from '../../session/state/settings.ts';

/** What a key press means. */
export type KeyPress =
  | { readonly as: 'key'; readonly key: Key }
  /** Pages to scroll by. */
  | { readonly as: 'scroll'; readonly pages: number }
  | { readonly as: 'copy' }
  /** A character, or input-method text: xterm delivers it. */
  | { readonly as: 'text' }
  /** Not for the terminal. */
  | { readonly as: 'other' };

const key = (name: Key): KeyPress => ({ as: 'key', key: name });
const edit = (name: EditName): KeyPress => key({ key: 'edit', edit: name });
const control = (octet: number): KeyPress => key({ key: 'control', octet });
const OTHER: KeyPress = { as: 'other' };

/** BS, HTAB and ESC. */
const BS = 0x08;
const HTAB = 0x09;
const ESC = 0x1b;

const EDITING: Readonly<Record<string, EditName>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'home',
  End: 'end',
  Backspace: 'backspace',
  Delete: 'delete',
};

/** With Ctrl, or with Option on a Mac. */
const EDITING_WORDS: Readonly<Record<string, EditName>> = {
  ArrowLeft: 'word-left',
  ArrowRight: 'word-right',
  Backspace: 'kill-word',
};

/** By physical key, so that they work in any layout. */
const CONTROLLED: Readonly<Record<string, KeyPress>> = {
  KeyA: edit('home'),
  KeyE: edit('end'),
  KeyU: edit('kill-start'),
  KeyK: edit('kill-end'),
  KeyW: edit('kill-word'),
  KeyH: edit('backspace'),
  KeyD: key({ key: 'eof' }),
  KeyL: key({ key: 'clear' }),
  KeyJ: key({ key: 'enter', end: 'lf' }),
  KeyM: key({ key: 'enter', end: 'cr' }),
};

const CONTROLLED_IN_KEY_MODE: Readonly<Record<string, KeyPress>> = {
  KeyH: control(BS),
  KeyI: control(HTAB),
  KeyD: CONTROLLED.KeyD as KeyPress,
  KeyL: CONTROLLED.KeyL as KeyPress,
  KeyJ: CONTROLLED.KeyJ as KeyPress,
  KeyM: CONTROLLED.KeyM as KeyPress,
};

/** `selected`: text in the terminal is selected, which Ctrl+C then copies. */
export function keyPress(event: KeyboardEvent, mode: InputMode, selected: boolean): KeyPress {
  if (event.isComposing || event.keyCode === 229 || isCharacter(event)) return { as: 'text' };
  if (event.metaKey) return OTHER;
  if (event.ctrlKey && !event.altKey) return withControl(event, mode, selected);
  if (event.altKey) return mode === 'line' ? wordEdit(event) : OTHER;
  return mode === 'line' ? plain(event) : inKeyMode(event);
}

/** AltGr and a Mac's Option produce characters. */
function isCharacter(event: KeyboardEvent): boolean {
  if ([...event.key].length !== 1) return event.key === 'Dead';
  return event.getModifierState('AltGraph') || (!event.ctrlKey && !event.metaKey);
}

function withControl(event: KeyboardEvent, mode: InputMode, selected: boolean): KeyPress {
  if (event.code === 'KeyC') {
    if (selected) return { as: 'copy' };
    return event.shiftKey ? OTHER : key({ key: 'interrupt' });
  }
  if (event.shiftKey) return OTHER;
  const named = (mode === 'line' ? CONTROLLED : CONTROLLED_IN_KEY_MODE)[event.code];
  return named ?? (mode === 'line' ? wordEdit(event) : OTHER);
}

function wordEdit(event: KeyboardEvent): KeyPress {
  const name = EDITING_WORDS[event.key];
  return name === undefined ? OTHER : edit(name);
}

function plain(event: KeyboardEvent): KeyPress {
  switch (event.key) {
    case 'Enter':
      return key({ key: 'enter', end: event.shiftKey ? 'other' : 'usual' });
    case 'ArrowUp':
      return key({ key: 'up' });
    case 'ArrowDown':
      return key({ key: 'down' });
    case 'Tab':
      return event.shiftKey ? OTHER : key({ key: 'tab' });
    case 'Escape':
      return key({ key: 'escape' });
    case 'PageUp':
      return { as: 'scroll', pages: -1 };
    case 'PageDown':
      return { as: 'scroll', pages: 1 };
    default: {
      const name = EDITING[event.key];
      return name === undefined ? OTHER : edit(name);
    }
  }
}

/** Shift+Tab leaves, in either mode. */
function inKeyMode(event: KeyboardEvent): KeyPress {
  if (event.key === 'Tab') return event.shiftKey ? OTHER : control(HTAB);
  if (event.key === 'Escape') return control(ESC);
  if (event.key === 'Backspace' && event.shiftKey) return control(BS);
  return plain(event);
}

/** Text from xterm. On-screen keyboards deliver Enter and Backspace this way; key sequences never come this way. */
export function keyOfData(data: string): Key | null {
  if (data === '\r') return { key: 'enter', end: 'usual' };
  if (data === '\x7f') return { key: 'edit', edit: 'backspace' };
  return /\p{Cc}/u.test(data) || data === '' ? null : { key: 'text', text: data };
}
