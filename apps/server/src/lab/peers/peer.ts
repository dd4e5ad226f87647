/** The facts about a kind of peer: what its program is called, and how to make it serve one page on loopback. */
import type { PeerId } from '#shared/servers/peers.ts';

/** Where an instance lives. Paths are absolute and contain neither quotes nor control characters (folder.ts). */
export interface Site {
  /** Its own folder, empty except for `www/index.html`. It writes only there. */
  readonly folder: string;
  readonly port: number;
  /** The loopback port of the server it forwards to; null: it serves the page itself. */
  readonly upstream: number | null;
}

/** How an instance is started. */
export interface Launch {
  /** Files to write into its folder, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  /** In addition to the minimal environment of every peer. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Peer {
  readonly id: PeerId;
  /** Names of its program, the most likely first. */
  readonly commands: readonly string[];
  /** Arguments that make it print its version and exit. */
  readonly version: readonly string[];
  /** A file in its folder with messages that do not go to its standard error. */
  readonly log?: string;
  /** `program`: the path where it was found, links resolved. */
  launch(site: Site, program: string): Launch;
}

export const HOST = '127.0.0.1';

/** The folder of the page it serves. */
export const pagesOf = ({ folder }: Site): string => `${folder}/www`;
