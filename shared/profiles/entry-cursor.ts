/** The entries of one connection that its server's code has seen, taken one by one. */
import type { Entry } from '../transcript/record/entries.ts';
import { stepsOf } from '../transcript/replay/replay.ts';

/** Entries of the server's side that its code does not see; of a hold it sees only the waiting. */
const UNMET: ReadonlySet<Entry['kind']> = new Set(['timer', 'decision', 'witness', 'hold']);

export class EntryCursor {
  /** Steps of the walk for the entries taken so far. */
  position = 0;
  readonly #entries: { readonly entry: Entry; readonly after: number }[] = [];
  #total = 0;
  #at = 0;

  /** What the server's socket and the profile's calls saw; other entries only count their steps. */
  append(entry: Entry): void {
    this.#total += stepsOf(entry, 'server');
    if (entry.at === 'server' && !UNMET.has(entry.kind)) this.#entries.push({ entry, after: this.#total });
  }

  get next(): Entry | undefined {
    return this.#entries[this.#at]?.entry;
  }

  take(): void {
    const taken = this.#entries[this.#at++];
    if (taken !== undefined) this.position = taken.after;
  }

  /** The next entry for which `passes` is false. */
  behind(passes: (entry: Entry) => boolean): Entry | undefined {
    let index = this.#at;
    let found = this.next;
    while (found !== undefined && passes(found)) found = this.#entries[++index]?.entry;
    return found;
  }

  /** Takes everything through `entry`, which has not been taken yet. */
  takeThrough(entry: Entry): void {
    while (this.next !== undefined && this.next !== entry) this.take();
    this.take();
  }
}

/** The client's FIN or reset. */
export const isClientsEnd = (entry: Entry): boolean =>
  (entry.kind === 'fin' || entry.kind === 'reset') && entry.by === 'client';

export const isClientsReset = (entry: Entry): boolean => entry.kind === 'reset' && entry.by === 'client';

/** A FIN or a reset from either end. */
export const isEnd = (entry: Entry): boolean => entry.kind === 'fin' || entry.kind === 'reset';
