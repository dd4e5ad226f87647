/** A router over a fixed set of paths, with the methods that follow from others: HEAD, OPTIONS. */
import type { RequestHead } from '../../../../shared/http1/events.ts';
import type { Denial, EngineResponse, Route, Router } from './handler.ts';
import { printable } from './refusal.ts';

/** What a path answers to. GET implies HEAD: the same handler, its content not sent (RFC 9110 §9.3.2). */
export interface Resource {
  readonly get?: Route;
  readonly post?: Route;
}

/** The Allow field's value of a resource (RFC 9110 §10.2.1). */
function allowOf({ get, post }: Resource): string {
  return [...(get ? ['GET', 'HEAD'] : []), ...(post ? ['POST'] : []), 'OPTIONS'].join(', ');
}

/** OPTIONS: what is allowed, and no content, so 204 (RFC 9110 §9.3.7); a 204 has no Content-Length (§8.6). */
function options(allow: string): Route {
  const response: EngineResponse = { status: 204, fields: [['Allow', allow]], content: null };
  return { handler: () => response };
}

/** Routes by path. Two spellings of a path that RFC 3986 §6.2.2 holds for one are one. */
export function createRouter(resources: ReadonlyMap<string, Resource>): Router {
  const all = [...resources.values()];
  const everything: Resource = {
    ...(all.some((resource) => resource.get) && { get: { handler: never } }),
    ...(all.some((resource) => resource.post) && { post: { handler: never } }),
  };
  const server = options(allowOf(everything));
  return (head, path) => {
    if (path === '*') return server;
    const resource = resources.get(normalPath(path));
    if (resource === undefined) return notFound(path);
    return routeOf(resource, head) ?? notAllowed(resource, head);
  };
}

function routeOf(resource: Resource, { method }: RequestHead): Route | undefined {
  if (method === 'GET' || method === 'HEAD') return resource.get;
  if (method === 'POST') return resource.post;
  return method === 'OPTIONS' ? options(allowOf(resource)) : undefined;
}

function notFound(path: string): Denial {
  return { rule: 'not-found', about: `The path is ${printable(path)}.`, fields: [], closes: false };
}

function notAllowed(resource: Resource, { method }: RequestHead): Denial {
  const allow = allowOf(resource);
  const about = `The method is ${method}; allowed are ${allow}.`;
  return { rule: 'method-not-allowed', about, fields: [['Allow', allow]], closes: false };
}

/** Percent-encoded octets that need no encoding are decoded (RFC 3986 §6.2.2.2); all else stays as received. */
function normalPath(path: string): string {
  return path.replace(/%([0-9A-Fa-f]{2})/g, (encoded, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : encoded;
  });
}

function never(): never {
  throw new Error('only its presence counts');
}
