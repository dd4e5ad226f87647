/**
 * Preconditions (RFC 9110 §13). Pure: takes the request's fields and the current validators, returns what to do.
 *
 * Evaluate them only when the response without them would be a 2xx, and before performing a state-changing method (RFC
 * 9110 §13.2.1).
 */
import { linesOf } from '#shared/http1/checks.ts';
import type { FieldLine } from '#shared/http1/events.ts';
import { type EntityTag, parseEntityTag, readEntityTags, strongMatch, weakMatch } from './entity-tag.ts';
import { parseHttpDate } from './http-date.ts';

/** Distinguish one state of a representation from another. */
export interface Validators {
  /** The ETag field's value, or null. */
  readonly etag: string | null;
  /** Time of the last change in ms since 1970, or null when unknown. */
  readonly lastModified: number | null;
}

/** The parts of a request that count. */
export interface ConditionalRequest {
  readonly method: string;
  readonly fields: readonly FieldLine[];
}

/** `not-modified` is a 304, `precondition-failed` a 412. */
export type Precondition = 'proceed' | 'not-modified' | 'precondition-failed';

/** The fields that make a request conditional, in lower case. If-Range is not one of them: it never refuses. */
const CONDITIONS = new Set(['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']);

/** Methods that neither select nor change a representation: conditions on them are ignored (RFC 9110 §13.2.1). */
const UNCONDITIONAL = new Set(['CONNECT', 'OPTIONS', 'TRACE']);

/** Whether a request has any condition that counts: most have none. */
export function isConditional({ method, fields }: ConditionalRequest): boolean {
  return !UNCONDITIONAL.has(method) && fields.some((field) => CONDITIONS.has(field.name.toLowerCase()));
}

/**
 * Evaluates the preconditions in the order of RFC 9110 §13.2.2.
 * @param current validators of the selected representation, or null when the resource currently has none
 * @param now ms since 1970
 */
export function evaluatePreconditions(
  request: ConditionalRequest,
  current: Validators | null,
  now: number,
): Precondition {
  const { method, fields } = request;
  if (UNCONDITIONAL.has(method)) return 'proceed';
  if (!mayProceed(fields, current, now)) return 'precondition-failed';
  const reads = method === 'GET' || method === 'HEAD';
  const noneMatch = ifNoneMatch(fields, current);
  if (noneMatch !== null) {
    if (noneMatch) return 'proceed';
    return reads ? 'not-modified' : 'precondition-failed';
  }
  return reads && !ifModifiedSince(fields, current, now) ? 'not-modified' : 'proceed';
}

/**
 * Whether Range may be applied: If-Range is absent or true (RFC 9110 §13.1.5). A date is a strong validator only when
 * it is at least one second old: within its own second the representation may have changed twice (§8.8.2.2).
 */
export function ifRangeHolds(fields: readonly FieldLine[], current: Validators, now: number): boolean {
  const [line, second] = linesOf(fields, 'if-range');
  if (line === undefined) return true;
  if (second !== undefined) return false;
  const asked = parseEntityTag(line.value);
  const own = tagOf(current);
  if (asked !== null) return own !== null && strongMatch(asked, own);
  const date = parseHttpDate(line.value, now);
  if (date === null || current.lastModified === null) return false;
  return date === wholeSecond(current.lastModified) && now - date >= 1000;
}

/** If-Match or, if absent, If-Unmodified-Since: whether the method may be performed. */
function mayProceed(fields: readonly FieldLine[], current: Validators | null, now: number): boolean {
  const wanted = readEntityTags(fields, 'if-match');
  if (wanted === '*') return current !== null;
  if (wanted !== null) {
    const own = tagOf(current);
    return own !== null && wanted.some((tag) => strongMatch(tag, own));
  }
  const since = dateIn(fields, 'if-unmodified-since', now);
  if (since === null || current?.lastModified == null) return true;
  return wholeSecond(current.lastModified) <= since;
}

/** Null when the field is absent. */
function ifNoneMatch(fields: readonly FieldLine[], current: Validators | null): boolean | null {
  const known = readEntityTags(fields, 'if-none-match');
  if (known === null) return null;
  if (known === '*') return current === null;
  const own = tagOf(current);
  return own === null || !known.some((tag) => weakMatch(tag, own));
}

/**
 * False only for a copy as new as the representation. A date ahead of this server's clock is ignored (policy): until
 * then, a copy cannot be known to be current.
 */
function ifModifiedSince(fields: readonly FieldLine[], current: Validators | null, now: number): boolean {
  const since = dateIn(fields, 'if-modified-since', now);
  if (since === null || since > now || current?.lastModified == null) return true;
  return wholeSecond(current.lastModified) > since;
}

/** The date in a field with one value; null when it is absent, repeated or not a date: then ignore the field. */
function dateIn(fields: readonly FieldLine[], name: string, now: number): number | null {
  const [line, second] = linesOf(fields, name);
  return line === undefined || second !== undefined ? null : parseHttpDate(line.value, now);
}

function tagOf(current: Validators | null): EntityTag | null {
  return current === null || current.etag === null ? null : parseEntityTag(current.etag);
}

/** An HTTP-date has no fraction: compare dates as the client saw them. */
function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
