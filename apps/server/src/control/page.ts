/** The page: index.html as a template, everything else by Vite in dev and by sirv from the build. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';
import { webDist, webSources } from '../base/paths.ts';
import type { DevPage } from './vite-dev.ts';

/** Where the page comes from. */
export interface PageSource {
  /** index.html, its placeholders still in it. */
  index(url: string): Promise<string>;
  /** Any other file; 404 for what is not there. Keeps the headers already set. */
  asset(req: IncomingMessage, res: ServerResponse): void;
}

/** From the sources, through Vite. */
export function devSource(dev: DevPage): PageSource {
  return {
    index: async (url) => dev.transformIndex(url, await readFile(path.join(webSources, 'index.html'), 'utf8')),
    asset: (req, res) => dev.handle(req, res),
  };
}

/** From the build. sirv lists its files at the start, so no path can lead out of the folder. */
export async function builtSource(folder = webDist): Promise<PageSource> {
  const html = await readFile(path.join(folder, 'index.html'), 'utf8');
  const files = sirv(folder, { etag: true, extensions: [], setHeaders: cacheForGood });
  return {
    index: async () => html,
    asset: (req, res) => files(req, res, () => sendText(res, 404, 'Not found')),
  };
}

/** The build puts a digest in the names of what lies in assets/. */
function cacheForGood(res: ServerResponse, pathname: string): void {
  if (pathname.startsWith('/assets/')) res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
}

/** True for the addresses of the page itself. */
export function isIndex(url: string): boolean {
  const [pathname] = url.split('?', 1);
  return pathname === '/' || pathname === '/index.html';
}

/** Puts nonce and token where the page has its placeholders. Both are base64url: nothing to escape. */
export function fillIn(html: string, nonce: string, token: string): string {
  return html.replaceAll('__OCTET_NONCE__', nonce).replaceAll('__OCTET_TOKEN__', token);
}

/** One line of text as the whole answer. */
export function sendText(res: ServerResponse, status: number, line: string): void {
  res.statusCode = status;
  res.setHeader('Content-Type', 'text/plain; charset=utf-8');
  res.end(`${line}\n`);
}
