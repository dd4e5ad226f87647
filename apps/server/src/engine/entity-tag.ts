/** Entity tags and how they are compared (RFC 9110 §8.8.3). Pure. */
import { linesOf } from '#shared/http1/checks.ts';
import type { FieldLine } from '#shared/http1/events.ts';

/** One entity tag. */
export interface EntityTag {
  readonly weak: boolean;
  /** Including its quotes. */
  readonly opaque: string;
}

/** What If-Match or If-None-Match lists: `*`, or tags, of which perhaps none is readable. */
export type EntityTagList = '*' | readonly EntityTag[];

/** etagc: every visible character but the quote, and obs-text; so also the comma: lists cannot be split at commas. */
const OPAQUE = '"[\\x21\\x23-\\x7e\\x80-\\xff]*"';
const ONE = new RegExp(`^(W/)?(${OPAQUE})$`);
/** A member of a list, or whatever is in its place. */
const MEMBER = new RegExp(`[ \\t]*(?:(W/)?(${OPAQUE})(?=[ \\t]*(?:,|$))|[^,]+)`, 'g');

/** The entity tag that a field value is, or null. `W/` is case-sensitive; the quotes are part of the tag. */
export function parseEntityTag(text: string): EntityTag | null {
  const parts = ONE.exec(text);
  return parts === null ? null : { weak: parts[1] !== undefined, opaque: parts[2] as string };
}

/**
 * The list in the field `name` (in lower case), from all its lines; null when the field is absent. Members that are not
 * entity tags are left out: they match nothing.
 */
export function readEntityTags(fields: readonly FieldLine[], name: string): EntityTagList | null {
  const lines = linesOf(fields, name);
  if (lines.length === 0) return null;
  const text = lines.map((line) => line.value).join(',');
  if (text === '*') return '*';
  const tags: EntityTag[] = [];
  for (const [, weak, opaque] of text.matchAll(MEMBER)) {
    if (opaque !== undefined) tags.push({ weak: weak !== undefined, opaque });
  }
  return tags;
}

/** Strong comparison: equal, and neither weak. */
export function strongMatch(a: EntityTag, b: EntityTag): boolean {
  return !a.weak && !b.weak && a.opaque === b.opaque;
}

/** Weak comparison: equal, weak or not. */
export function weakMatch(a: EntityTag, b: EntityTag): boolean {
  return a.opaque === b.opaque;
}
