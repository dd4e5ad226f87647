/** What is to be known of a server before it is started. */
import type { TlsPem } from '../../base/tls-files.ts';
import type { ProfileStart } from '../memory/messages.ts';

/** A kind of server the lab can run. */
export interface ServerKind {
  readonly id: string;
  /** What its thread starts with. */
  readonly script: URL;
  readonly firstPort: number;
  /** Waits until somebody asks for it, after it has died too; the others run as soon as a page is there. */
  readonly onDemand?: true;
  /** Not among the servers to choose from until somebody has asked for it. */
  readonly unlisted?: true;
  /** Wants a folder of its own. */
  readonly scratch?: true;
  /** TCP when left out. */
  readonly transport?: 'tcp' | 'udp';
  readonly profile?: ProfileStart;
  /** The page may choose how it reads. */
  readonly reads?: true;
  /** There is a gate before it: its connections can be held. */
  readonly gated?: true;
  /** For a proxy: the port it forwards to. */
  readonly upstream?: number;
  /** It speaks TLS, with these. */
  readonly tls?: TlsPem;
}
