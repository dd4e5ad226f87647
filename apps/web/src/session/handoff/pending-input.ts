/** Octets written but not sent yet: the terminal and the composer publish theirs, predictions read them. */
import { create } from 'zustand';
import type { Feed } from './input-source.ts';

/** What each write would carry. */
type Unsent = Readonly<Record<Feed, readonly Uint8Array[]>>;

const NOTHING: readonly Uint8Array[] = [];

export const useUnsent = create<Unsent>(() => ({ terminal: NOTHING, composer: NOTHING }));

/** Publishes what is written in one of the two. No octets: nothing is. */
export function setUnsent(feed: Feed, writes: readonly Uint8Array[]): void {
  const some = writes.filter(({ length }) => length > 0);
  useUnsent.setState((before) => {
    const now = some.length === 0 ? NOTHING : some;
    return before[feed] === now ? before : { [feed]: now };
  });
}
