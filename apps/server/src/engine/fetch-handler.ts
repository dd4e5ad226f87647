/** Runs a handler of the Fetch API, such as a Hono app's `fetch`, on the engine. */

import { fetchRequest, urlOf } from './fetch-request.ts';
import { engineResponse, isResponse } from './fetch-response.ts';
import type { Denial, EngineRequest, EngineResponse, Route, Router } from './handler.ts';
import { denialResponse, printable } from './refusal.ts';

/** `(Request) => Response`, the interface that servers of the Fetch API share. */
export type FetchFunction = (request: Request) => Response | Promise<Response>;

/** The methods listed for the server as a whole: only the app knows which ones a path accepts. */
const ALLOW = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';

const STANDARD = new Set(['CONNECT', 'TRACE', 'TRACK', ...ALLOW.split(', ')]);

/**
 * A site that is one Fetch handler. It receives every method except CONNECT and TRACE, which the Fetch API forbids, and
 * every target except `*`, which is not a URL. Content over 64 KiB is passed on as it arrives.
 */
export function fetchRouter(app: FetchFunction): Router {
  const route: Route = { handler: (request) => run(app, request), streams: true };
  const server: Route = { handler: () => ({ status: 204, fields: [['Allow', ALLOW]], content: null, rule: 'allow' }) };
  const router: Router = ({ method }, path) => {
    if (path === '*') return server;
    if (isOtherSpelling(method)) return unknown(method);
    return method === 'TRACE' || method === 'TRACK' ? traceRefused(method) : route;
  };
  return Object.assign(router, { anyMethod: true });
}

/** A Request turns `get` into GET; in HTTP they differ (RFC 9110 §9.1), and a filter ahead may have let `get` pass. */
function isOtherSpelling(method: string): boolean {
  const upper = method.toUpperCase();
  return method !== upper && STANDARD.has(upper);
}

function unknown(method: string): Denial {
  return { rule: 'method-unknown', about: `The method is ${printable(method)}.`, fields: [], closes: false };
}

function traceRefused(method: string): Denial {
  const about = `The method is ${method}; allowed are ${ALLOW}.`;
  return { rule: 'trace-refused', about, fields: [['Allow', ALLOW]], closes: false };
}

async function run(app: FetchFunction, request: EngineRequest): Promise<EngineResponse> {
  const url = urlOf(request);
  if (url === null) {
    const about = `No URL has this host: ${printable(request.head.target)}.`;
    return denialResponse({ rule: 'host-invalid', about, fields: [], closes: false });
  }
  const response: unknown = await app(fetchRequest(request, url));
  if (!isResponse(response)) throw new TypeError(`the handler returned ${describe(response)}, not a Response`);
  // The response will not be read: release its source.
  if (request.signal.aborted) await response.body?.cancel();
  return engineResponse(response, request.head.method);
}

function describe(value: unknown): string {
  return value === null ? 'null' : typeof value === 'object' ? 'an object' : `${typeof value}`;
}
