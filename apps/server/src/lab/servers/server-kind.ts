/** What is known about a server before it is started. */
import type { TlsPem } from '../../base/tls-files.ts';
import type { ProfileStart } from '../memory/messages.ts';

/** A kind of server that the lab can run. */
export interface ServerKind {
  readonly id: string;
  /** The script with which its thread starts. */
  readonly script: URL;
  readonly firstPort: number;
  /** Starts on request only, even after a crash; the others run as soon as there is a page. */
  readonly onDemand?: true;
  /** Not in the list of servers until it is requested. */
  readonly unlisted?: true;
  /** Needs its own folder. */
  readonly scratch?: true;
  /** TCP when omitted. */
  readonly transport?: 'tcp' | 'udp';
  readonly profile?: ProfileStart;
  /** The page may choose how it parses. */
  readonly reads?: true;
  /** There is a gate in front of it: its connections can be held. */
  readonly gated?: true;
  /** For a proxy: the port it forwards to. */
  readonly upstream?: number;
  /** It uses TLS, with this key and certificate. */
  readonly tls?: TlsPem;
}
