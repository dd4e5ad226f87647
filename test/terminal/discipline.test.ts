import { describe, expect, test } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import {
  endingOf,
  type InputState,
  type Key,
  NO_INPUT,
  octetsOfKey,
  type Pressed,
  paste,
  press,
  type Surroundings,
} from '#shared/terminal/discipline.ts';
import { hold } from '#shared/terminal/held.ts';
import { lineOf } from '#shared/terminal/line.ts';

const AROUND: Surroundings = { rest: null, enter: 'crlf' };
const ENTER: Key = { key: 'enter', end: 'usual' };
const type = (text: string): Key => ({ key: 'text', text });
const key = (name: 'up' | 'down' | 'tab' | 'escape' | 'eof' | 'interrupt' | 'clear'): Key => ({ key: name });

/** All keys in a row; what came of the last one. */
function pressed(keys: readonly Key[], around: Partial<Surroundings> = {}, from: InputState = NO_INPUT): Pressed {
  let last: Pressed = { state: from, effect: null, taken: false };
  for (const one of keys) last = press(last.state, one, { ...AROUND, ...around });
  return last;
}

describe('line mode', () => {
  test('Enter gives the line away, and remembers it', () => {
    const { state, effect } = pressed([type('GET'), ENTER]);
    expect(effect).toEqual({ do: 'submit', line: 'GET', end: 'usual' });
    expect(state.line.text).toBe('');
    expect(pressed([key('up')], {}, state).state.line.text).toBe('GET');
  });

  test('Shift+Enter, Ctrl+J and Ctrl+M end one line in another way', () => {
    expect(pressed([type('a'), { key: 'enter', end: 'other' }]).effect).toMatchObject({ end: 'other' });
    expect((['usual', 'other', 'lf', 'cr', 'none'] as const).map((end) => endingOf(end, 'lf'))).toEqual([
      'lf',
      'crlf',
      'lf',
      'cr',
      'none',
    ]);
  });

  test('Ctrl+D is end-of-file on an empty line, and sends the typed text on another', () => {
    expect(pressed([key('eof')]).effect).toEqual({ do: 'half-close' });
    const { state, effect } = pressed([type('GE'), key('eof')]);
    expect(effect).toEqual({ do: 'submit', line: 'GE', end: 'none' });
    expect(pressed([key('eof')], {}, state).effect).toEqual({ do: 'half-close' });
  });

  test('Tab, → and End take the suggestion; without one Tab is the browser’s', () => {
    for (const one of [key('tab'), { key: 'edit', edit: 'right' }, { key: 'edit', edit: 'end' }] as Key[]) {
      expect(pressed([type('GE'), one], { rest: 'T /' }).state.line).toEqual(lineOf('GET /'));
    }
    expect(pressed([type('GE'), key('tab')]).taken).toBe(false);
    // → inside the line moves.
    const inside = pressed([type('GE'), { key: 'edit', edit: 'left' }, { key: 'edit', edit: 'right' }], { rest: null });
    expect(inside.state.line).toEqual(lineOf('GE'));
  });

  test('Escape empties the line, and is the browser’s when there is nothing to empty', () => {
    expect(pressed([type('GE'), key('escape')]).state.line.text).toBe('');
    expect(pressed([key('escape')]).taken).toBe(false);
  });

  test('Ctrl+C and Ctrl+L keep the line', () => {
    expect(pressed([type('GE'), key('interrupt')])).toMatchObject({
      effect: { do: 'interrupt' },
      state: { line: { text: 'GE' } },
    });
    expect(pressed([type('GE'), key('clear')])).toMatchObject({ effect: { do: 'clear' } });
  });
});

describe('pasting', () => {
  test('one line goes into the line, at the cursor', () => {
    const before = pressed([type('ab'), { key: 'edit', edit: 'left' }]).state;
    expect(paste(before, 'XY').line).toEqual({ text: 'aXYb', cursor: 3 });
  });

  test('several lines wait for Enter, with what was typed around them', () => {
    const state = paste(pressed([type('GET ')]).state, '/ HTTP/1.1\nHost: x\n\n');
    expect(state.held?.paste.text).toBe('GET / HTTP/1.1\nHost: x\n\n');
    const { effect, state: after } = pressed([ENTER], {}, state);
    expect(effect).toEqual({ do: 'paste', paste: hold('GET / HTTP/1.1\nHost: x\n\n'), as: 'octets' });
    expect(after).toMatchObject({ held: null, line: { text: '' } });
  });

  test('Escape gives the line back', () => {
    const state = paste(pressed([type('GET ')]).state, 'a\nb');
    expect(pressed([key('escape')], {}, state).state).toMatchObject({ held: null, line: { text: 'GET ' } });
  });

  test('Tab converts the endings and takes that back; Shift+Enter runs a script', () => {
    const state = paste(NO_INPUT, 'a\nb\n');
    expect(pressed([key('tab')], {}, state).state.held?.paste.converted).toBe('crlf');
    expect(pressed([key('tab'), key('tab')], {}, state).state.held?.paste.converted).toBeNull();
    expect(pressed([{ key: 'enter', end: 'other' }], {}, state).effect).toMatchObject({ do: 'paste', as: 'script' });
  });

  test('text typed or pasted meanwhile goes to its end', () => {
    const state = paste(paste(NO_INPUT, 'a\nb'), 'c');
    expect(pressed([type('d')], {}, state).state.held?.paste.text).toBe('a\nbcd');
    expect(pressed([{ key: 'edit', edit: 'backspace' }], {}, state).state.held?.paste.text).toBe('a\nb');
  });
});

describe('key mode', () => {
  test.each<[Key, string | null]>([
    [type('я'), '\xd1\x8f'],
    [ENTER, '\r\n'],
    [{ key: 'enter', end: 'other' }, '\n'],
    [{ key: 'edit', edit: 'backspace' }, '\x7f'],
    [{ key: 'control', octet: 8 }, '\b'],
    [{ key: 'edit', edit: 'left' }, null],
    [key('up'), null],
  ])('%o', (one, octets) => {
    const sent = octetsOfKey(one, 'crlf');
    expect(sent === null ? null : latin1(sent)).toBe(octets);
  });
});
