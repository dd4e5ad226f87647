/** Field lines for unit tests, one after the other as they would stand on the wire. */
import type { FieldLine } from '#shared/http1/events.ts';

export function lines(...pairs: readonly (readonly [name: string, value: string])[]): FieldLine[] {
  let start = 0;
  return pairs.map(([name, value]) => {
    const nameRange = { start, end: start + name.length };
    const valueRange = { start: nameRange.end + 2, end: nameRange.end + 2 + value.length };
    start = valueRange.end + 2;
    return { name, value, nameRange, valueRange };
  });
}
