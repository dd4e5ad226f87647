/** Binary search. */

/**
 * How many indexes below `length` pass a test that holds for a prefix: true from 0 up to some index, false after it.
 * The last index that passes is one less; the count itself is the first index that fails.
 */
export function countWhile(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
