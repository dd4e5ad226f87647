/**
 * The third-party servers that Octet looks for on this machine, and the chains of two servers. As data: the page lists
 * them, the lab starts them. Sentences: text/en/peers.ts.
 */
import { PROFILE_FACTS } from './facts.ts';
import { REFERENCES } from './names.ts';

/** In display order. */
export const PEER_IDS = ['nginx', 'apache', 'haproxy', 'lighttpd', 'caddy', 'python'] as const;

/** A third-party server, found on this machine. */
export type PeerId = (typeof PEER_IDS)[number];

/** The first port of the peers; each gets the next one, unless it is taken. */
export const FIRST_PEER_PORT = 8131;

/** Whether a server's id is a peer's. */
export function isPeer(id: string): id is PeerId {
  return PEER_IDS.some((peer) => peer === id);
}

/** Octet's own over-trusting proxy (naive.ts): always available. */
export const NAIVE_PROXY = 'naive-proxy';

/** What can be in front of another server. Python's http.server does not forward. */
export const FRONTS = [NAIVE_PROXY, 'nginx', 'haproxy', 'apache', 'lighttpd', 'caddy'] as const;

export type FrontId = (typeof FRONTS)[number];

export function isFront(id: string): id is FrontId {
  return FRONTS.some((front) => front === id);
}

/** What can be behind one: Octet's own HTTP servers, because their input is recorded. */
export const BACKS: readonly string[] = [
  ...REFERENCES.map(({ id }) => id),
  ...PROFILE_FACTS.filter(({ http }) => http).map(({ id }) => id),
];

/** Whether a server can be behind a front. */
export function isBack(id: string): boolean {
  return BACKS.includes(id);
}
