/** The page: index.html as a template; everything else comes from Vite in dev and from the build through sirv. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';
import { webDist, webSources } from '../base/paths.ts';
import type { DevPage } from './vite-dev.ts';

/** The source of the page's files. */
export interface PageSource {
  /** index.html, its placeholders not yet replaced. */
  index(url: string): Promise<string>;
  /** Any other file; 404 if it does not exist. Keeps the headers already set. */
  asset(req: IncomingMessage, res: ServerResponse): void;
}

/** From the source files, through Vite. */
export function devSource(dev: DevPage): PageSource {
  return {
    index: async (url) => dev.transformIndex(url, await readFile(path.join(webSources, 'index.html'), 'utf8')),
    asset: (req, res) => dev.handle(req, res),
  };
}

/** From the build. sirv lists its files at start-up, so no path can lead out of the folder. */
export async function builtSource(folder = webDist): Promise<PageSource> {
  const html = await readFile(path.join(folder, 'index.html'), 'utf8');
  const files = sirv(folder, { etag: true, extensions: [], setHeaders: cacheForGood });
  return {
    index: async () => html,
    asset: (req, res) => files(req, res, () => sendText(res, 404, 'Not found')),
  };
}

/** The build puts a digest into the names of the files in assets/. */
function cacheForGood(res: ServerResponse, pathname: string): void {
  if (pathname.startsWith('/assets/')) res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
}

/** True for the page's own addresses. */
export function isIndex(url: string): boolean {
  const [pathname] = url.split('?', 1);
  return pathname === '/' || pathname === '/index.html';
}

/** Replaces the placeholders with nonce and token. Both are base64url: nothing needs escaping. */
export function fillIn(html: string, nonce: string, token: string): string {
  return html.replaceAll('__OCTET_NONCE__', nonce).replaceAll('__OCTET_TOKEN__', token);
}

/** Sends one line of text as the whole response. */
export function sendText(res: ServerResponse, status: number, line: string): void {
  res.statusCode = status;
  res.setHeader('Content-Type', 'text/plain; charset=utf-8');
  res.end(`${line}\n`);
}
