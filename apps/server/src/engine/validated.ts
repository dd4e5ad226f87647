/**
 * Adds validators, preconditions and ranges to a site that knows nothing of them: what a handler answers to GET is a
 * representation, and its octets distinguish one state of it from another.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { RequestHead } from '#shared/http1/events.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import { evaluatePreconditions, isConditional, type Validators } from './conditional.ts';
import type { EngineRequest, EngineResponse, Handler, Route, Router } from './handler.ts';
import { parseHttpDate } from './http-date.ts';
import { denialResponse } from './refusal.ts';
import { asksForWhole, carryOut, planAnswer, type Representation } from './representation.ts';

type Whole = EngineResponse & { readonly content: Uint8Array };

/** A boundary that content does not contain by chance. */
export const randomBoundary = (): string => randomBytes(18).toString('hex');

/** Responses that are the same object each time keep their entity tag. */
const TAGS = new WeakMap<Uint8Array, string>();

/**
 * The same site with ETag, conditional requests and ranges. Responses with a stream, or with a status other than 200,
 * are left unchanged. A state-changing request is checked against the response to GET before it is performed.
 * @param now wall clock, ms since 1970
 */
export function validated(router: Router, now: () => number): Router {
  const reading = readingOf(now);
  // A route that is the same object each time is wrapped once.
  const routes = new WeakMap<Route, Route>();
  const aroundReading = (found: Route): Route => {
    const known = routes.get(found);
    if (known !== undefined) return known;
    const route = { ...found, handler: reading(found.handler) };
    routes.set(found, route);
    return route;
  };
  const find: Router = (head, path) => {
    const found = router(head, path);
    if ('rule' in found) return found;
    const { method } = head;
    if (method === 'GET' || method === 'HEAD') return aroundReading(found);
    if (!isConditional(head)) return found;
    const current = router({ ...head, method: 'GET' }, path);
    return 'rule' in current ? found : { ...found, handler: guarded(found, current, now) };
  };
  return Object.assign(find, { anyMethod: router.anyMethod === true });
}

/** Turns handlers that know nothing of validators into handlers of GET. */
function readingOf(now: () => number): (handler: Handler) => Handler {
  // A page that is the same object each time is prepared once.
  const wholes = new WeakMap<EngineResponse, EngineResponse>();
  const finish = (head: RequestHead, response: EngineResponse): EngineResponse => {
    if (!isWhole(response)) return response;
    const plain = asksForWhole(head.fields);
    const known = plain ? wholes.get(response) : undefined;
    if (known !== undefined) return known;
    const { content } = response;
    const representation = representationOf(response, now());
    const plan = planAnswer(head, representation, now());
    const read = ({ start, end }: { start: number; end: number }) => content.subarray(start, end);
    const answer = carryOut(plan, representation, read, randomBoundary);
    if (plain) wholes.set(response, answer);
    return answer;
  };
  return (handler) => (request) => {
    const response = handler(request);
    return response instanceof Promise
      ? response.then((late) => finish(request.head, late))
      : finish(request.head, response);
  };
}

/** Performs a request only when its preconditions hold for what GET would answer now. */
function guarded(route: Route, current: Route, now: () => number): Handler {
  return async (request) => {
    const shown = await current.handler(asGet(request));
    const validators = isWhole(shown) ? representationOf(shown, now()) : validatorsOf(shown);
    const outcome = evaluatePreconditions(request.head, validators, now());
    if (outcome === 'proceed') return route.handler(request);
    const about = `The method ${request.head.method} was not performed.`;
    return denialResponse({ rule: 'precondition-failed', about, fields: [], closes: false });
  };
}

function asGet(request: EngineRequest): EngineRequest {
  return {
    ...request,
    head: { ...request.head, method: 'GET' },
    content: new Uint8Array(0),
    arriving: null,
    trailers: [],
    get signal() {
      return request.signal;
    },
  };
}

function isWhole(response: EngineResponse): response is Whole {
  return response.status === 200 && response.content instanceof Uint8Array;
}

/** The response is not a 2xx: there is no current representation. */
function validatorsOf({ status }: EngineResponse): Validators | null {
  return status >= 200 && status < 300 ? { etag: null, lastModified: null } : null;
}

function representationOf(response: Whole, now: number): Representation {
  const { fields, content } = response;
  const own = fieldIn(fields, 'last-modified');
  return {
    size: content.length,
    fields: fields.filter(([name]) => !/^(etag|last-modified|content-length|accept-ranges)$/i.test(name)),
    etag: fieldIn(fields, 'etag') ?? tagOf(content),
    lastModified: own === null ? null : parseHttpDate(own, now),
  };
}

function fieldIn(fields: readonly FieldPair[], name: string): string | null {
  return fields.find((pair) => pair[0].toLowerCase() === name)?.[1] ?? null;
}

/** Strong: equal octets, equal tag. */
function tagOf(content: Uint8Array): string {
  const known = TAGS.get(content);
  if (known !== undefined) return known;
  const tag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  TAGS.set(content, tag);
  return tag;
}
