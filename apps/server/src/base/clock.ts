/**
 * The one clock of all entries: milliseconds since the control process started, with microseconds behind the point.
 *
 * `process.hrtime.bigint()` reads the system's monotonic clock, the same in every thread; `performance.now()` counts
 * from the start of each thread and would put two threads' entries on two scales.
 */
export type Clock = () => number;

/** The moment from which a clock counts, to be handed to other threads. */
export const clockEpoch = (): bigint => process.hrtime.bigint();

/** A clock that counts from `epoch`. Two clocks of one epoch agree, in whatever thread they run. */
export function clockFrom(epoch: bigint): Clock {
  return () => Number((process.hrtime.bigint() - epoch) / 1000n) / 1000;
}
