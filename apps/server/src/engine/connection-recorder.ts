/**
 * What the engine reports to a connection's recorder, in addition to what the socket itself shows: its clocks, its
 * decisions and the witness. Reads, writes, FIN and RST are seen at the socket's edge by wrapping the Wire (wire.ts).
 *
 * An unrecorded connection has `null`, not an object of empty methods: then nothing is computed for a recorder either.
 */
import type { TimerName } from '#shared/base/options.ts';
import type { DecisionEntry } from '#shared/transcript/record/entries.ts';

/** A decision about request number `request` (from 0): its entry without what the recorder adds. */
export type Decision = Omit<DecisionEntry, 'seq' | 't' | 'kind' | 'at'>;

/** Records one connection. */
export interface ConnectionRecorder {
  /** A clock now runs (`armed`; name `null` and 0 ms: none runs any more), or ran out (`fired`). */
  timer(what: 'armed' | 'fired', name: TimerName | null, ms: number): void;
  decision(decision: Decision): void;
  /** Digest of the live parser's events over request number `request`; `end` as in WitnessEntry. */
  witness(request: number, end: number, digest: number): void;
}
