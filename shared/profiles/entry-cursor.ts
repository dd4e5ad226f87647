/** The entries of one connection that its server's code has met, taken one by one. */
import type { Entry } from '../transcript/record/entries.ts';
import { stepsOf } from '../transcript/replay/replay.ts';

/** What the server's side tells and its code does not meet; of a hold it meets only that it waits. */
const UNMET: ReadonlySet<Entry['kind']> = new Set(['timer', 'decision', 'witness', 'hold']);

export class EntryCursor {
  /** Steps of the walk taken by the entries taken so far. */
  position = 0;
  readonly #entries: { readonly entry: Entry; readonly after: number }[] = [];
  #total = 0;
  #at = 0;

  /** What the server's socket and the profile's calls saw; the rest only counts its steps. */
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

  /** The next entry that is not such a one. */
  behind(passes: (entry: Entry) => boolean): Entry | undefined {
    let index = this.#at;
    let found = this.next;
    while (found !== undefined && passes(found)) found = this.#entries[++index]?.entry;
    return found;
  }

  /** Takes everything through `entry`, which is still to come. */
  takeThrough(entry: Entry): void {
    while (this.next !== undefined && this.next !== entry) this.take();
    this.take();
  }
}

/** The client's FIN or reset. */
export const isClientsEnd = (entry: Entry): boolean =>
  (entry.kind === 'fin' || entry.kind === 'reset') && entry.by === 'client';

export const isClientsReset = (entry: Entry): boolean => entry.kind === 'reset' && entry.by === 'client';

/** A FIN or a reset, whosever. */
export const isEnd = (entry: Entry): boolean => entry.kind === 'fin' || entry.kind === 'reset';
