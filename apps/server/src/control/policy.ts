/**
 * Who may talk to the control server: which names it answers to, and which pages may use it.
 *
 * Headers are compared with fixed lists, never parsed: a malformed one simply matches nothing. A foreign name in Host
 * means DNS rebinding; a foreign page in Origin means another site's page in the user's browser.
 */
import type { IncomingMessage } from 'node:http';

export interface PolicySetup {
  readonly port: number;
  /** The address it listens on in addition to loopback; null when there is none. */
  readonly host: string | null;
  /** Public origins, as `URL.origin` spells them. */
  readonly origins: readonly string[];
}

/** Addresses that mean every interface: a browser cannot send them as a name. */
const WILDCARDS = new Set(['0.0.0.0', '::', '']);

export class Policy {
  /** The page's address on this machine. */
  readonly canonical: string;
  /** Every origin under which the page may be opened, the canonical one first. */
  readonly origins: readonly string[];
  readonly #names: ReadonlySet<string>;
  readonly #literals: ReadonlySet<string>;

  constructor({ port, host, origins }: PolicySetup) {
    this.canonical = new URL(`http://localhost:${port}`).origin;
    const own = host === null || isLoopback(host) || WILDCARDS.has(host) ? [] : [originOf(host, port)];
    this.origins = [...new Set([this.canonical, ...origins, ...own])];
    this.#literals = new Set(['127.0.0.1', '::1'].flatMap((address) => namesOf(originOf(address, port), port)));
    this.#names = new Set([...this.#literals, ...this.origins.flatMap((origin) => namesOf(origin, port))]);
  }

  /** The only Host field names this server. */
  isOurs(req: IncomingMessage): boolean {
    const host = only(req, 'host');
    return host !== null && this.#names.has(host.toLowerCase());
  }

  /** Host names this server by a loopback address, which a browser treats as another site than the page's. */
  isLiteral(req: IncomingMessage): boolean {
    return this.#literals.has(only(req, 'host')?.toLowerCase() ?? '');
  }

  /** The only Origin field matches the page's origin, in scheme, host and port. */
  isOurPage(req: IncomingMessage): boolean {
    const origin = only(req, 'origin');
    return origin !== null && this.origins.includes(origin);
  }
}

/**
 * True for a request made by a page of another site, or of another port here: by an image, a script or a form. That
 * page cannot read the response, but the request alone may have an effect (Vite's dev server opens an editor on GET).
 * Other programs, and browsers without these fields, do not say.
 */
export function isFromElsewhere(req: IncomingMessage): boolean {
  const site = only(req, 'sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}

/** True for a top-level navigation: a link that leads here. */
export function isNavigation(req: IncomingMessage): boolean {
  return only(req, 'sec-fetch-mode') === 'navigate' && only(req, 'sec-fetch-dest') === 'document';
}

/** True for an address or name that only this machine can reach; IPv6 with or without the brackets of a URL. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || /^(::1|\[::1\])$/.test(host) || /^127(\.\d{1,3}){3}$/.test(host);
}

function originOf(host: string, port: number): string {
  return new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`).origin;
}

/** The Host values for an origin: browsers leave out the scheme's default port, other programs may not. */
function namesOf(origin: string, port: number): string[] {
  const { host, hostname, port: written } = new URL(origin);
  return written === '' && new URL(`http://${hostname}:${port}`).origin === origin
    ? [host, `${hostname}:${port}`]
    : [host];
}

/** The value of a field that was sent exactly once. Node joins or drops repetitions; the raw list shows them. */
function only(req: IncomingMessage, name: string): string | null {
  let found: string | null = null;
  for (let i = 0; i + 1 < req.rawHeaders.length; i += 2) {
    if (req.rawHeaders[i]?.toLowerCase() !== name) continue;
    if (found !== null) return null;
    found = req.rawHeaders[i + 1] ?? null;
  }
  return found;
}
