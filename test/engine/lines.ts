/** Field lines for functions that read them. */
import type { FieldLine } from '#shared/http1/events.ts';

const NOWHERE = { start: 0, end: 0 };

/** Lines of one name. */
export function lines(name: string, ...values: readonly string[]): readonly FieldLine[] {
  return values.map((value) => ({ name, value, nameRange: NOWHERE, valueRange: NOWHERE }));
}
