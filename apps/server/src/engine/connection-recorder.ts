/**
 * What the engine tells whoever records a connection, besides what the socket itself shows: its clocks, its decisions
 * and the witness. Reads, writes, FIN and RST are seen at the socket's edge by wrapping the Wire (wire.ts).
 *
 * Nobody recording is `null`, not an object of empty methods: then nothing is computed for the recorder either.
 */
import type { TimerName } from '#shared/base/options.ts';
import type { DecisionEntry } from '#shared/transcript/record/entries.ts';

/** A decision about request number `request` (from 0); the entry without what the recorder adds. */
export type Decision = Omit<DecisionEntry, 'seq' | 't' | 'kind' | 'at'>;

/** Records one connection. */
export interface ConnectionRecorder {
  /** A clock now runs (`armed`; name `null` and 0 ms: none runs any more), or it ran out (`fired`). */
  timer(what: 'armed' | 'fired', name: TimerName | null, ms: number): void;
  decision(decision: Decision): void;
  /** Digest of the live parser's events over request number `request`; `end` as in WitnessEntry. */
  witness(request: number, end: number, digest: number): void;
}
