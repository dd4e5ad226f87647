/**
 * The servers of others that Octet looks for on this machine, and the chains of two servers. As data: the page lists
 * them, the lab starts them. Sentences: text/en/peers.ts.
 */
import { PROFILE_FACTS } from './facts.ts';
import { REFERENCES } from './names.ts';

/** In the order they are listed in. */
export const PEER_IDS = ['nginx', 'apache', 'haproxy', 'lighttpd', 'caddy', 'python'] as const;

/** A server of somebody else, found on this machine. */
export type PeerId = (typeof PEER_IDS)[number];

/** The first port of the peers; each has the next one, unless it is taken. */
export const FIRST_PEER_PORT = 8131;

/** Whether a server's id is a peer's. */
export function isPeer(id: string): id is PeerId {
  return PEER_IDS.some((peer) => peer === id);
}

/** Our own proxy that trusts too much (naive.ts): always there. */
export const NAIVE_PROXY = 'naive-proxy';

/** What can stand in front of another server. Python's http.server forwards nothing. */
export const FRONTS = [NAIVE_PROXY, 'nginx', 'haproxy', 'apache', 'lighttpd', 'caddy'] as const;

export type FrontId = (typeof FRONTS)[number];

export function isFront(id: string): id is FrontId {
  return FRONTS.some((front) => front === id);
}

/** What can stand behind one: Octet's own HTTP servers, because what reaches them is recorded. */
export const BACKS: readonly string[] = [
  ...REFERENCES.map(({ id }) => id),
  ...PROFILE_FACTS.filter(({ http }) => http).map(({ id }) => id),
];

/** Whether a server can stand behind a front. */
export function isBack(id: string): boolean {
  return BACKS.includes(id);
}
