/** Octets written but not sent yet: the terminal and the composer publish theirs, predictions read them. */
import { create } from 'zustand';
import type { InputSource } from './input-source.ts';

/** What each write would carry. */
type PendingInput = Readonly<Record<InputSource, readonly Uint8Array[]>>;

const NOTHING: readonly Uint8Array[] = [];

export const usePendingInput = create<PendingInput>(() => ({ terminal: NOTHING, composer: NOTHING }));

/** Publishes what is written in one of the two. No octets: nothing is. */
export function setPendingInput(source: InputSource, writes: readonly Uint8Array[]): void {
  const some = writes.filter(({ length }) => length > 0);
  usePendingInput.setState((before) => {
    const now = some.length === 0 ? NOTHING : some;
    return before[source] === now ? before : { [source]: now };
  });
}
