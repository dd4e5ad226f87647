/**
 * A cookie jar (RFC 6265 §5.3, §5.4): what answers set, and what goes with the next request. The caller passes the
 * time. Its size is bounded, as RFC 6265 §6.1 allows: it evicts expired cookies first, then the least recently used.
 */
import type { FieldPair } from '../http1/writer.ts';
import { type Cookie, type CookieRefusal, cookieOf, domainMatches, pathMatches } from './cookie.ts';
import type { Url } from './url.ts';

export interface JarBounds {
  readonly perDomain: number;
  readonly total: number;
}

export const JAR_BOUNDS: JarBounds = { perDomain: 50, total: 3000 };

interface StoredCookie {
  readonly cookie: Cookie;
  /** Increases; of cookies with equally long paths the older is sent first. */
  readonly order: number;
  /** Increases with every use. */
  used: number;
}

export class CookieJar {
  readonly #bounds: JarBounds;
  readonly #kept = new Map<string, StoredCookie>();
  #count = 0;

  constructor(bounds: JarBounds = JAR_BOUNDS) {
    this.#bounds = bounds;
  }

  /** Every cookie that has not expired at `now` (ms since 1970), oldest first. */
  cookies(now: number): readonly Cookie[] {
    this.#expire(now);
    return [...this.#kept.values()].map(({ cookie }) => cookie);
  }

  /** Clears the jar. */
  clear(): void {
    this.#kept.clear();
  }

  /** Takes one Set-Cookie line of an answer from `url`. Returns what it set or removed, or why it did neither. */
  take(line: string, url: Url, now: number): { set: Cookie } | { removed: Cookie } | { refused: CookieRefusal } {
    const cookie = cookieOf(line, url, now);
    if (typeof cookie === 'string') return { refused: cookie };
    const key = JSON.stringify([cookie.domain, cookie.path, cookie.name]);
    const before = this.#kept.get(key);
    if (isExpired(cookie, now)) {
      this.#kept.delete(key);
      return { removed: cookie };
    }
    const count = this.#count++;
    // A replaced cookie keeps its place in the order (RFC 6265 §5.3, step 11.3).
    this.#kept.set(key, { cookie, order: before?.order ?? count, used: count });
    this.#evict(cookie.domain, now);
    return { set: cookie };
  }

  /** Names and values for a request to `url`, in sending order: longer paths first, then older ones. */
  cookiesFor(url: Url, now: number): readonly FieldPair[] {
    this.#expire(now);
    const fitting = [...this.#kept.values()].filter(({ cookie }) => against(cookie, url) === null);
    fitting.sort((a, b) => b.cookie.path.length - a.cookie.path.length || a.order - b.order);
    for (const kept of fitting) kept.used = this.#count++;
    return fitting.map(({ cookie }) => [cookie.name, cookie.value]);
  }

  #expire(now: number): void {
    for (const [key, { cookie }] of this.#kept) {
      if (isExpired(cookie, now)) this.#kept.delete(key);
    }
  }

  #evict(domain: string, now: number): void {
    if (this.#kept.size > this.#bounds.perDomain) this.#expire(now);
    const ofDomain = [...this.#kept].filter(([, { cookie }]) => cookie.domain === domain);
    this.#drop(ofDomain, ofDomain.length - this.#bounds.perDomain);
    this.#drop([...this.#kept], this.#kept.size - this.#bounds.total);
  }

  #drop(some: [string, StoredCookie][], count: number): void {
    if (count <= 0) return;
    some.sort(([, a], [, b]) => a.used - b.used);
    for (const [key] of some.slice(0, count)) this.#kept.delete(key);
  }
}

/** Why a cookie is not sent with a request. */
export type Against = 'host' | 'path' | 'secure';

/** Why a cookie is not sent to `url`; null when it is sent (RFC 6265 §5.4). */
export function against(cookie: Cookie, { origin, path }: Url): Against | null {
  const { host, scheme } = origin;
  if (!(cookie.hostOnly ? host === cookie.domain : domainMatches(host, cookie.domain))) return 'host';
  if (!pathMatches(path === '' ? '/' : path, cookie.path)) return 'path';
  return cookie.secure && scheme !== 'https' ? 'secure' : null;
}

/** The cookies that a jar holding `cookies`, oldest first, sends to `url`, in sending order. */
export function cookiesFrom(cookies: readonly Cookie[], url: Url, now: number): readonly FieldPair[] {
  return cookies
    .filter((cookie) => !isExpired(cookie, now) && against(cookie, url) === null)
    .sort((a, b) => b.path.length - a.path.length)
    .map(({ name, value }) => [name, value]);
}

function isExpired({ expires }: Cookie, now: number): boolean {
  return expires !== null && expires <= now;
}
