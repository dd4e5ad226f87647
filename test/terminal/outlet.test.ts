import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { latin1, utf8 } from '#shared/base/octets.ts';
import { type Job, Outlet } from '../../apps/web/src/features/terminal/outlet.ts';
import { done, refused } from '../../apps/web/src/session/state/result.ts';

/** A connection that notes what is sent on it. */
function owner() {
  const state = { lane: 1, flying: 0, sent: [] as string[], dropped: 0, refuses: false };
  const outlet = new Outlet({
    send: (bytes) => {
      if (state.refuses) return refused('lane-closed');
      state.sent.push(latin1(bytes));
      return done;
    },
    flying: () => state.flying,
    lane: () => state.lane,
    changed: () => undefined,
    dropped: (octets) => {
      state.dropped += octets;
    },
  });
  return { outlet, state };
}

const send = (text: string): Job => ({ do: 'send', bytes: utf8(text) });
const wait = (ms: number): Job => ({ do: 'wait', ms });
const stream = (...pieces: string[]): Job => ({
  do: 'stream',
  pieces: pieces.map(utf8),
  length: pieces.join('').length,
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what is sent by and by', () => {
  test('goes at once when nothing waits', () => {
    const { outlet, state } = owner();
    outlet.add(send('a'));
    outlet.add(send('b'), send('c'));
    expect(state.sent).toEqual(['a', 'b', 'c']);
  });

  test('keeps its order behind a pause', async () => {
    const { outlet, state } = owner();
    outlet.add(send('a'), wait(500), send('b'));
    outlet.add(send('c'));
    expect(state.sent).toEqual(['a']);
    expect(outlet.waiting).toBe(2);
    expect(outlet.pauseEnds).not.toBeNull();
    await vi.advanceTimersByTimeAsync(499);
    expect(state.sent).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(1);
    expect(state.sent).toEqual(['a', 'b', 'c']);
    expect(outlet.pauseEnds).toBeNull();
  });

  test('a pause begins when something follows it', async () => {
    const { outlet, state } = owner();
    outlet.add(wait(500));
    await vi.advanceTimersByTimeAsync(10_000);
    outlet.add(send('a'));
    expect(state.sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(state.sent).toEqual(['a']);
  });

  test('long things wait while too much is on its way', async () => {
    const { outlet, state } = owner();
    state.flying = 2 * 1024 * 1024;
    outlet.add(stream('abc', 'de'), send('x'));
    await vi.advanceTimersByTimeAsync(1000);
    expect([state.sent, outlet.waiting]).toEqual([[], 6]);
    state.flying = 0;
    await vi.advanceTimersByTimeAsync(1000);
    expect([state.sent, outlet.waiting]).toEqual([['abc', 'de', 'x'], 0]);
  });

  test('is dropped, and said to be, when it is given up', async () => {
    const { outlet, state } = owner();
    outlet.add(wait(500), send('abc'), send('d'));
    outlet.clear();
    await vi.advanceTimersByTimeAsync(1000);
    expect(state).toMatchObject({ sent: [], dropped: 4 });
    outlet.add(send('e'));
    expect(state.sent).toEqual(['e']);
  });

  test('never goes out on another connection', async () => {
    const { outlet, state } = owner();
    outlet.add(wait(500), send('abc'));
    state.lane = 2;
    await vi.advanceTimersByTimeAsync(1000);
    expect(state).toMatchObject({ sent: [], dropped: 3 });
  });

  test('follows a connection it opened itself', async () => {
    const { outlet, state } = owner();
    const connect = async () => {
      state.lane = 2;
    };
    outlet.add({ do: 'act', act: connect }, send('a'));
    await vi.advanceTimersByTimeAsync(0);
    expect(state.sent).toEqual(['a']);
  });

  test('ends with the first refusal', () => {
    const { outlet, state } = owner();
    state.refuses = true;
    outlet.add(send('a'), send('bc'));
    expect(state.dropped).toBe(2);
  });
});
