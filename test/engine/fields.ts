/** Field lines for tests of pure modules. */
import type { FieldLine } from '#shared/http1/events.ts';

/** `fields('If-Match: "a"', 'Range: bytes=0-')`; ranges of octets are of no interest here. */
export function fields(...lines: string[]): FieldLine[] {
  return lines.map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() } as FieldLine;
  });
}
