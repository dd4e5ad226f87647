/**
 * The one clock of all entries: milliseconds since the control process started, with microseconds as decimals.
 *
 * `process.hrtime.bigint()` reads the system's monotonic clock, which is the same in every thread; `performance.now()`
 * counts from the start of each thread, so entries of two threads would be on two scales.
 */
export type Clock = () => number;

/** The moment from which a clock counts, for handing to other threads. */
export const clockEpoch = (): bigint => process.hrtime.bigint();

/** A clock that counts from `epoch`. Two clocks with the same epoch agree, even in different threads. */
export function clockFrom(epoch: bigint): Clock {
  return () => Number((process.hrtime.bigint() - epoch) / 1000n) / 1000;
}
