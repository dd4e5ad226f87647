/** Which of the media types on offer a client prefers: Accept (RFC 9110 §12.5.1). Pure. */
import { linesOf } from '#shared/http1/checks.ts';
import type { FieldLine } from '#shared/http1/events.ts';
import { type MediaType, parseMediaType } from './media-type.ts';
import { splitUnquoted } from './quoted.ts';

/** A media range and its weight, in thousandths. */
export interface Weighed {
  readonly range: MediaType;
  /** 0 (never) to 1000. */
  readonly weight: number;
}

/** weight = "q=" qvalue, at most three digits after the point (RFC 9110 §12.4.2); in thousandths, or null. */
export function parseWeight(text: string): number | null {
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Math.round(Number(text) * 1000) : null;
}

/** The members of Accept. Malformed members are ignored. */
export function parseAccept(fields: readonly FieldLine[]): readonly Weighed[] {
  return linesOf(fields, 'accept')
    .flatMap(({ value }) => splitUnquoted(value, ','))
    .flatMap((member) => weigh(member) ?? []);
}

/** `q` ends a range's parameters; what follows was once an extension, and is ignored. */
function weigh(member: string): Weighed | null {
  const media = parseMediaType(member);
  if (media === null || (media.type === '*' && media.subtype !== '*')) return null;
  const at = media.parameters.findIndex(([name]) => name === 'q');
  if (at < 0) return { range: media, weight: 1000 };
  const weight = parseWeight(media.parameters[at]?.[1] ?? '');
  return weight === null ? null : { range: { ...media, parameters: media.parameters.slice(0, at) }, weight };
}

/**
 * The best of `offers`, which are in the server's order of preference; null when the client accepts none of them. The
 * most specific range that matches an offer gives its weight. Without Accept, or when none of it is readable, every
 * offer is acceptable.
 */
export function negotiate<T extends string>(fields: readonly FieldLine[], offers: readonly T[]): T | null {
  const ranges = parseAccept(fields);
  if (ranges.length === 0) return offers[0] ?? null;
  let best: T | null = null;
  let bestWeight = 0;
  for (const offer of offers) {
    const weight = weightOf(offer, ranges);
    if (weight <= bestWeight) continue;
    best = offer;
    bestWeight = weight;
  }
  return best;
}

function weightOf(offer: string, ranges: readonly Weighed[]): number {
  const media = parseMediaType(offer);
  if (media === null) throw new Error(`${offer} is not a media type`);
  let found = 0;
  let closest = -1;
  for (const { range, weight } of ranges) {
    const closeness = closenessOf(media, range);
    if (closeness <= closest) continue;
    closest = closeness;
    found = weight;
  }
  return found;
}

/** How specifically a range matches a media type; −1 when it does not. */
function closenessOf(media: MediaType, { type, subtype, parameters }: MediaType): number {
  if (type !== '*' && type !== media.type) return -1;
  if (subtype !== '*' && subtype !== media.subtype) return -1;
  const has = ([name, value]: readonly [string, string]): boolean =>
    media.parameters.some((own) => own[0] === name && own[1].toLowerCase() === value.toLowerCase());
  if (!parameters.every(has)) return -1;
  return (type === '*' ? 0 : 1) + (subtype === '*' ? 0 : 1) + parameters.length;
}
