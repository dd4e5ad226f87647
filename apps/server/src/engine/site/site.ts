/** The demo site: small resources, each of which demonstrates one thing about HTTP. */
import { imfFixdate } from '../date.ts';
import type { EngineResponse, Route, Router } from '../handler.ts';
import { createRouter, type Endpoint, type Resource } from '../routes.ts';
import { validated } from '../validated.ts';
import { echoContent, echoHead } from './echo.ts';
import { gzipped } from './gzip.ts';
import { HOME } from './home.ts';
import { greetUser, lead, listCookies, logIn, setCookies, showPath, showPost } from './routes.ts';
import { countUpload, slow, streamed } from './streams.ts';
import { text } from './text.ts';
import { usersApi } from './users.ts';

const GREETINGS = 'Hello\nПривет\n你好\n👋🌍\n';

/** A sleeping handler does not keep the process alive. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

/**
 * The demo site as it is served, with validators and conditional requests. Its pages are as old as the engine.
 * @param now wall clock, ms since 1970
 */
export function servedDemoSite(now: () => number = Date.now): Router {
  return validated(demoSite(undefined, Math.floor(now() / 1000) * 1000), now);
}

/**
 * The router of the demo site.
 * @param sleep waits for that many ms; tests pass one that does not
 * @param made when the pages that never change were created, in ms since 1970, for their Last-Modified; null for none
 */
export function demoSite(sleep: (ms: number) => Promise<void> = pause, made: number | null = null): Router {
  const dated = (page: EngineResponse): EngineResponse =>
    made === null ? page : { ...page, fields: [...page.fields, ['Last-Modified', imfFixdate(made)]] };
  const home = dated(text(HOME, 'text/html'));
  const hello = dated(text('Hello, world!\n'));
  const unicode = dated(text(GREETINGS));
  const get = (handler: Endpoint['handler']): Resource => ({ get: { handler } });
  const post: Route = { handler: echoContent };
  const upload: Route = { handler: countUpload, streams: true };
  return createRouter([
    ['/', { get: { handler: () => home }, post }],
    ['/hello', get(() => hello)],
    ['/echo', { get: { handler: echoHead, keepsHead: true }, post }],
    ['/stream', get(() => streamed(sleep))],
    ['/slow', get((request) => slow(request, sleep))],
    ['/unicode', get(() => unicode)],
    ['/gzip', get((request) => dated(gzipped(request)))],
    ['/upload', { put: upload, post: upload }],
    ['/cookie', get(listCookies)],
    ['/cookie/set', get(setCookies)],
    ['/login', { get: { handler: logIn }, post: { handler: logIn } }],
    ['/redirect/<int:hops>', get(lead)],
    ['/user/<name>', get(greetUser)],
    ['/post/<int:id>', get(showPost)],
    ['/path/<path:rest>', get(showPath)],
    ...usersApi(),
  ]);
}
