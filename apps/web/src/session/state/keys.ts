/**
 * The one table of commands and their keys, by physical key (`event.code`): the same in any layout. The help dialog and
 * the command palette use it; its words are `t.shell.commands`.
 */
export interface Chord {
  readonly code: string;
  readonly shift?: true;
  readonly alt?: true;
  /** Ctrl, or Command on a Mac. */
  readonly mod?: true;
}

export type CommandGroup = 'walk' | 'look' | 'talk' | 'hold' | 'page';

interface Row {
  readonly group: CommandGroup;
  readonly keys?: readonly Chord[];
  /** Also while the user types. */
  readonly anywhere?: true;
}

const key = (code: string, ...held: readonly ('shift' | 'alt' | 'mod')[]): readonly Chord[] => [
  { code, ...Object.fromEntries(held.map((modifier) => [modifier, true])) },
];

const row = (group: CommandGroup, keys?: readonly Chord[]): Row => (keys === undefined ? { group } : { group, keys });

export const COMMANDS = {
  'octet.back': row('walk', key('ArrowLeft')),
  'octet.forward': row('walk', key('ArrowRight')),
  'token.back': row('walk', key('ArrowLeft', 'shift')),
  'token.forward': row('walk', key('ArrowRight', 'shift')),
  'line.back': row('walk', key('ArrowLeft', 'alt')),
  'line.forward': row('walk', key('ArrowRight', 'alt')),
  'read.back': row('walk', key('BracketLeft')),
  'read.forward': row('walk', key('BracketRight')),
  'message.back': row('walk', key('BracketLeft', 'shift')),
  'message.forward': row('walk', key('BracketRight', 'shift')),
  'source.back': row('walk', key('Comma')),
  'source.forward': row('walk', key('Period')),
  'problem.forward': row('walk', key('KeyN')),
  'problem.back': row('walk', key('KeyN', 'shift')),
  'walk.first': row('walk', key('Home')),
  'walk.last': row('walk', key('End')),
  run: row('walk', key('Space')),
  breakpoint: row('walk', key('KeyB')),
  goto: row('look', key('KeyG')),
  find: row('look', key('Slash')),
  hex: row('look', key('KeyH')),
  terminal: row('talk', key('KeyT')),
  composer: row('talk', key('KeyE')),
  cut: row('talk', key('KeyX')),
  compare: row('talk', key('KeyC')),
  'compare.here': row('talk', key('KeyC', 'shift')),
  send: { group: 'talk', keys: key('Enter', 'mod'), anywhere: true },
  server: { group: 'talk', keys: key('KeyO', 'mod'), anywhere: true },
  connect: row('talk'),
  'half-close': row('talk'),
  reset: row('talk'),
  'lane.next': row('talk'),
  'lane.back': row('talk'),
  'hold.now': row('hold', key('KeyP')),
  'hold.stops': row('hold', key('KeyP', 'shift')),
  'hold.octet': row('hold', key('KeyS')),
  'hold.token': row('hold', key('KeyS', 'shift')),
  'hold.line': row('hold', key('KeyS', 'alt')),
  'hold.state': row('hold', key('KeyS', 'shift', 'alt')),
  'hold.run': row('hold', key('KeyR')),
  'hold.release': row('hold', key('KeyR', 'shift')),
  'hold.freeze': row('hold', key('KeyZ')),
  palette: { group: 'page', keys: key('KeyK', 'mod'), anywhere: true },
  help: row('page', key('Slash', 'shift')),
  theme: row('page'),
} as const satisfies Record<string, Row>;

export type CommandId = keyof typeof COMMANDS;

export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[];

export const GROUPS: readonly CommandGroup[] = ['walk', 'look', 'talk', 'hold', 'page'];

export function rowOf(id: CommandId): Row {
  return COMMANDS[id];
}

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

const NAMES: ReadonlyMap<string, string> = new Map([
  ['ArrowLeft', '←'],
  ['ArrowRight', '→'],
  ['BracketLeft', '['],
  ['BracketRight', ']'],
  ['Slash', '/'],
  ['Comma', ','],
  ['Period', '.'],
  ['Space', 'Space'],
  ['Enter', 'Enter'],
]);

/** A chord as displayed: `Shift ←`, `Ctrl K`. */
export function chordText({ code, shift, alt, mod }: Chord): string {
  if (code === 'Slash' && shift) return '?';
  const held = [mod && (isMac() ? '⌘' : 'Ctrl'), alt && (isMac() ? '⌥' : 'Alt'), shift && 'Shift'].filter(Boolean);
  return [...held, NAMES.get(code) ?? code.replace(/^Key|^Digit/, '')].join(' ');
}

/** The keys of a command as displayed, or undefined if it has none. */
export function keysOf(id: CommandId): string | undefined {
  const chord = rowOf(id).keys?.[0];
  return chord === undefined ? undefined : chordText(chord);
}

/** The command for a key press, or null. */
export function commandOf(event: KeyboardEvent): CommandId | null {
  return COMMAND_IDS.find((id) => rowOf(id).keys?.some((chord) => fits(chord, event))) ?? null;
}

function fits(chord: Chord, event: KeyboardEvent): boolean {
  const mac = isMac();
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  const held = event.shiftKey === !!chord.shift && event.altKey === !!chord.alt && mod === !!chord.mod && !other;
  return held && event.code === chord.code;
}
