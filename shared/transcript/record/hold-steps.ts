/** What a hold is to the walk: consumption is its steps, and a few events; the rest takes none. */
import type { Entry, HoldEntry } from './entries.ts';

/** A hold's beginning, its end and where it stops are events; the ends of one's own steps are none. */
export function holdSteps(entry: HoldEntry): number {
  if (entry.what === 'consumed') return entry.octets;
  if (entry.what === 'held') return entry.by.kind === 'step' ? 0 : 1;
  return entry.what === 'released' || entry.what === 'fin' ? 1 : 0;
}

/** Whether it is the part of a read that a held server was given. */
export function consumesOctets(entry: Entry): boolean {
  return entry.kind === 'hold' && entry.what === 'consumed';
}
