/** The page's clock and the recorder's: entries carry the recorder's time, and running clocks need that time now. */
import { useSyncExternalStore } from 'react';
import type { Lane } from './store.ts';

/** The recorder's clock now, in ms, as estimated from this lane's messages; null before the first of them. */
export function laneNow(lane: Lane, now = performance.now()): number | null {
  return Number.isFinite(lane.clockOffset) ? now - lane.clockOffset : null;
}

/** One ticking clock per interval, however many components watch it. */
interface Ticker {
  now: number;
  timer: ReturnType<typeof setInterval> | undefined;
  readonly listeners: Set<() => void>;
}

const tickers = new Map<number, Ticker>();

function tickerOf(every: number): Ticker {
  const ticker = tickers.get(every) ?? { now: performance.now(), timer: undefined, listeners: new Set() };
  tickers.set(every, ticker);
  return ticker;
}

function watch(every: number, listener: () => void): () => void {
  const ticker = tickerOf(every);
  ticker.listeners.add(listener);
  ticker.timer ??= setInterval(() => {
    ticker.now = performance.now();
    for (const tell of ticker.listeners) tell();
  }, every);
  return () => {
    ticker.listeners.delete(listener);
    if (ticker.listeners.size > 0) return;
    clearInterval(ticker.timer);
    ticker.timer = undefined;
  };
}

const still = () => () => undefined;

/**
 * `performance.now()`, updated every `every` ms while `running`: re-renders the component. Use it in the smallest
 * component that shows a clock.
 */
export function useNow(every: number, running = true): number {
  const ticker = tickerOf(every);
  if (ticker.timer === undefined) ticker.now = performance.now();
  return useSyncExternalStore(running ? subscriberOf(every) : still, () => ticker.now);
}

const subscribers = new Map<number, (listener: () => void) => () => void>();

/** The same function for the same interval, so that React does not subscribe again at each render. */
function subscriberOf(every: number): (listener: () => void) => () => void {
  const subscriber = subscribers.get(every) ?? ((listener: () => void) => watch(every, listener));
  subscribers.set(every, subscriber);
  return subscriber;
}
