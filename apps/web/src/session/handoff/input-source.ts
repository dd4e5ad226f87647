/** Which way of feeding the connection is shown, and octets one panel gives the composer to be sent again. */
import { create } from 'zustand';
import type { Composition } from '#shared/composer/sent.ts';

/** The names of the commands that lead there, too. */
export type Feed = 'terminal' | 'composer';

interface FeedState {
  readonly feed: Feed;
  /** Not taken by the composer yet. */
  readonly given: Composition | null;
}

export const useFeed = create<FeedState>(() => ({ feed: 'terminal', given: null }));

export function showFeed(feed: Feed): void {
  useFeed.setState({ feed });
}

/** Shows the composer with these octets in it; nothing is sent. */
export function compose(given: Composition): void {
  useFeed.setState({ feed: 'composer', given });
}

/** What was given, once. */
export function takeGiven(): Composition | null {
  const { given } = useFeed.getState();
  if (given !== null) useFeed.setState({ given: null });
  return given;
}
