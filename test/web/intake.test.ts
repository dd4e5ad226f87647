/** The page takes entries once and in order, whatever the link does. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeEntries } from '#shared/transcript/record/codec.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import type { ToPage } from '#shared/wire/messages.ts';
import { Intake } from '../../apps/web/src/session/link/intake.ts';
import { Pending } from '../../apps/web/src/session/link/pending.ts';
import { INITIAL, useStore } from '../../apps/web/src/session/state/store.ts';

const write = (seq: number): Entry => ({ seq, t: seq, kind: 'write', at: 'server', bytes: Uint8Array.of(65) });
const gap = (seq: number, entries: number): Entry => ({
  ...{ seq, t: seq, kind: 'dropped', at: 'server', entries, inbound: 0, outbound: entries },
});
const range = (from: number, to: number): Entry[] => Array.from({ length: to - from }, (_, i) => write(from + i));

const lane = (number: number, origin: 'page' | 'outside' = 'page', ref: number | null = 7): ToPage => ({
  type: 'lane',
  lane: { lane: number, server: 'engine', origin, ref },
});
const entries = (number: number, list: Entry[]): ToPage => ({
  type: 'entries',
  lane: number,
  now: 1,
  bytes: encodeEntries(list),
});
const welcome = (resumed: boolean): ToPage => ({
  type: 'welcome',
  version: 1,
  engineVersion: '1',
  resumed,
  newest: null,
  targets: [],
});

const numbersOf = (number: number) =>
  useStore
    .getState()
    .lanes.get(number)
    ?.entries.map(({ seq }) => seq);

let resyncs = 0;
let pending: Pending;
let intake: Intake;

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', () => 1);
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  useStore.setState(INITIAL, true);
  resyncs = 0;
  pending = new Pending();
  intake = new Intake(pending, () => {
    resyncs++;
  });
});

afterEach(() => {
  intake.flush();
  vi.unstubAllGlobals();
});

describe('entries', () => {
  it('come once and in order through any number of frames', () => {
    for (const message of [lane(1), entries(1, range(0, 3)), entries(1, range(3, 5))]) intake.take(message);
    intake.flush();
    expect(numbersOf(1)).toEqual([0, 1, 2, 3, 4]);
    expect(intake.have()).toEqual([{ lane: 1, next: 5 }]);
  });

  it('that are here already are ignored', () => {
    for (const message of [lane(1), entries(1, range(0, 3)), entries(1, range(1, 4))]) intake.take(message);
    intake.flush();
    expect(numbersOf(1)).toEqual([0, 1, 2, 3]);
    expect(resyncs).toBe(0);
  });

  it('behind a missing one make the page come back for it', () => {
    for (const message of [lane(1), entries(1, range(0, 3)), entries(1, range(4, 6))]) intake.take(message);
    intake.flush();
    expect(numbersOf(1)).toEqual([0, 1, 2]);
    expect(resyncs).toBe(1);
    expect(intake.have()).toEqual([{ lane: 1, next: 3 }]);
  });

  it('swallowed by a gap give their place to it, in a new list', () => {
    for (const message of [lane(1), entries(1, range(0, 5))]) intake.take(message);
    intake.flush();
    const before = useStore.getState().lanes.get(1)?.entries;
    intake.take(entries(1, [gap(1, 7), write(8)]));
    intake.flush();
    expect(numbersOf(1)).toEqual([0, 1, 8]);
    expect(before).toHaveLength(5);
    expect(intake.have()).toEqual([{ lane: 1, next: 9 }]);
  });

  it('of an unannounced lane, or malformed ones, make the page reconnect', () => {
    intake.take(entries(4, range(0, 1)));
    intake.take(lane(1));
    intake.take({ type: 'entries', lane: 1, now: 1, bytes: Uint8Array.of(9) });
    expect(resyncs).toBe(2);
  });

  it('reach the store together: a value taken before keeps its count', () => {
    intake.take(lane(1));
    intake.take(entries(1, range(0, 2)));
    intake.flush();
    const before = useStore.getState().lanes.get(1);
    intake.take(entries(1, range(2, 3)));
    expect(useStore.getState().lanes.get(1)).toBe(before);
    intake.flush();
    expect(before?.count).toBe(2);
    expect(useStore.getState().lanes.get(1)?.count).toBe(3);
  });
});

describe('a session', () => {
  it('that was resumed keeps its positions', () => {
    for (const message of [lane(1), entries(1, range(0, 3)), welcome(true)]) intake.take(message);
    expect(intake.have()).toEqual([{ lane: 1, next: 3 }]);
  });

  it('that the server has forgotten leaves its lanes to be read', () => {
    for (const message of [lane(1), entries(1, range(0, 3)), welcome(false)]) intake.take(message);
    expect(intake.have()).toEqual([]);
    expect(useStore.getState().lanes.get(1)).toMatchObject({ detached: true, count: 3 });
  });
});

describe('a request', () => {
  it('to connect is granted by the lane that carries its number', async () => {
    let asked = 0;
    const result = pending.ask<number>((ref) => {
      asked = ref;
      return true;
    });
    intake.take(lane(3, 'page', asked));
    expect(await result).toEqual({ ok: true, value: 3 });
    expect(useStore.getState().lanes.has(3)).toBe(true);
  });

  it('is refused at once without a link, and when the link is lost', async () => {
    expect(await pending.ask(() => false)).toMatchObject({ ok: false, code: 'offline' });
    const waiting = pending.ask(() => true);
    pending.abandon();
    expect(await waiting).toMatchObject({ ok: false, code: 'offline' });
  });

  it('without a number is refused where the user reads it', () => {
    intake.take({ type: 'refused', ref: null, code: 'lane-closed', detail: '#1' });
    expect(useStore.getState().notices).toMatchObject([{ code: 'lane-closed', detail: '#1' }]);
  });
});

it('forgets the oldest outside lanes beyond 200, never the page’s own', () => {
  intake.take(lane(1));
  for (let number = 2; number <= 250; number++) intake.take(lane(number, 'outside', null));
  intake.flush();
  const { lanes } = useStore.getState();
  expect(lanes.size).toBe(200);
  expect([...lanes.keys()].slice(0, 2)).toEqual([1, 52]);
  intake.take(entries(2, range(0, 1)));
  expect(resyncs).toBe(0);
});
