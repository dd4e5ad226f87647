/** A server's state, for the picker and the header: one kind, derived from the control server's report. */

import { originalOf } from '../servers/facts.ts';
import { isEngine, speaksTls } from '../servers/names.ts';
import type { ServerInfo } from './messages.ts';

export type Standing =
  /** `absent`: its program is not on this machine. */
  | { readonly is: 'unknown' | 'absent' | 'stopped' | 'starting' }
  | { readonly is: 'listening'; readonly serving: readonly number[] }
  /** A serial server waits on this lane; it accepts no other client until that ends. */
  | { readonly is: 'busy'; readonly lane: number; readonly backlog: readonly number[] }
  | { readonly is: 'crashed'; readonly why: string }
  /** It has returned, after the one connection it was to serve. */
  | { readonly is: 'ended' };

export function standingOf(info: ServerInfo | null): Standing {
  if (info === null) return { is: 'unknown' };
  if (info.program?.found === false) return { is: 'absent' };
  if (info.state === 'crashed') return { is: 'crashed', why: info.error ?? '' };
  if (info.state !== 'listening') return { is: info.state };
  if (info.busy !== null) return { is: 'busy', lane: info.busy, backlog: info.backlog };
  return { is: 'listening', serving: info.serving };
}

/** Whether it restarts by itself after a crash: only servers that do not come from a text do. */
export function comesBack(id: string): boolean {
  return isEngine(id);
}

/** Whether it runs in a thread that can be ended. */
export function runs(info: ServerInfo | null): boolean {
  return info?.state === 'listening' || info?.state === 'starting';
}

/** Whether it speaks UDP. */
export function isDatagram(id: string): boolean {
  return originalOf(id)?.transport === 'udp';
}

/** Whether a server is missing because no key and certificate were given. */
export function lacksCertificate(id: string, servers: readonly ServerInfo[]): boolean {
  return speaksTls(id) && servers.length > 0 && servers.every((server) => server.id !== id);
}
