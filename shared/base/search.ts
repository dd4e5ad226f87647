/** Binary search. */

/**
 * How many indexes below `length` pass a test that holds for a prefix: 0 … holds, then fails for the rest. The last index
 * that passes is one less; the count is the first index that fails.
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
