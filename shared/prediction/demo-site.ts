/**
 * What the engine's demo site has, as data: its paths, their methods, and the status of a plain request. A test checks
 * the site against it. Whatever else a request carries (conditions, ranges, accepted types) is left to the handlers.
 */
import type { RequestHead } from '../http1/events.ts';
import type { RuleId } from '../http1/rules.ts';
import { decodeSegments, isLiteral, matchPattern, parsePattern } from '../requests/path-pattern.ts';

type MethodName = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The status of a plain request; null where it depends on more: a query, fields, stored data. */
type Statuses = Readonly<Partial<Record<MethodName, number | null>>>;

const ROUTES: readonly (readonly [pattern: string, statuses: Statuses])[] = [
  ['/', { GET: 200, POST: 200 }],
  ['/hello', { GET: 200 }],
  ['/echo', { GET: 200, POST: 200 }],
  ['/stream', { GET: 200 }],
  ['/slow', { GET: null }],
  ['/unicode', { GET: 200 }],
  ['/gzip', { GET: 200 }],
  ['/upload', { PUT: 200, POST: 200 }],
  ['/cookie', { GET: 200 }],
  ['/cookie/set', { GET: null }],
  ['/user/<name>', { GET: 200 }],
  ['/post/<int:id>', { GET: 200 }],
  ['/path/<path:rest>', { GET: 200 }],
  ['/redirect/<int:hops>', { GET: null }],
  ['/login', { GET: null, POST: null }],
  ['/users', { GET: null, POST: null }],
  ['/users/<int:id>', { GET: null, PUT: null, DELETE: null }],
];

/** The patterns of all of them. */
export const DEMO_PATTERNS: readonly string[] = ROUTES.map(([pattern]) => pattern);

const PARSED = ROUTES.map(([text, statuses]) => ({ pattern: parsePattern(text), text, statuses }));

/** Fields that make a request more than a plain one. */
const WEIGHED = /^(?:if-|range$|content-range$)/i;

/** What the site would do with a request for it. */
export type SiteAnswer =
  /** Null: its handler decides. */
  | { readonly kind: 'handled'; readonly status: number | null; readonly streams: boolean }
  | { readonly kind: 'denied'; readonly rule: RuleId };

/** @param path as received, not decoded; `*` for the whole server */
export function siteAnswer({ method, fields }: Pick<RequestHead, 'method' | 'fields'>, path: string): SiteAnswer {
  if (path === '*') return handled(204);
  const found = find(path);
  if (found === 'misspelt') return { kind: 'denied', rule: 'path-encoding' };
  if (found === null) return { kind: 'denied', rule: 'not-found' };
  if (method === 'OPTIONS') return handled(204);
  const name = method === 'HEAD' ? 'GET' : method;
  const status = Object.entries(found.statuses).find(([one]) => one === name)?.[1];
  if (status === undefined)
    return { kind: 'denied', rule: method === 'TRACE' ? 'trace-refused' : 'method-not-allowed' };
  const plain = fields.every((field) => !WEIGHED.test(field.name));
  return { ...handled(plain ? status : null), streams: found.text === '/stream' };
}

const handled = (status: number | null) => ({ kind: 'handled', status, streams: false }) as const;

/** A path without parameters takes precedence over patterns, and the first matching pattern over later ones. */
function find(path: string): (typeof PARSED)[number] | 'misspelt' | null {
  const segments = decodeSegments(path);
  if (segments === null) return 'misspelt';
  const slashed = segments.some((segment) => segment.includes('/'));
  const literal = slashed ? undefined : PARSED.find(({ text }) => text === `/${segments.join('/')}`);
  return literal ?? PARSED.find(({ pattern }) => !isLiteral(pattern) && matchPattern(pattern, segments)) ?? null;
}
