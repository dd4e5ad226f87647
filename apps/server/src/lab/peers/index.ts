/** The peers, one file each. */
import type { PeerId } from '#shared/servers/peers.ts';
import { apache } from './apache.ts';
import { caddy } from './caddy.ts';
import { haproxy } from './haproxy.ts';
import { lighttpd } from './lighttpd.ts';
import { nginx } from './nginx.ts';
import type { Peer } from './peer.ts';
import { python } from './python.ts';

export const PEERS: Readonly<Record<PeerId, Peer>> = { nginx, apache, haproxy, lighttpd, caddy, python };
