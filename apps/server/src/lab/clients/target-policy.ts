/**
 * Where octets may go besides Octet's own servers. A target is resolved once and all of its addresses are checked; the
 * connection then goes to one of the checked addresses, so that changing the name's address in between gains nothing.
 */
import { networkInterfaces } from 'node:os';
import { readIPv4, readIPv6 } from '#shared/net/address.ts';
import { denialOf, type OwnEnd } from '#shared/net/denied.ts';
import { showTarget, type Target } from '#shared/net/target.ts';
import type { RefusalCode } from '#shared/wire/messages.ts';
import { formatAddress } from '../../base/address.ts';
import { resolve } from './resolve.ts';

export type Examined =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly code: RefusalCode; readonly detail: string };

export class TargetPolicy {
  readonly #port: number;
  readonly #allowed: ReadonlyMap<string, Target>;

  /** `port`: of the page and its WebSocket. `allowed`: the targets of `--allow-target`. */
  constructor(port: number, allowed: readonly Target[]) {
    this.#port = port;
    this.#allowed = new Map(allowed.map((target) => [showTarget(target), target]));
  }

  /** The ids of the targets allowed in advance. */
  get allowed(): readonly string[] {
    return [...this.#allowed.keys()];
  }

  allows(target: Target): boolean {
    return this.#allowed.has(showTarget(target));
  }

  /** The addresses of a target, all of which may be connected to; or why not. */
  async examine({ host, port }: Target): Promise<Examined> {
    const { addresses, error } = await resolve('getaddrinfo', host);
    if (error !== null || addresses.length === 0)
      return { ok: false, code: 'target-nowhere', detail: `${host} (${error?.code ?? 'ENODATA'})` };
    const found = [...new Set(addresses.map(({ address }) => address))];
    for (const address of found) {
      const code = this.#denial(address, port);
      if (code !== null) return { ok: false, code, detail: where(host, address, port) };
    }
    return { ok: true, addresses: found };
  }

  #denial(text: string, port: number): RefusalCode | null {
    // After `%` comes the interface of a link-local address.
    const [bare = ''] = text.split('%');
    const address = bare.includes(':') ? readIPv6(bare) : readIPv4(bare);
    if (!address.ok) return 'target-nowhere';
    const denied = denialOf(address.value, port, this.#own());
    return denied === null ? null : `target-${denied}`;
  }

  /** Looked up each time: a machine's addresses come and go. */
  #own(): OwnEnd {
    const interfaces = Object.values(networkInterfaces()).flatMap((found) =>
      (found ?? []).flatMap(({ address, cidr }) => {
        const read = address.includes(':') ? readIPv6(address) : readIPv4(address);
        return read.ok ? [{ address: read.value, prefix: prefixIn(cidr) }] : [];
      }),
    );
    return { port: this.#port, interfaces };
  }
}

/** Without a prefix it is a network of one address. */
const prefixIn = (cidr: string | null): number => (cidr === null ? 128 : Number(cidr.slice(cidr.lastIndexOf('/') + 1)));

/** `internal.example:80 (169.254.169.254)`. */
function where(host: string, address: string, port: number): string {
  const named = formatAddress(host, port);
  return host === address ? named : `${named} (${address})`;
}
