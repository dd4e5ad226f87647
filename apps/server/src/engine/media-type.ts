/** Media types (RFC 9110 §8.3.1). Pure. */
import { linesOf } from '#shared/http1/checks.ts';
import type { FieldLine } from '#shared/http1/events.ts';
import { isToken } from '#shared/http1/grammar.ts';
import { type Parameter, parseParameter, splitUnquoted } from './quoted.ts';

/** `text/html; charset=utf-8`; with `*` for type or subtype, a media range. */
export interface MediaType {
  /** In lower case. */
  readonly type: string;
  readonly subtype: string;
  readonly parameters: readonly Parameter[];
}

/** Parses a media type or range; null when it is not one. */
export function parseMediaType(text: string): MediaType | null {
  const [name = '', ...rest] = splitUnquoted(text, ';');
  const slash = name.indexOf('/');
  const type = name.slice(0, Math.max(0, slash)).toLowerCase();
  const subtype = name.slice(slash + 1).toLowerCase();
  if (!isToken(type) || !isToken(subtype)) return null;
  const parameters: Parameter[] = [];
  for (const piece of rest) {
    if (piece === '') continue;
    const parameter = parseParameter(piece);
    if (parameter === null) return null;
    parameters.push(parameter);
  }
  return { type, subtype, parameters };
}

/** The media type of a request's content; null without a valid Content-Type. */
export function contentTypeOf(fields: readonly FieldLine[]): MediaType | null {
  const line = linesOf(fields, 'content-type')[0];
  return line === undefined ? null : parseMediaType(line.value);
}

/** `type/subtype`, without parameters. */
export function essenceOf({ type, subtype }: MediaType): string {
  return `${type}/${subtype}`;
}
