/**
 * Vite, inside the control server: dev is one process and one port.
 *
 * Vite is loaded inside the function, never at the top: this module is part of the production bundle too, which must
 * not load Vite.
 *
 * The page has two placeholders, in dev and in the build alike, which the control server replaces in each response:
 * - `__OCTET_NONCE__`: the nonce of the response's Content-Security-Policy. Vite puts it on every script and style it
 *   writes (`html.cspNonce` in apps/web/vite.config.ts) and into `<meta property="csp-nonce">`;
 * - `__OCTET_TOKEN__`: the process's token, in `<meta name="octet-token" content="__OCTET_TOKEN__">` of index.html.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { webSources } from '../base/paths.ts';

/** The sub-protocols of Vite's own WebSocket: hot updates, and the ping that checks whether the server is back. */
const HMR_PROTOCOLS = new Set<unknown>(['vite-hmr', 'vite-ping']);

/** What the control server needs from Vite. It checks Host, Origin and headers itself, then forwards. */
export interface DevPage {
  /** Serves a module or asset of the page; 404 for what Vite does not know. Keeps headers already set on `res`. */
  handle(req: IncomingMessage, res: ServerResponse): void;
  /** index.html with Vite's scripts added and the placeholders not yet replaced. */
  transformIndex(url: string, html: string): Promise<string>;
  /** True for an upgrade meant for Vite rather than for the gateway. */
  isHmrUpgrade(req: IncomingMessage): boolean;
  /** Passes an approved upgrade to Vite. This is the only way to Vite's WebSocket. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

/** Starts Vite over the page's sources. */
export async function createDevPage(): Promise<DevPage> {
  // Never listens: Vite adds its upgrade listener to it, and only `upgrade` below emits the event.
  const approvedUpgrades = createServer();
  const vite = await startVite(approvedUpgrades);
  return {
    handle: (req, res) => vite.middlewares(req, res, () => endNotFound(res)),
    transformIndex: (url, html) => vite.transformIndexHtml(url, html),
    isHmrUpgrade,
    upgrade(req, socket, head) {
      try {
        approvedUpgrades.emit('upgrade', req, socket, head);
      } catch {
        // Vite's URL parser throws on unusual URLs, which must not crash the process.
        socket.destroy();
      }
    },
    close: () => vite.close(),
  };
}

async function startVite(hmrServer: ReturnType<typeof createServer>) {
  const { createServer: createVite } = await import('vite');
  return createVite({
    configFile: path.join(webSources, 'vite.config.ts'),
    appType: 'custom',
    clearScreen: false,
    server: {
      middlewareMode: true,
      cors: false,
      // The control server has already refused every foreign Host, by a stricter rule than Vite's.
      allowedHosts: true,
      ws: { server: hmrServer },
    },
  });
}

function isHmrUpgrade(req: IncomingMessage): boolean {
  return HMR_PROTOCOLS.has(req.headers['sec-websocket-protocol']) && req.url?.split('?', 1)[0] === '/';
}

function endNotFound(res: ServerResponse): void {
  res.statusCode = 404;
  res.setHeader('Content-Type', 'text/plain; charset=utf-8');
  res.end('Not found\n');
}
