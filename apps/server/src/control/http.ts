/** The control server's HTTP responses: the policy first, then the page. */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { listenForErrors } from '../engine/wire.ts';
import type { Gateway } from './gateway.ts';
import { createNonce, securityHeaders } from './headers.ts';
import { fillIn, isIndex, type PageSource, sendText } from './page.ts';
import { isFromElsewhere, isNavigation, type Policy } from './policy.ts';
import type { DevPage } from './vite-dev.ts';

/** The path of the page's WebSocket. */
export const SOCKET_PATH = '/ws';

export interface RequestsSetup {
  readonly policy: Policy;
  readonly source: PageSource;
  readonly gateway: Gateway;
  /** The token the page receives; empty when the user must supply it. */
  readonly tokenInPage: string;
  readonly dev: DevPage | null;
}

/** Another site's page may link here, to the page itself; it may not embed anything from here. */
function refuseEmbedding(req: IncomingMessage): Refusal | null {
  if (!isFromElsewhere(req) || (isNavigation(req) && isIndex(req.url ?? ''))) return null;
  return { status: 403, line: 'Not for pages of other origins' };
}

/** A refusal: its status, and a line that says how to fix it. */
interface Refusal {
  readonly status: number;
  readonly line: string;
}

export class Requests {
  readonly #setup: RequestsSetup;

  constructor(setup: RequestsSetup) {
    this.#setup = setup;
    setup.gateway.onBadHandshake = (socket, line) => this.refuse(socket, { status: 400, line });
  }

  /** A request without an upgrade. */
  async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { policy, source } = this.#setup;
    const nonce = createNonce();
    for (const [name, value] of securityHeaders(nonce, policy.origins)) res.setHeader(name, value);
    const refusal = this.#refusalOf(req) ?? refuseEmbedding(req);
    if (refusal !== null) {
      if (refusal.status === 405) res.setHeader('Allow', 'GET, HEAD');
      return sendText(res, refusal.status, refusal.line);
    }
    const url = req.url ?? '/';
    if (policy.isLiteral(req)) {
      res.setHeader('Location', policy.canonical + url);
      return sendText(res, 307, `The page is at ${policy.canonical}`);
    }
    if (!isIndex(url)) return source.asset(req, res);
    await this.#sendIndex(res, url, nonce);
  }

  /** A request to upgrade. The policy decides before any 101 is sent. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer, keep: () => void): void {
    listenForErrors(socket as Socket, () => undefined);
    const { gateway, dev } = this.#setup;
    const refusal = this.#refusalOf(req) ?? this.#foreignPage(req);
    if (refusal !== null) this.refuse(socket, refusal);
    else if (dev?.isHmrUpgrade(req)) {
      // Vite closes it at once unless it has Vite's token.
      keep();
      dev.upgrade(req, socket, head);
    } else if (req.url === SOCKET_PATH) gateway.accept(req, socket, head, keep);
    else this.refuse(socket, { status: 404, line: 'Not found' });
  }

  /** Answers on a socket that has no response object, and closes it. */
  refuse(socket: Duplex, { status, line }: Refusal): void {
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const body = `${line}\n`;
    const fields = [
      ...securityHeaders(createNonce(), this.#setup.policy.origins),
      ['Connection', 'close'],
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Content-Length', `${Buffer.byteLength(body)}`],
    ].map(([name, value]) => `${name}: ${value}\r\n`);
    socket.once('finish', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields.join('')}\r\n${body}`);
  }

  async #sendIndex(res: ServerResponse, url: string, nonce: string): Promise<void> {
    const { source, tokenInPage } = this.#setup;
    const html = fillIn(await source.index(url), nonce, tokenInPage);
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    res.end(html);
  }

  #refusalOf(req: IncomingMessage): Refusal | null {
    const { policy } = this.#setup;
    if (!policy.isOurs(req))
      return { status: 421, line: 'Not a name of this server. To serve it under one: --origin URL' };
    if (!req.url?.startsWith('/')) return { status: 400, line: 'The request-target must be a path' };
    if (req.method === 'GET' || req.method === 'HEAD') return null;
    return this.#foreignPage(req) ?? { status: 405, line: 'GET and HEAD only' };
  }

  #foreignPage(req: IncomingMessage): Refusal | null {
    if (this.#setup.policy.isOurPage(req)) return null;
    return { status: 403, line: 'Not from a page of this server. To allow another origin: --origin URL' };
  }
}
