import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { latin1, utf8 } from '#shared/base/octets.ts';
import { type Job, SendQueue, type Step } from '../../apps/web/src/features/terminal/send-queue.ts';
import { done, refused } from '../../apps/web/src/session/state/result.ts';

/** A connection that notes what is sent on it. */
function owner() {
  const state = { lane: 1, inFlight: 0, sent: [] as string[], dropped: 0, refuses: false, steps: [] as Step[] };
  const queue = new SendQueue({
    send: (bytes) => {
      if (state.refuses) return refused('lane-closed');
      state.sent.push(latin1(bytes));
      return done;
    },
    inFlight: () => state.inFlight,
    lane: () => state.lane,
    take: (step) => {
      state.steps.push(step);
      return step.do === 'connect' ? connects(state) : undefined;
    },
    changed: () => undefined,
    dropped: (octets) => {
      state.dropped += octets;
    },
  });
  return { queue, state };
}

/** A new connection, or none when it is refused. */
async function connects(state: { lane: number; refuses: boolean }): Promise<boolean> {
  if (!state.refuses) state.lane++;
  return !state.refuses;
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

describe('sends that take time', () => {
  test('goes at once when nothing waits', () => {
    const { queue, state } = owner();
    queue.add(send('a'));
    queue.add(send('b'), send('c'));
    expect(state.sent).toEqual(['a', 'b', 'c']);
  });

  test('keeps its order behind a pause', async () => {
    const { queue, state } = owner();
    queue.add(send('a'), wait(500), send('b'));
    queue.add(send('c'));
    expect(state.sent).toEqual(['a']);
    expect(queue.waiting).toBe(2);
    expect(queue.pauseEnds).not.toBeNull();
    await vi.advanceTimersByTimeAsync(499);
    expect(state.sent).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(1);
    expect(state.sent).toEqual(['a', 'b', 'c']);
    expect(queue.pauseEnds).toBeNull();
  });

  test('a pause begins when something follows it', async () => {
    const { queue, state } = owner();
    queue.add(wait(500));
    await vi.advanceTimersByTimeAsync(10_000);
    queue.add(send('a'));
    expect(state.sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(state.sent).toEqual(['a']);
  });

  test('long things wait while too much is on its way', async () => {
    const { queue, state } = owner();
    state.inFlight = 2 * 1024 * 1024;
    queue.add(stream('abc', 'de'), send('x'));
    await vi.advanceTimersByTimeAsync(1000);
    expect([state.sent, queue.waiting]).toEqual([[], 6]);
    state.inFlight = 0;
    await vi.advanceTimersByTimeAsync(1000);
    expect([state.sent, queue.waiting]).toEqual([['abc', 'de', 'x'], 0]);
  });

  test('is dropped, and said to be, when it is given up', async () => {
    const { queue, state } = owner();
    queue.add(wait(500), send('abc'), send('d'));
    queue.clear();
    await vi.advanceTimersByTimeAsync(1000);
    expect(state).toMatchObject({ sent: [], dropped: 4 });
    queue.add(send('e'));
    expect(state.sent).toEqual(['e']);
  });

  test('never goes out on another connection', async () => {
    const { queue, state } = owner();
    queue.add(wait(500), send('abc'));
    state.lane = 2;
    await vi.advanceTimersByTimeAsync(1000);
    expect(state).toMatchObject({ sent: [], dropped: 3 });
  });

  test('follows a connection it opened itself', async () => {
    const { queue, state } = owner();
    queue.add({ do: 'connect' }, send('a'));
    await vi.advanceTimersByTimeAsync(0);
    expect(state.sent).toEqual(['a']);
  });

  test('ends with the first refusal', () => {
    const { queue, state } = owner();
    state.refuses = true;
    queue.add(send('a'), send('bc'));
    expect(state.dropped).toBe(2);
  });

  test('is dropped when the connection it waits for does not come', async () => {
    const { queue, state } = owner();
    state.refuses = true;
    queue.add({ do: 'connect' }, send('abc'));
    await vi.advanceTimersByTimeAsync(0);
    expect(state).toMatchObject({ sent: [], dropped: 3 });
  });

  test('takes every step in its turn', () => {
    const { queue, state } = owner();
    queue.add(send('a'), { do: 'mode', mode: 'key' }, { do: 'end' }, send('b'));
    expect([state.sent, state.steps]).toEqual([
      ['a', 'b'],
      [{ do: 'mode', mode: 'key' }, { do: 'end' }],
    ]);
  });
});
