/**
 * Redirects (RFC 9110 §15.4): from a request and its answer to the next request. Pure; the caller chooses whether to
 * follow, and each hop is reported with what changed and why.
 */
import { linesOf } from '../http1/checks.ts';
import type { FieldLine } from '../http1/events.ts';
import type { FieldPair } from '../http1/writer.ts';
import { type Change, InputError } from './input.ts';
import { NO_CONTENT, type RequestSpec } from './request.ts';
import { resolveUri, splitUri } from './uri.ts';
import { originForm, sameOrigin, showUrl, type Url, urlOf } from './url.ts';

/** Maximum number of hops in a chain. */
export const MOST_REDIRECTS = 20;

/** The parts of the final answer that a redirect depends on. */
export interface RedirectAnswer {
  readonly status: number;
  readonly fields: readonly FieldLine[];
}

/** Why an answer that looks like a redirect is not followed. */
export type Halt =
  | 'no-location'
  | 'many-locations'
  | 'bad-location'
  | 'other-scheme'
  | 'content-gone'
  | 'limit'
  | 'loop';

export interface Hop {
  readonly request: RequestSpec;
  /** The method became GET and the content was dropped. */
  readonly methodChanged: boolean;
  /** Fields of the request that were dropped, each once. */
  readonly dropped: readonly string[];
  readonly otherOrigin: boolean;
  /** From https to http: everything that follows can be read in transit. */
  readonly downgraded: boolean;
  readonly changes: readonly Change[];
}

const FOLLOWED = new Set([301, 302, 303, 307, 308]);

/** Whether the answer calls for another request. 300 and 304 do not. */
export function isRedirect(status: number): boolean {
  return FOLLOWED.has(status);
}

/** Credentials, and fields chosen for the first origin only. */
const FOR_ONE_ORIGIN = new Set(['authorization', 'cookie', 'proxy-authorization', 'host', 'origin']);

/** Fields that describe content which is no longer sent (RFC 9110 §15.4). */
const ABOUT_CONTENT = new Set([
  'content-encoding',
  'content-language',
  'content-location',
  'content-type',
  'content-length',
  'content-digest',
  'digest',
  'last-modified',
  'transfer-encoding',
  'expect',
  'trailer',
]);

/**
 * The request after `request`, whose answer {@link isRedirect}; or why there is none. `request.cookies` are those set
 * by hand: the jar adds its own to every hop. `repeatable`: the content can be sent again.
 */
export function nextHop(
  request: RequestSpec,
  answer: RedirectAnswer,
  repeatable: boolean,
): { hop: Hop } | { halt: Halt; detail: string } {
  const locations = new Set(linesOf(answer.fields, 'location').map(({ value }) => value));
  const [location] = locations;
  if (location === undefined || location === '') return { halt: 'no-location', detail: String(answer.status) };
  if (locations.size > 1) return { halt: 'many-locations', detail: [...locations].join(' · ') };
  const changes: Change[] = [];
  const url = locate(request.url, location, changes);
  if ('halt' in url) return url;
  const toGet = becomesGet(answer.status, request.method);
  if (!toGet && request.content.kind !== 'none' && !repeatable) return { halt: 'content-gone', detail: location };
  return { hop: { ...change(request, url, toGet), changes } };
}

/** The URL of a Location: resolved, without userinfo, with the inherited fragment (RFC 9110 §10.2.2). */
function locate(from: Url, location: string, changes: Change[]): Url | { halt: Halt; detail: string } {
  const base = splitUri(`${from.origin.scheme}://${from.authority}${originForm(from)}`);
  const resolved = resolveUri(base, splitUri(location));
  try {
    const url = urlOf({ ...resolved, fragment: resolved.fragment ?? from.fragment }, changes);
    if (url.userinfo !== null) changes.push({ what: 'userinfo-dropped', before: location, after: showUrl(url) });
    return { ...url, userinfo: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { halt: error.code === 'url-scheme' ? 'other-scheme' : 'bad-location', detail: location };
  }
}

/** 303 calls for GET; for POST, all clients read 301 and 302 so too (RFC 9110 §15.4.2, §15.4.3). HEAD stays HEAD. */
function becomesGet(status: number, method: string): boolean {
  if (status === 303) return method !== 'HEAD' && method !== 'GET';
  return (status === 301 || status === 302) && method === 'POST';
}

function change(request: RequestSpec, url: Url, toGet: boolean): Omit<Hop, 'changes'> {
  const otherOrigin = !sameOrigin(request.url.origin, url.origin);
  const dropped: string[] = [];
  const stays = ([name]: FieldPair) => {
    const key = name.toLowerCase();
    const goes = (otherOrigin && FOR_ONE_ORIGIN.has(key)) || (toGet && ABOUT_CONTENT.has(key));
    if (goes && !dropped.includes(name)) dropped.push(name);
    return !goes;
  };
  const fields = (request.fields ?? []).filter(stays);
  const cookies = otherOrigin ? [] : (request.cookies ?? []);
  if (cookies.length < (request.cookies ?? []).length && !dropped.includes('Cookie')) dropped.push('Cookie');
  const userinfo = otherOrigin ? null : request.url.userinfo;
  if (request.url.userinfo !== null && otherOrigin) dropped.push('Authorization');
  const { target: _first, params: _appended, exact: _exact, ...kept } = request;
  const next: RequestSpec = {
    ...kept,
    method: toGet ? 'GET' : request.method,
    url: { ...url, userinfo },
    fields,
    cookies,
    content: toGet ? NO_CONTENT : request.content,
  };
  const downgraded = request.url.origin.scheme === 'https' && url.origin.scheme === 'http';
  return { request: next, methodChanged: toGet, dropped, otherOrigin, downgraded };
}

/** Two requests with the same key are the same request: sending it again gets the same answer again. */
export function hopKey(method: string, url: Url, cookies: readonly FieldPair[]): string {
  return JSON.stringify([method, showUrl({ ...url, fragment: null }), cookies]);
}
