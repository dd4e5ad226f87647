/** Keys are known by their place, and no two commands share one. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shell } from '#shared/text/en/shell.ts';
import { COMMAND_IDS, chordText, commandOf, rowOf } from '../../apps/web/src/session/state/keys.ts';

const press = (code: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({ code, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...held }) as KeyboardEvent;

beforeEach(() => vi.stubGlobal('navigator', { platform: 'Linux x86_64' }));
afterEach(() => {
  vi.unstubAllGlobals();
});

it('has words for every command', () => {
  expect(Object.keys(shell.commands).sort()).toEqual([...COMMAND_IDS].sort());
});

it('gives no chord to two commands', () => {
  const chords = COMMAND_IDS.flatMap((id) => (rowOf(id).keys ?? []).map(chordText));
  expect(new Set(chords).size).toBe(chords.length);
});

it.each([
  ['octet.back', press('ArrowLeft')],
  ['token.back', press('ArrowLeft', { shiftKey: true })],
  ['line.forward', press('ArrowRight', { altKey: true })],
  ['problem.back', press('KeyN', { shiftKey: true, key: 'Т' })],
  ['find', press('Slash', { key: '.' })],
  ['help', press('Slash', { shiftKey: true, key: ',' })],
  ['palette', press('KeyK', { ctrlKey: true, key: 'л' })],
])('%s', (id, event) => {
  expect(commandOf(event)).toBe(id);
});

it.each([
  ['with Ctrl', press('KeyN', { ctrlKey: true })],
  ['with Ctrl and Meta', press('KeyK', { ctrlKey: true, metaKey: true })],
  ['unknown', press('KeyQ')],
])('is not taken: %s', (_, event) => {
  expect(commandOf(event)).toBeNull();
});

it('uses Command on a Mac', () => {
  vi.stubGlobal('navigator', { platform: 'MacIntel' });
  expect(commandOf(press('KeyK', { metaKey: true }))).toBe('palette');
  expect(commandOf(press('KeyK', { ctrlKey: true }))).toBeNull();
  expect(chordText({ code: 'KeyK', mod: true })).toBe('⌘ K');
});
