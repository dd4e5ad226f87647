/** Which input is shown, terminal or composer, and octets that a panel hands the composer to send again. */
import { create } from 'zustand';
import type { Composition } from '#shared/composer/sent.ts';

/** Also the names of the commands that lead there. */
export type Feed = 'terminal' | 'composer';

interface FeedState {
  readonly feed: Feed;
  /** Not yet taken by the composer. */
  readonly given: Composition | null;
}

export const useFeed = create<FeedState>(() => ({ feed: 'terminal', given: null }));

export function showFeed(feed: Feed): void {
  useFeed.setState({ feed });
}

/** Shows the composer with these octets in it; sends nothing. */
export function compose(given: Composition): void {
  useFeed.setState({ feed: 'composer', given });
}

/** Takes what was handed over, once. */
export function takeGiven(): Composition | null {
  const { given } = useFeed.getState();
  if (given !== null) useFeed.setState({ given: null });
  return given;
}
