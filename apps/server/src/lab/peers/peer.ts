/** What is known of a kind of peer: how its program is called, and how it is told to serve one page on loopback. */
import type { PeerId } from '#shared/servers/peers.ts';

/** Where an instance lives. Paths are absolute and hold neither quotes nor control characters (folder.ts). */
export interface Site {
  /** Its own folder, empty but for `www/index.html`. All it writes goes there. */
  readonly folder: string;
  readonly port: number;
  /** The port of the server on loopback it forwards to; null: it serves the page itself. */
  readonly upstream: number | null;
}

/** How an instance is started. */
export interface Launch {
  /** Files to write into its folder, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  /** Besides the little that every peer is given. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Peer {
  readonly id: PeerId;
  /** Names its program goes by, the likeliest first. */
  readonly commands: readonly string[];
  /** Arguments that make it say its version and end. */
  readonly version: readonly string[];
  /** A file in its folder where it says what its standard error does not. */
  readonly log?: string;
  /** `program`: the path it was found at, links followed. */
  launch(site: Site, program: string): Launch;
}

export const HOST = '127.0.0.1';

/** The folder of the page it serves. */
export const pagesOf = ({ folder }: Site): string => `${folder}/www`;
