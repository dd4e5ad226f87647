/** A router over a fixed set of paths and patterns. It adds the methods that follow from others: HEAD and OPTIONS. */
import type { RequestHead } from '#shared/http1/events.ts';
import {
  decodeSegments,
  isLiteral,
  matchPattern,
  PathParams,
  type PathPattern,
  parsePattern,
} from '#shared/requests/path-pattern.ts';
import type { Denial, EngineRequest, EngineResponse, Route, Router } from './handler.ts';
import { printable } from './refusal.ts';

/** A route whose handler receives the values of its pattern's parameters. */
export interface Endpoint extends Omit<Route, 'handler'> {
  readonly handler: (request: EngineRequest, params: PathParams) => EngineResponse | Promise<EngineResponse>;
}

/** The methods of a path. GET implies HEAD: the same handler, with its content not sent (RFC 9110 §9.3.2). */
export interface Resource {
  readonly get?: Endpoint;
  readonly post?: Endpoint;
  readonly put?: Endpoint;
  readonly delete?: Endpoint;
}

const METHODS = ['get', 'post', 'put', 'delete'] as const;

/** A resource that a path has matched: the route of each of its methods. */
interface Found {
  readonly resource: Resource;
  route(method: string): Route | undefined;
}

/** The value of the Allow field for a resource (RFC 9110 §10.2.1). */
function allowOf(resource: Resource): string {
  const names = METHODS.flatMap((method) => {
    if (resource[method] === undefined) return [];
    return method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];
  });
  return [...names, 'OPTIONS'].join(', ');
}

/** OPTIONS: the allowed methods and no content, so 204 (RFC 9110 §9.3.7); a 204 has no Content-Length (§8.6). */
function options(allow: string): Route {
  const response: EngineResponse = { status: 204, fields: [['Allow', allow]], content: null, rule: 'allow' };
  return { handler: () => response };
}

/**
 * Routes by path. Two spellings of a path that are equivalent by RFC 3986 §6.2.2 count as one. A path without
 * parameters takes precedence over patterns, and the first pattern that matches is used.
 */
export function createRouter(resources: Iterable<readonly [pattern: string, resource: Resource]>): Router {
  const literals = new Map<string, Found>();
  const patterns: (readonly [PathPattern, Resource])[] = [];
  const everything: { -readonly [K in keyof Resource]: Resource[K] } = {};
  for (const [text, resource] of resources) {
    const pattern = parsePattern(text);
    if (isLiteral(pattern)) literals.set(text, fixed(resource));
    else patterns.push([pattern, resource]);
    for (const method of METHODS) if (resource[method] !== undefined) everything[method] = resource[method];
  }
  const server = options(allowOf(everything));
  const find = (segments: readonly string[]): Found | undefined =>
    literalOf(literals, segments) ?? firstMatch(patterns, segments);
  return (head, path) => {
    if (path === '*') return server;
    const literal = literals.get(path);
    const segments = literal === undefined ? decodeSegments(path) : null;
    if (literal === undefined && segments === null) return misspelt(path);
    const found = literal ?? find(segments as readonly string[]);
    if (found === undefined) return notFound(path);
    return found.route(head.method) ?? notAllowed(found.resource, head);
  };
}

/** The literal path that these segments spell; none of them contains a slash. */
function literalOf(literals: ReadonlyMap<string, Found>, segments: readonly string[]): Found | undefined {
  return segments.some((segment) => segment.includes('/')) ? undefined : literals.get(`/${segments.join('/')}`);
}

function firstMatch(
  patterns: readonly (readonly [PathPattern, Resource])[],
  segments: readonly string[],
): Found | undefined {
  for (const [pattern, resource] of patterns) {
    const params = matchPattern(pattern, segments);
    if (params !== null) return { resource, route: (method) => routeOf(resource, params, method) };
  }
  return undefined;
}

/** A resource without parameters: its routes are created once. */
function fixed(resource: Resource): Found {
  const routes = new Map<string, Route>();
  for (const method of ['HEAD', 'OPTIONS', ...METHODS.map((name) => name.toUpperCase())]) {
    const route = routeOf(resource, new PathParams(), method);
    if (route !== undefined) routes.set(method, route);
  }
  return { resource, route: (method) => routes.get(method) };
}

function routeOf(resource: Resource, params: PathParams, method: string): Route | undefined {
  if (method === 'OPTIONS') return options(allowOf(resource));
  const name = method === 'HEAD' ? 'get' : METHODS.find((one) => one.toUpperCase() === method);
  const endpoint = name === undefined ? undefined : resource[name];
  if (endpoint === undefined) return undefined;
  return { ...endpoint, handler: (request) => endpoint.handler(request, params) };
}

/** The response for an unknown path. */
export function notFound(path: string): Denial {
  return { rule: 'not-found', about: `The path is ${printable(path)}.`, fields: [], closes: false };
}

function misspelt(path: string): Denial {
  return { rule: 'path-encoding', about: `The path is ${printable(path)}.`, fields: [], closes: false };
}

function notAllowed(resource: Resource, { method }: RequestHead): Denial {
  const allow = allowOf(resource);
  // Without the method: HEAD has to give the same Content-Length as GET (RFC 9110 §9.3.2).
  const about = `Allowed are ${allow}.`;
  const rule = method === 'TRACE' ? 'trace-refused' : 'method-not-allowed';
  return { rule, about, fields: [['Allow', allow]], closes: false };
}
