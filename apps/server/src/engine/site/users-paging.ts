/** A long list in pages: `?limit=…&offset=…`, with the neighbouring pages in Link (RFC 8288). */
import type { FieldPair } from '#shared/http1/writer.ts';
import { parseForm } from '#shared/requests/percent.ts';
import type { Problem } from './users-problem.ts';

/** Part of a list. */
export interface Paging {
  readonly limit: number;
  readonly offset: number;
}

const USUAL = 20;
const MOST = 100;

/** The part that a query requests: the first 20 unless it says otherwise. */
export function readPaging(query: string | null): Paging | Problem {
  const pairs = parseForm(query ?? '');
  if (pairs === null) return { status: 400, details: ['The query is not well-formed percent-encoded UTF-8.'] };
  const limit = readNumber(pairs, 'limit', USUAL);
  const offset = readNumber(pairs, 'offset', 0);
  const details: string[] = [];
  if (limit === null || limit < 1 || limit > MOST) details.push(`limit is one whole number from 1 to ${MOST}.`);
  if (offset === null) details.push('offset is one whole number from 0 on.');
  return limit === null || offset === null || details.length > 0 ? { status: 400, details } : { limit, offset };
}

function readNumber(pairs: readonly (readonly [string, string])[], name: string, usual: number): number | null {
  const values = pairs.filter((pair) => pair[0] === name).map((pair) => pair[1]);
  if (values.length === 0) return usual;
  const [value = ''] = values;
  return values.length === 1 && /^[0-9]{1,9}$/.test(value) ? Number(value) : null;
}

/** A page and its relation to the current one. */
export type Neighbour = readonly [relation: 'first' | 'prev' | 'next' | 'last', target: string];

/** The pages around this one; none when there is only one page. */
export function neighboursOf({ limit, offset }: Paging, total: number): readonly Neighbour[] {
  const at = (start: number): string => `/users?limit=${limit}&offset=${start}`;
  const last = Math.max(0, Math.ceil(total / limit) - 1) * limit;
  if (offset === 0 && total <= limit) return [];
  const neighbours: Neighbour[] = [['first', at(0)]];
  if (offset > 0) neighbours.push(['prev', at(Math.max(0, Math.min(offset, total) - limit))]);
  if (offset + limit < total) neighbours.push(['next', at(offset + limit)]);
  return [...neighbours, ['last', at(last)]];
}

/** The Link field, when there are neighbours. */
export function linkField(neighbours: readonly Neighbour[]): readonly FieldPair[] {
  if (neighbours.length === 0) return [];
  return [['Link', neighbours.map(([relation, target]) => `<${target}>; rel="${relation}"`).join(', ')]];
}
