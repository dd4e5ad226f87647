/** Byte ranges of a request (RFC 9110 §14). Pure. */

import type { Range } from '#shared/base/octets.ts';
import { linesOf } from '#shared/http1/checks.ts';
import type { FieldLine } from '#shared/http1/events.ts';

/** More ranges than this in one request are refused (policy; RFC 9110 §17.15 gives the reason). */
export const MOST_RANGES = 16;

/**
 * What a Range field requests: `ignored` is answered with the whole content, `unsatisfiable` and `refused` with a 416.
 * `refused` are sets that cost the server more than the content itself: more than 16 ranges, or more than one that
 * overlaps another.
 */
export type RangeDemand =
  | { readonly kind: 'ignored' | 'unsatisfiable' | 'refused' }
  | { readonly kind: 'ranges'; readonly ranges: readonly Range[] };

const IGNORED: RangeDemand = { kind: 'ignored' };
const SPEC = /^(?:(\d+)-(\d*)|-(\d+))$/;

/** The ranges that a request wants of a representation of `size` octets, in the requested order; half-open. */
export function demandedRanges(fields: readonly FieldLine[], size: number): RangeDemand {
  const [line, second] = linesOf(fields, 'range');
  if (line === undefined || second !== undefined) return IGNORED;
  const equals = line.value.indexOf('=');
  // An unknown unit MUST be ignored (RFC 9110 §14.2); unit names are case-insensitive (§14.1).
  if (equals < 0 || line.value.slice(0, equals).toLowerCase() !== 'bytes') return IGNORED;
  const specs = line.value
    .slice(equals + 1)
    .split(',')
    .map((spec) => spec.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((spec) => spec !== '');
  return specs.length === 0 ? IGNORED : demandOf(specs, size);
}

function demandOf(specs: readonly string[], size: number): RangeDemand {
  const ranges: Range[] = [];
  for (const spec of specs) {
    const range = rangeOf(spec, size);
    // One invalid member makes the whole set invalid (RFC 9110 §14.1.1).
    if (range === null) return IGNORED;
    if (range.start < range.end) ranges.push(range);
    // A suffix of an empty content is satisfiable, but Content-Range cannot express it (RFC 9110 §14.1.2).
    else if (size === 0 && spec.startsWith('-') && Number(spec) < 0) return IGNORED;
  }
  if (specs.length > MOST_RANGES || overlaps(ranges) > 1) return { kind: 'refused' };
  return ranges.length === 0 ? { kind: 'unsatisfiable' } : { kind: 'ranges', ranges };
}

/**
 * The part of `[0, size)` that a spec means, empty when it is not satisfiable; null when it is invalid. Numbers too
 * large to count exactly still exceed any size.
 */
function rangeOf(spec: string, size: number): Range | null {
  const parts = SPEC.exec(spec);
  if (parts === null) return null;
  const [, first, last, suffix] = parts;
  if (suffix !== undefined) return { start: Math.max(0, size - Number(suffix)), end: size };
  const start = Number(first);
  if (last === '') return { start: Math.min(start, size), end: size };
  if (isLess(last as string, first as string)) return null;
  return { start: Math.min(start, size), end: Math.min(Number(last) + 1, size) };
}

/** Compares decimal numbers of any length. */
function isLess(a: string, b: string): boolean {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length === y.length ? x < y : x.length < y.length;
}

/** How many ranges begin inside an earlier one. */
function overlaps(ranges: readonly Range[]): number {
  let count = 0;
  let reached = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (start < reached) count++;
    reached = Math.max(reached, end);
  }
  return count;
}

/** The Content-Range of a range of a representation of `size` octets (RFC 9110 §14.4). */
export function contentRange({ start, end }: Range, size: number): string {
  return `bytes ${start}-${end - 1}/${size}`;
}

/** The Content-Range of a 416. */
export function unsatisfiedRange(size: number): string {
  return `bytes */${size}`;
}
