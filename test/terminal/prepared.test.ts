/** Octets made ready for the terminal: held until Enter, never edited, and nothing typed is lost. */
import { expect, it } from 'vitest';
import { type Key, NO_INPUT, offer, paste, press } from '#shared/terminal/discipline.ts';
import { heldOctets, heldWrites } from '#shared/terminal/held.ts';
import { insert } from '#shared/terminal/line.ts';

const AROUND = { rest: null, enter: 'crlf' } as const;
const WRITES = [Uint8Array.of(0xff), Uint8Array.of(0x41)];

const typed = { ...NO_INPUT, line: insert(NO_INPUT.line, 'GET') };
const held = offer(typed, { writes: WRITES, after: 'fin' });
const key = (name: Key['key']): Key => ({ key: name }) as Key;

it('holds them over the line, as they are', () => {
  expect(held.line.text).toBe('');
  expect(heldWrites(held.held!.paste)).toEqual(WRITES);
  expect(heldOctets(held.held!.paste)).toEqual(Uint8Array.of(0xff, 0x41));
});

it.each([{ key: 'text', text: 'x' }, { key: 'edit', edit: 'backspace' }, key('tab')] as Key[])(
  'lets %j change nothing',
  (one) => {
    const { state, effect } = press(held, one, AROUND);
    expect(effect).toBeNull();
    expect(heldWrites(state.held!.paste)).toEqual(WRITES);
  },
);

it('hands them over at Enter, and gives the line back', () => {
  const { state, effect } = press(held, { key: 'enter', end: 'usual' }, AROUND);
  expect(effect).toMatchObject({ do: 'paste', paste: { prepared: { writes: WRITES, after: 'fin' } } });
  expect(state).toMatchObject({ held: null, line: { text: 'GET' } });
});

it('drops them at Escape, and gives the line back', () => {
  const { state, effect } = press(held, key('escape'), AROUND);
  expect(effect).toBeNull();
  expect(state).toMatchObject({ held: null, line: { text: 'GET' } });
});

it('gives way to a paste', () => {
  expect(paste(held, 'X')).toMatchObject({ held: null, line: { text: 'GETX' } });
  expect(paste(held, 'a\nb').held?.paste.text).toBe('GETa\nb');
});
